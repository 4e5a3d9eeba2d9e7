/** Counts a class together in one pass: scores, each test's verdicts, each misconception. */
import type { GradedSubmission, Status } from '../report';

export interface TestTally {
  slug: string;
  title: string;
  pass: number;
  fail: number;
  error: number;
}

export interface Tally {
  count: number;
  /** Why the others have no mark. */
  unmarked: Exclude<Status, 'graded'>[];
  /** Points of the exercises of the run. */
  maxScore: number;
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

/** The class in numbers; a submission without a mark counts in none but that of all. */
export function tallyOf(submissions: Iterable<GradedSubmission>): Tally {
  const tests = new Map<string, TestTally>();
  const misconceptions = new Map<string, number>();
  const scores: number[] = [];
  const unmarked: Tally['unmarked'] = [];
  let count = 0;
  let maxScore = 0;
  for (const submission of submissions) {
    count += 1;
    maxScore = submission.maxScore;
    if (submission.status !== 'graded') {
      unmarked.push(submission.status);
      continue;
    }
    scores.push(submission.score ?? 0);
    countTests(tests, submission);
    for (const id of misconceptionsOf(submission)) {
      misconceptions.set(id, (misconceptions.get(id) ?? 0) + 1);
    }
  }
  scores.sort((a, b) => a - b);
  unmarked.sort();
  return { count, unmarked, maxScore, scores, tests: [...tests.values()], misconceptions };
}

/** The middle score, or the mean of the two in the middle; null without any. */
export function medianOf(scores: readonly number[]): number | null {
  const [low, high] = [scores[Math.ceil(scores.length / 2) - 1], scores[scores.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** `3 without a mark (2 nothing-found, 1 ambiguous)`; empty for none. */
export function showUnmarked(statuses: readonly string[]): string {
  const kinds = [...new Set(statuses)];
  const each = kinds.map((kind) => `${statuses.filter((one) => one === kind).length} ${kind}`);
  return statuses.length > 0 ? `${statuses.length} without a mark (${each.join(', ')})` : '';
}
