/** Counts a class together in one pass: scores, each test's verdicts, each misconception. */
import { type GradedSubmission, isUngraded } from '../report';

export interface TestTally {
  slug: string;
  title: string;
  pass: number;
  fail: number;
  error: number;
}

export interface Tally {
  count: number;
  ungraded: number;
  /** Of all that are graded, smallest first. */
  scores: number[];
  tests: TestTally[];
  /** Misconception → how many submissions have it. */
  misconceptions: Map<string, number>;
}

function countTests(tests: Map<string, TestTally>, { exercises }: GradedSubmission): void {
  for (const { slug, tests: judged } of exercises) {
    for (const { title, verdict } of judged) {
      const key = JSON.stringify([slug, title]);
      const known = tests.get(key) ?? { slug, title, pass: 0, fail: 0, error: 0 };
      known[verdict] += 1;
      tests.set(key, known);
    }
  }
}

const misconceptionsOf = ({ exercises }: GradedSubmission): Set<string> =>
  new Set(
    exercises.flatMap(({ tests }) => tests.flatMap(({ misconception }) => misconception ?? [])),
  );

/** The class in numbers; a submission without a verdict counts in no average. */
export function tallyOf(submissions: Iterable<GradedSubmission>): Tally {
  const tests = new Map<string, TestTally>();
  const misconceptions = new Map<string, number>();
  const scores: number[] = [];
  let count = 0;
  for (const submission of submissions) {
    count += 1;
    if (!isUngraded(submission)) scores.push(submission.score);
    countTests(tests, submission);
    for (const id of misconceptionsOf(submission)) {
      misconceptions.set(id, (misconceptions.get(id) ?? 0) + 1);
    }
  }
  scores.sort((a, b) => a - b);
  const ungraded = count - scores.length;
  return { count, ungraded, scores, tests: [...tests.values()], misconceptions };
}

/** The middle score, or the mean of the two in the middle; null without any. */
export function medianOf(scores: readonly number[]): number | null {
  const [low, high] = [scores[Math.ceil(scores.length / 2) - 1], scores[scores.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
