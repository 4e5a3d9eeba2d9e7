/** The result of `check` for other tools: `--json FILE`. */
import type { Mismatch } from '../../reference/judging/close';
import { overall, type Reason, type Verdict } from '../../reference/judging/verdict';
import type { Lacking } from '../../reference/running/lacking';
import type { CheckedExercise } from './judge';
import type { Kind } from './suite';

export interface CheckReport {
  schema: 'attention-kata/check/v1';
  kit: { version: string; engine: string | null; seed: number; target: string };
  verdict: Verdict;
  exercises: {
    slug: string;
    score: number;
    maxScore: number;
    verdict: Verdict;
    notStarted: boolean;
    /** The misconception that explains most of what is wrong. */
    cause: string | null;
    /** What the file used and would not find where submissions are graded; decides nothing. */
    warnings: Lacking[];
    tests: {
      title: string;
      kind: Kind;
      /** Whether the learner can read the test: an example, or a property in a release. */
      visible: boolean;
      verdict: Verdict;
      reason: Reason | null;
      points: number;
      maxPoints: number;
      /** The misconception that gives the same wrong answer. */
      misconception: string | null;
      message: string | null;
      cells: Mismatch['cells'];
    }[];
  }[];
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The judged exercises as plain data. */
export function reportOf(
  kit: CheckReport['kit'],
  checked: readonly CheckedExercise[],
): CheckReport {
  const exercises = checked.map(({ exercise, verdict, notStarted, cause, tests, lacking }) => ({
    slug: exercise.slug,
    score: sum(tests.map(({ points }) => points)),
    maxScore: exercise.points,
    verdict,
    notStarted,
    cause: verdict === 'pass' ? null : (cause?.id ?? null),
    warnings: lacking,
    tests: tests.map(({ failure, finding, ...test }) => ({
      title: test.title,
      kind: test.kind,
      visible: test.kind !== 'hidden',
      verdict: test.verdict,
      reason: test.reason,
      points: test.points,
      maxPoints: test.maxPoints,
      misconception: test.misconception?.id ?? null,
      message: failure?.says ?? finding?.mismatch.summary ?? null,
      cells: finding?.mismatch.cells ?? [],
    })),
  }));
  return { schema: 'attention-kata/check/v1', kit, verdict: overall(exercises), exercises };
}
