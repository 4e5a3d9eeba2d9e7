/** Verdicts that are known: which are given again, and which are not. */
import type { Reason } from '../../reference/judging/verdict';
import { createKnown } from './known';
import type { GradedExercise } from './report';

const verdictWith = (reason: Reason | null): GradedExercise => ({
  slug: '01-softmax',
  score: 0,
  maxScore: 1,
  verdict: 'fail',
  tests: [
    {
      title: 't',
      verdict: 'fail',
      reason,
      points: 0,
      maxPoints: 1,
      misconception: null,
      message: null,
    },
  ],
});

/** Judges so many equal files at once, then one more; gives how often one was really judged. */
async function countJudged(reason: Reason | null, texts: readonly string[]): Promise<number> {
  const known = createKnown();
  const judge = jest.fn(async () => verdictWith(reason));
  await Promise.all(texts.map((text) => known('01-softmax', text, judge)));
  await known('01-softmax', texts[0] ?? '', judge);
  return judge.mock.calls.length;
}

test('equal files are judged once, others each', async () => {
  expect(await countJudged(null, ['a', 'a', 'a'])).toBe(1);
  expect(await countJudged('threw', ['a', 'b'])).toBe(2);
});

test.each<Reason>(['timeout', 'memory', 'infrastructure'])(
  '%s is no verdict to keep',
  async (reason) => {
    expect(await countJudged(reason, ['a', 'a'])).toBe(3);
  },
);

test('the same text is another answer to another exercise, and what failed is tried again', async () => {
  const known = createKnown();
  const judge = jest.fn(async () => verdictWith(null));
  await expect(known('a', 'x', () => Promise.reject(new Error('no disk')))).rejects.toThrow(
    'no disk',
  );
  await known('a', 'x', judge);
  await known('b', 'x', judge);
  expect(judge).toHaveBeenCalledTimes(2);
});

test('only so many are kept', async () => {
  const known = createKnown();
  const judge = jest.fn(async () => verdictWith(null));
  for (let i = 0; i <= 4_096; i += 1) await known('a', `${i}`, judge);
  await known('a', '4096', judge);
  expect(judge).toHaveBeenCalledTimes(4_097);
  await known('a', '0', judge);
  expect(judge).toHaveBeenCalledTimes(4_098);
});

test('what an earlier run judged is looked up, but not where a limit ended it', async () => {
  for (const [reason, times] of [
    [null, 0],
    ['threw', 0],
    ['timeout', 2],
    ['infrastructure', 2],
  ] as const) {
    const known = createKnown(() => verdictWith(reason));
    const judge = jest.fn(async () => verdictWith(reason));
    await known('01-softmax', 'a', judge);
    await known('01-softmax', 'a', judge);
    expect(judge).toHaveBeenCalledTimes(times);
  }
});
