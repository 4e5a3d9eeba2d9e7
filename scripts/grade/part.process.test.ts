/** `--persons` and `--only` in a folder with the report of a class: a part is judged anew. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  const before = textIn('marks');
  const { code, stderr } = grade('--out', at('marks'), ...flags);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(textIn('marks')).toBe(before);
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
