/** Running a batch: what is retried, and what counts after the code came to an end. */
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import type { Call, Outcome, Reason } from '../../reference/judging/verdict';
import { cutAtEnd, runBatch } from './batch';

const none = (reason: Reason): Outcome => ({ kind: 'none', reason, message: reason });
const value: Outcome = { kind: 'returned', value: 1 };
const calls: Call[] = [0, 1, 2].map(() => ({ name: 'softmax', args: [] }));
const [exercise] = catalog;
if (!exercise) throw new Error('the catalogue is empty');

/** A sandbox that answers its runs in turn, the last answer again and again. */
function answering(...answers: (Outcome[] | Error)[]) {
  let runs = 0;
  const sandbox = {
    run: async () => {
      const answer = answers[Math.min(runs, answers.length - 1)];
      runs += 1;
      if (answer instanceof Error) throw answer;
      return answer ?? [];
    },
  };
  const run = () => runBatch(sandbox, { exercise: exercise as CatalogEntry, source: '', calls });
  return { run, runs: () => runs };
}

const reasonsOf = (outcomes: Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'none' ? outcome.reason : outcome.kind));

test.each(['timeout', 'memory'] as const)('after the first %s nothing counts', (reason) => {
  expect(reasonsOf(cutAtEnd([value, none(reason), value]))).toEqual(['returned', reason, reason]);
});

test('a call that is merely unanswered ends nothing', () => {
  expect(reasonsOf(cutAtEnd([none('bad-value'), value, none('threw')]))).toEqual([
    'bad-value',
    'returned',
    'threw',
  ]);
});

test('a fault of the machine is tried again, and a verdict of the code is not', async () => {
  const flaky = answering(new Error('lost'), [value], [value, none('timeout'), value]);
  expect(reasonsOf(await flaky.run())).toEqual(['returned', 'timeout', 'timeout']);
  expect(flaky.runs()).toBe(3);
});

test('a fault that stays is infrastructure, never a pass', async () => {
  for (const broken of [answering(new Error('lost')), answering([value]), answering([])]) {
    expect(reasonsOf(await broken.run())).toEqual(calls.map(() => 'infrastructure'));
    expect(broken.runs()).toBe(3);
  }
});
