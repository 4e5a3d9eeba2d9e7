/** The grade report, `attention-kata/grade/v1`: what was judged, as plain data. */
import { catalog } from '../../exercises/catalog';
import type { Reason, Verdict } from '../../reference/judging/verdict';

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

export interface GradedExercise {
  slug: string;
  score: number;
  maxScore: number;
  verdict: Verdict;
  tests: GradedTest[];
}

export interface GradedSubmission {
  id: string;
  score: number;
  maxScore: number;
  exercises: GradedExercise[];
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
  submissions: Iterable<GradedSubmission>;
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

/** Points of the whole course. */
export const maxScore = sum(catalog.map(({ points }) => points));

export const isInfrastructure = ({ tests }: GradedExercise): boolean =>
  tests.some(({ reason }) => reason === 'infrastructure');

/** Whether a part of it has no verdict, through no fault of the submission. */
export const isUngraded = ({ exercises }: GradedSubmission): boolean =>
  exercises.some(isInfrastructure);

/** A submission from its exercises. */
export const totalOf = (id: string, exercises: GradedExercise[]): GradedSubmission => ({
  id,
  score: sum(exercises.map(({ score }) => score)),
  maxScore,
  exercises,
});
