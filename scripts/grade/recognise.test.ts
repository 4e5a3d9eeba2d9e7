/** Which misconception a failing test is named after; the sandbox is a table of outcomes. */
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { compare, EXACT } from '../../reference/judging/close';
import type { Data } from '../../reference/judging/data';
import { plant } from '../../reference/judging/misconceptions';
import { judge, type Plan } from '../../reference/judging/spec';
import type { Outcome } from '../../reference/judging/verdict';
import { createRecognise, loadBank } from './recognise';

const exercise = catalog[0] as CatalogEntry;
const returned = (value: Data): Outcome => ({ kind: 'returned', value });

/** Two tests of one call each: the first wants 1, the second 2. */
const plan: Plan = {
  slug: exercise.slug,
  seed: 1,
  calls: [0, 1].map(() => ({ name: 'softmax', args: [] })),
  tests: [1, 2].map((wanted, call) => ({
    title: `wants ${wanted}`,
    points: 1,
    expectations: [
      {
        call,
        judge: (outcomes) => {
          const outcome = outcomes[call];
          if (outcome?.kind !== 'returned') {
            return {
              verdict: 'error',
              share: Infinity,
              reason: 'threw',
              mismatch: { summary: '', cells: [] },
            };
          }
          const { share, off } = compare(outcome.value, wanted, EXACT);
          return off ? { verdict: 'fail', share, mismatch: off } : { verdict: 'pass', share };
        },
      },
    ],
  })),
};

/** Names what is wrong with an answer, in a bank whose misconceptions compute what is given. */
async function recogniseAmong(planted: Record<string, Outcome[]>, answer: Outcome[]) {
  const bank = await loadBank(exercise.slug);
  const idOf = new Map(bank.map((each) => [plant(exercise, each), each.id]));
  let runs = 0;
  const sandbox = {
    run: async ({ source }: { source: string }) => {
      runs += 1;
      return planted[idOf.get(source) ?? ''] ?? [returned(1), returned(2)];
    },
  };
  const recognise = createRecognise(sandbox, new Map([[exercise.slug, plan]]));
  const results = judge(plan, answer);
  const ids = await recognise(exercise, answer, results);
  await recognise(exercise, answer, results);
  return { ids, runs, size: bank.length };
}

test('a failing test gets the id of what computes the same', async () => {
  const planted = { 'softmax-logarithm': [returned(7), returned(2)] };
  const { ids } = await recogniseAmong(planted, [returned(7 + 1e-9), returned(2)]);
  expect(ids).toEqual(['softmax-logarithm', null]);
});

test('nothing that computes something else, or is right there, gives its name', async () => {
  const planted = { 'softmax-logarithm': [returned(1), returned(7)] };
  const { ids } = await recogniseAmong(planted, [returned(3), returned(4)]);
  expect(ids).toEqual([null, null]);
});

test('of several the one that explains more, then fits better elsewhere, then is first', async () => {
  const planted = {
    'softmax-without-shift': [returned(7), returned(9)],
    'softmax-shift-by-mean': [returned(7), returned(2)],
    'softmax-logarithm': [returned(7), returned(8)],
    'softmax-throws-error': [returned(7), returned(8)],
  };
  const both = await recogniseAmong(planted, [returned(7), returned(8)]);
  expect(both.ids).toEqual(['softmax-logarithm', 'softmax-logarithm']);
  const one = await recogniseAmong(planted, [returned(7), returned(2)]);
  expect(one.ids).toEqual(['softmax-shift-by-mean', null]);
});

test('an answer that is missing is never named', async () => {
  const threw: Outcome = { kind: 'threw', errorClass: 'Error', message: '' };
  const planted = { 'softmax-logarithm': [threw, returned(7)] };
  const { ids } = await recogniseAmong(planted, [threw, returned(7)]);
  expect(ids).toEqual([null, 'softmax-logarithm']);
});

test('the bank runs once, and not at all where nothing fails', async () => {
  const wrong = await recogniseAmong({}, [returned(3), returned(4)]);
  expect(wrong.runs).toBe(wrong.size);
  const right = await recogniseAmong({}, [returned(1), returned(2)]);
  expect(right.runs).toBe(0);
});
