/** The commands' rows, made up, and what stands over and under them. */
import { stripVTControlCharacters } from 'node:util';
import type { Row } from './measure';
import { type Others, othersOf, renderGrowth, renderHead, renderRow } from './render';
import { commandsReport } from './report';
import type { Work } from './work';

const row: Row = {
  name: 'check 1, right',
  size: null,
  trials: 30,
  beside: 'npx jest, one test',
  figures: {
    time: {
      this: { median: 400, p95: 500 },
      before: { median: 800, p95: 900 },
      beside: { median: 1_000, p95: 1_100 },
    },
  },
  lacking: {},
};
const ofSize = (size: number): Row => ({
  ...row,
  name: 'heatmap, T tokens',
  size,
  beside: null,
  figures: { time: { this: { median: 0.1 * size ** 2, p95: null } } },
});

const head = (against: string | null, others: Others): string =>
  stripVTControlCharacters(renderHead({ ...commandsReport(against), machine }, others, 80));
const machine = { node: 'v20.20.0', cpu: 'A Processor', cores: 2 };

const works = (...names: string[]): Work[] =>
  names.map((name) => ({ name, trials: 1, open: async () => ({ reason: 'a made-up work' }) }));
const besideJest = works('check').map((work) => ({
  ...work,
  beside: { name: 'npx jest', open: async () => ({ reason: 'a made-up work' }) },
}));

test('has a column for what was asked for, before anything is measured', () => {
  const others = othersOf([...works('watch'), ...besideJest], 'deadbeefcafe0000');
  const shown = head('deadbeefcafe0000', others);
  expect(shown).toMatch(/^ +this +before +ratio +beside +ratio$/m);
  expect(shown).toContain('before is deadbeefca.');
  expect(shown).toContain('Node v20.20.0, 2 × A Processor');
});

test('has no column that nothing can fill', () => {
  expect(head(null, othersOf(works('watch'), null))).toMatch(/^ +this$/m);
  expect(head(null, othersOf(besideJest, null))).toMatch(/^ +this +beside +ratio$/m);
});

const shown = (of: Row, others: Others): string =>
  stripVTControlCharacters(renderRow(of, others, 80));

test('shows this kit, the other commit and what stands beside, with the ratios', () => {
  const text = shown(row, ['before', 'beside']);
  expect(text).toMatch(/^ {2}ms +400 +800 +0\.50 +1,000 +0\.40$/m);
  expect(text).toMatch(/^ {4}19 of 20 at most +500 +900 +0\.56 +1,100 +0\.45$/m);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('says why a side was not measured, and leaves its cells empty', () => {
  const figures = { time: { this: { median: 400, p95: null } } };
  const text = shown({ ...row, figures, lacking: { beside: 'no Python' } }, ['beside']);
  expect(text).toMatch(/^ {2}ms +400 +– +–$/m);
  expect(text).toContain('  npx jest, one test is left out: no Python');
});

test('says by which power a figure grows with its size', () => {
  const text = renderGrowth([16, 32, 64].map(ofSize), 80);
  expect(text).toContain('heatmap, T tokens, ms: size^2.0 over 16, 32, 64');
  expect(renderGrowth([row], 80)).toBeNull();
});
