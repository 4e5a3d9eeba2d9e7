/** How a plan is judged: what does not pass costs the points, with or without a finding. */
import type { Judgement } from './expectation';
import { judge, type Plan } from './spec';

const nothingOff = { summary: '', cells: [] };

/** One test of two points that demands `judgements` of the calls with these numbers. */
const planOf = (judgements: readonly [call: number, judgement: Judgement][]): Plan => ({
  slug: '01-softmax',
  seed: 1,
  calls: [{ name: 'softmax', args: [] }],
  tests: [
    {
      title: 'is right',
      points: 2,
      expectations: judgements.map(([call, judgement]) => ({ call, judge: () => judgement })),
    },
  ],
});

test('a test passes when every demand is met', () => {
  const results = judge(planOf([[0, { verdict: 'pass', share: 0 }]]), []);
  expect(results).toMatchObject([{ verdict: 'pass', points: 2, finding: null }]);
});

test.each<Exclude<Judgement, { verdict: 'pass' }>>([
  { verdict: 'fail', share: Infinity, mismatch: nothingOff },
  { verdict: 'error', share: Infinity, reason: 'threw', mismatch: nothingOff },
])('the first demand that is not met decides: %j', (judgement) => {
  const results = judge(
    planOf([
      [0, { verdict: 'pass', share: 0 }],
      [0, judgement],
    ]),
    [],
  );
  const { verdict, mismatch } = judgement;
  expect(results).toMatchObject([{ verdict, points: 0, finding: { mismatch } }]);
});

test.each<Judgement>([
  { verdict: 'pass', share: 0 },
  { verdict: 'fail', share: Infinity, mismatch: nothingOff },
])('a demand on a call that the plan does not have is a mistake of the spec: %j', (judgement) => {
  expect(() => judge(planOf([[1, judgement]]), [])).toThrow(
    'spec 01-softmax: "is right" judges call 1, and there are 1 calls',
  );
});
