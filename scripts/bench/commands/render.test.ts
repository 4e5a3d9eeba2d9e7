/** The commands' table of a made-up report. */
import { stripVTControlCharacters } from 'node:util';
import type { Row } from './measure';
import { renderCommands } from './render';
import type { CommandsReport } from './report';

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

const reportOf = (rows: Row[], against: string | null = null): CommandsReport => ({
  schema: 'attention-kata/bench-commands/v1',
  machine: { node: 'v20.20.0', cpu: 'A Processor', cores: 2 },
  against,
  rows,
});

const text = (report: CommandsReport, width = 80): string =>
  stripVTControlCharacters(renderCommands(report, width));

test('shows this kit, the other commit and what stands beside, with the ratios', () => {
  const shown = text(reportOf([row], 'deadbeefcafe0000'));
  expect(shown).toMatch(/^ +this +before +ratio +beside +ratio$/m);
  expect(shown).toMatch(/^ {2}ms +400 +800 +0\.50 +1,000 +0\.40$/m);
  expect(shown).toMatch(/^ {4}19 of 20 at most +500 +900 +0\.56 +1,100 +0\.45$/m);
  expect(shown).toContain('before is deadbeefca.');
  for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('has no column for what was not measured, and says why it was not', () => {
  const figures = { time: { this: { median: 400, p95: null } } };
  const shown = text(reportOf([{ ...row, figures, lacking: { beside: 'no Python' } }]));
  expect(shown).toMatch(/^ +this$/m);
  expect(shown).toContain('  npx jest, one test is left out: no Python');
});

test('says by which power a figure grows with its size', () => {
  const shown = text(reportOf([16, 32, 64].map(ofSize)));
  expect(shown).toContain('heatmap, T tokens, ms: size^2.0 over 16, 32, 64');
});
