/** The grade report, `attention-kata/grade/v1`: what was judged, as plain data. */
import { catalog, type Slug } from '../../exercises/catalog';
import type { Reason, Verdict } from '../../reference/judging/verdict';
import type { NoSourceReason } from '../submissions/source';

/** The report's file in `--out`. */
export const REPORT = 'grade-report.json';

export const SCHEMA = 'attention-kata/grade/v1';

export interface GradedTest {
  title: string;
  verdict: Verdict;
  reason: Reason | null;
  points: number;
  maxPoints: number;
  /** Id of the planted wrong answer that computes the same. */
  misconception: string | null;
  /** What was wrong, for the instructor: it may show hidden inputs and expected values. */
  message: string | null;
}

/** A mark that an instructor gave in the place of the judged one. */
export interface Override {
  mark: number;
  /** Points that were judged; null where nothing could be. */
  judged: number | null;
  /** Why, for those who read the mark; may be empty. */
  note: string;
}

export interface GradedExercise {
  slug: string;
  score: number;
  maxScore: number;
  verdict: Verdict;
  tests: GradedTest[];
  /** Only where the mark was given by hand; verdict and tests are the judged ones. */
  override?: Override;
}

/** Only `graded` carries a mark. */
export type Status = 'graded' | 'nothing-found' | 'ambiguous' | 'rejected' | 'infrastructure';

export interface GradedSubmission {
  id: string;
  /** What the platform calls the person. */
  name: string | null;
  status: Status;
  score: number | null;
  maxScore: number;
  exercises: GradedExercise[];
  /** Only where the total was given by hand. */
  override?: Override;
}

/** What decided the verdicts besides the submissions. */
export interface Kit {
  version: string;
  /** Hash of the specs, the reference and the solutions. */
  specs: string;
  engine: string;
  seed: number;
}

/** A whole run; its submissions may be read one at a time and more than once. */
export interface GradeReport {
  kit: Kit;
  /** The exercises of the run, in the catalogue's order. */
  slugs: readonly Slug[];
  /** How the submissions were laid out, as `--layout` names it. */
  layout: string;
  submissions: Iterable<GradedSubmission>;
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

/** Points of the whole course. */
export const maxScore = sum(catalog.map(({ points }) => points));

export const isInfrastructure = ({ tests }: GradedExercise): boolean =>
  tests.some(({ reason }) => reason === 'infrastructure');

const withoutSource: readonly Reason[] = [
  'missing-file',
  'rejected',
  'ambiguous',
  'infrastructure',
] satisfies NoSourceReason[];

/** Why an exercise has no answer that could be run; null where it has one. */
export function noSourceOf(exercise: GradedExercise): NoSourceReason | null {
  if (isInfrastructure(exercise)) return 'infrastructure';
  const [first, ...others] = new Set(exercise.tests.map(({ reason }) => reason));
  const isOne = others.length === 0 && first && withoutSource.includes(first);
  return isOne ? (first as NoSourceReason) : null;
}

/**
 * What becomes of a submission, by what there is of each exercise: null for an answer. What nothing
 * could be judged of has no mark, and neither has what would have to be guessed.
 */
export function statusOf(reasons: readonly (NoSourceReason | null)[]): Status {
  if (reasons.includes('infrastructure')) return 'infrastructure';
  if (reasons.includes('ambiguous')) return 'ambiguous';
  if (reasons.includes(null)) return 'graded';
  return reasons.includes('rejected') ? 'rejected' : 'nothing-found';
}

/** Whether any mark of a submission was given by hand. */
export const isByHand = ({ override, exercises }: GradedSubmission): boolean =>
  [override, ...exercises.map((exercise) => exercise.override)].some((each) => each !== undefined);

/** Points of an exercise; null without a mark, and where only the total was given one by hand. */
export function pointsOf(submission: GradedSubmission, exercise: GradedExercise): number | null {
  const { score, override } = submission;
  if (score === null) return null;
  const isTotalAlone = override?.judged === null && exercise.override === undefined;
  return isTotalAlone ? null : exercise.score;
}

/** A submission from its exercises; a mark given by hand stands for an answer. */
export function totalOf(
  { id, name }: Pick<GradedSubmission, 'id' | 'name'>,
  exercises: GradedExercise[],
): GradedSubmission {
  const status = statusOf(
    exercises.map((exercise) => (exercise.override ? null : noSourceOf(exercise))),
  );
  return {
    id,
    name,
    status,
    score: status === 'graded' ? sum(exercises.map(({ score }) => score)) : null,
    maxScore: sum(exercises.map((exercise) => exercise.maxScore)),
    exercises,
  };
}
