/** What a student's page says, by level, in the order in which it stands there; data only. */
import { catalog, sourceOf } from '../../../exercises/catalog';
import type { Verdict } from '../../../reference/judging/verdict';
import type { Level } from '../options';
import {
  type GradedExercise,
  type GradedSubmission,
  type GradedTest,
  isInfrastructure,
  pointsOf,
} from '../report';
import {
  type Explained,
  explainByHand,
  explainNoSource,
  explainStatus,
  explainTest,
  type Sayings,
} from './explain';

export interface ToldTest {
  verdict: Verdict;
  title: string;
  points: number;
  maxPoints: number;
  /** A sentence; empty for a test that passed. */
  why: string;
  /** The instructor's message, where the level shows it. */
  message: string | null;
}

export interface ToldExercise {
  slug: string;
  /** `02 Cosine similarity` */
  heading: string;
  /** `8 of 10`, `10 of 10, given by hand` */
  marks: string;
  /** Points, as a share of all of them; null where nothing was judged. */
  share: number | null;
  /** Why there was nothing to run: it stands in the place of all tests. */
  nothing: Explained | null;
  /** What the code seems to do instead, each once, and in how many of how many tests. */
  likely: { says: string; count: number; all: number }[];
  tests: ToldTest[];
}

export interface ToldStudent {
  title: string;
  id: string;
  name: string | null;
  /** Why there is no mark; empty where there is one. */
  unmarked: Explained[];
  /** Marks that were given by hand. */
  byHand: Explained[];
  /** What there is to remark of the files: one that was taken in spite of its name, late work. */
  noticed: Explained[];
  /** What to hand in instead; null where that would change nothing. */
  expected: string | null;
  exercises: ToldExercise[];
}

/** Of every page with marks, in the lines of a text of eighty columns. */
export const about = [
  'These are the hidden tests, all of them; the visible examples',
  'carry no points. Earlier exercises that a file imports were the model solutions, so that one',
  'mistake costs its points once.',
];

const files = catalog
  .slice(0, 2)
  .map((exercise) => `exercises/${sourceOf(exercise)}`)
  .join(', ');
const expected = `Expected are files as you were given them: ${files}, and so on.`;

/** `02 Cosine similarity` */
export function headingOf(slug: string): string {
  const title = catalog.find((exercise) => exercise.slug === slug)?.title ?? slug;
  return `${slug.slice(0, 2)} ${title}`;
}

function likelyOf({ tests }: GradedExercise, sayings: Sayings): ToldExercise['likely'] {
  const ids = tests.flatMap(({ misconception }) => misconception ?? []);
  return [...new Set(ids)].map((id) => ({
    says: sayings.get(id) ?? '',
    count: ids.filter((each) => each === id).length,
    all: tests.length,
  }));
}

function tellTest(test: GradedTest, level: Level): ToldTest {
  const { verdict, title, points, maxPoints, message } = test;
  const [why = ''] = explainTest(test, 'verdicts', new Map());
  return { verdict, title, points, maxPoints, why, message: level === 'full' ? message : null };
}

function showMarks({ maxScore, override }: GradedExercise, points: number | null): string {
  if (points === null) return 'no mark of its own';
  return `${points} of ${maxScore}${override ? ', given by hand' : ''}`;
}

function tellExercise(
  exercise: GradedExercise,
  points: number | null,
  level: Level,
  sayings: Sayings,
): ToldExercise {
  const { slug, maxScore, override, tests } = exercise;
  const isLost = isInfrastructure(exercise) && override === undefined;
  return {
    slug,
    heading: headingOf(slug),
    marks: isLost ? 'not judged yet' : showMarks(exercise, points),
    share: isLost || points === null || maxScore === 0 ? null : points / maxScore,
    nothing: explainNoSource(exercise),
    likely: level === 'verdicts' ? [] : likelyOf(exercise, sayings),
    tests: tests.map((test) => tellTest(test, level)),
  };
}

/**
 * The page of one submission; without a mark it says why, and what to hand in instead.
 * @param remarks what the intake report remarks of it
 */
export function tellStudent(
  submission: GradedSubmission,
  level: Level,
  sayings: Sayings,
  remarks: readonly string[],
): ToldStudent {
  const { id, name, status, score, maxScore, exercises } = submission;
  const isMarked = score !== null;
  return {
    title: `Attention Kata: ${isMarked ? `${score} of ${maxScore} points` : 'no mark yet'}`,
    id,
    name,
    unmarked: isMarked ? [] : explainStatus(submission),
    byHand: explainByHand(submission),
    noticed: remarks.map((seen) => ({ says: 'Noticed:', seen })),
    expected: isMarked || status === 'infrastructure' ? null : expected,
    exercises: (isMarked ? exercises : []).map((each) =>
      tellExercise(each, pointsOf(submission, each), level, sayings),
    ),
  };
}
