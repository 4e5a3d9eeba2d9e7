/** `--persons` and `--only` in a folder with the report of a class: a part is judged anew. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CatalogEntry, catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';
import type { StoredReport } from './regrade';
import { REPORT } from './report';

const [first, second] = catalog as unknown as [CatalogEntry, CatalogEntry];
const WRONG = 'export const softmax = () => 1;';

let checkout: Checkout;
const at = (...parts: string[]): string => join(checkout.folder, '..', ...parts);
const grade = (...args: string[]) => checkout.run(['grade', at('class'), ...args]);
const textIn = (out: string): string => readFileSync(at(out, REPORT), 'utf8');
const reportIn = (out: string): StoredReport => JSON.parse(textIn(out));
const marksIn = (out: string): Record<string, number | null> =>
  Object.fromEntries(reportIn(out).submissions.map(({ id, score }) => [id, score]));

function handIn(id: string, exercise: CatalogEntry, text?: string): void {
  const file = at('class', id, sourceOf(exercise));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text ?? readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8'));
}

beforeAll(() => {
  checkout = makeCheckout();
  for (const id of ['anna', 'ben']) for (const each of [first, second]) handIn(id, each);
  const { code, stderr } = grade('--out', at('marks'), '--only', '1-2', '--seed', '7');
  expect([code, stderr]).toEqual([0, '']);
});
afterAll(() => checkout.remove());

describe('one person hands in again', () => {
  beforeAll(() => {
    handIn('anna', first, WRONG);
    handIn('ben', first, WRONG);
  });

  test('where the mark would fall nothing is overwritten', () => {
    const before = textIn('marks');
    const { code, stdout } = grade('--out', at('marks'), '--persons', 'anna');
    expect([code, textIn('marks')]).toEqual([1, before]);
    expect(stdout).toContain('1 mark differs');
    expect(stdout).not.toContain('gone');
  });

  test('the others keep their marks, whatever lies in their folders now', () => {
    const before = reportIn('marks');
    const { code } = grade('--out', at('marks'), '--persons', 'anna', '--accept-lower');
    const after = reportIn('marks');
    expect([code, after.kit]).toEqual([0, before.kit]);
    expect(after.submissions[1]).toEqual(before.submissions[1]);
    expect(after.submissions[0]?.exercises.map(({ score }) => score)).toEqual([0, second.points]);
    const intake = readFileSync(at('marks', 'intake.csv'), 'utf8');
    expect(intake.match(/^"?(anna|ben)\b/gm)).toHaveLength(2);
  });

  test('the whole class under that seed comes to the same bytes', () => {
    grade('--out', at('marks'), '--persons', 'ben', '--accept-lower');
    grade('--out', at('anew'), '--only', '1-2', '--seed', '7');
    expect(textIn('marks')).toBe(textIn('anew'));
  });

  test('a person who comes later is put in by the order of ids', () => {
    handIn('aaron', first);
    const { code } = grade('--out', at('marks'), '--persons', 'aaron');
    expect([code, marksIn('marks')]).toEqual([
      0,
      { aaron: first.points, anna: second.points, ben: second.points },
    ]);
  });
});

test('one exercise is judged anew, and the others keep their marks', () => {
  for (const id of ['anna', 'ben']) {
    handIn(id, first);
    rmSync(at('class', id, sourceOf(second)));
  }
  const { code } = grade('--out', at('marks'), '--only', '1', '--persons', 'anna', 'ben');
  const all = first.points + second.points;
  expect([code, marksIn('marks')]).toMatchObject([0, { anna: all, ben: all }]);
});

test.each([
  [['--seed', '8', '--persons', 'anna'], /has seed 7, this run 8, and a part cannot be judged/],
  [['--only', '3', '--persons', 'anna'], /is not about 03-split-heads/],
  [['--only', '1', '--persons', 'cleo'], /"cleo" is not in the earlier report; judge it without/],
  [['--shard', '1/2', '--persons', 'anna'], /a part of a shard is not judged by itself/],
] as [string[], RegExp][])('%j is refused in one line', (flags, says) => {
  handIn('cleo', first);
  const read = (): string[] => [textIn('marks'), readFileSync(at('marks', 'intake.csv'), 'utf8')];
  const before = read();
  const { code, stderr } = grade('--out', at('marks'), ...flags);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(read()).toEqual(before);
});

test('after a run that was refused the folder is as it was before it', () => {
  const files = [REPORT, 'intake.csv', 'intake.md', 'grade-shard.json'];
  const read = (): string[] => files.map((file) => readFileSync(at('marks', file), 'utf8'));
  const before = read();
  const one = at('class', 'anna', '01-softmax');
  mkdirSync(at('late', 'anna'), { recursive: true });
  cpSync(one, at('late', 'anna', '01-softmax'), { recursive: true });
  const flags = ['--out', at('marks'), '--seed', '8'];
  const { code, stdout } = checkout.run(['grade', at('late'), ...flags]);
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('was about 01, 02; this one is about 0'),
  ]);
  expect(read()).toEqual(before);
  expect(grade('--out', at('marks'), '--only', '1', '--persons', 'anna').code).toBe(0);
});

test('an exercise that the report is not about is added to it', () => {
  handIn('cleo', second);
  grade('--out', at('grown'), '--only', '2', '--seed', '7');
  const { code, stdout } = grade('--out', at('grown'), '--only', '1');
  expect([code, stdout]).toEqual([0, expect.not.stringContaining('the submission changed')]);
  const [aaron, anna] = reportIn('grown').submissions;
  expect([aaron?.maxScore, aaron?.score]).toEqual([first.points + second.points, first.points]);
  expect(anna?.exercises.map(({ slug }) => slug)).toEqual([first.slug, second.slug]);
});

test('pages tell as much as they did, in every format that there was', () => {
  const formats = ['--format', 'json,junit,html', '--feedback', 'verdicts'];
  grade('--out', at('told'), '--only', '1', '--seed', '7', ...formats);
  handIn('ben', first, WRONG);
  grade('--out', at('told'), '--persons', 'ben', '--accept-lower');
  for (const file of ['junit.xml', 'class.html', 'feedback/anna.html']) {
    expect(existsSync(at('told', file))).toBe(true);
  }
  const page = readFileSync(at('told', 'feedback', 'ben.md'), 'utf8');
  expect(page).toContain('The answer is not right.');
  expect(page).not.toMatch(/^>/m);
});

test('in the folder of a merge a part is judged as in that of a run', () => {
  for (const i of ['1', '2']) {
    grade('--out', at(`part-${i}`), '--only', '1-2', '--seed', '7', '--shard', `${i}/2`);
  }
  const parts = [at('part-1'), at('part-2')];
  checkout.run(['grade', 'merge', ...parts, '--out', at('merged')]);
  const before = reportIn('merged').submissions;
  handIn('cleo', second);
  const { code } = grade('--out', at('merged'), '--persons', 'cleo');
  const after = reportIn('merged').submissions;
  expect([code, after.at(-1)?.score]).toEqual([0, first.points + second.points]);
  expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
});
