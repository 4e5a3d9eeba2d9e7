/**
 * Counts a class together in one pass: marks, by person and by exercise, each test's verdicts, who
 * shares which misconception. A submission without a mark is listed and counts in nothing else.
 */
import {
  type GradedSubmission,
  type GradedTest,
  type GradeReport,
  isByHand,
  pointsOf,
  type Status,
  sum,
} from '../report';
import { addTo, discriminationOf, noSums, type Sums } from './discrimination';
import { explainByHand, explainStatus, showExplained } from './explain';

export interface PersonTally {
  id: string;
  name: string | null;
  status: Status;
  /** What was seen in the place of answers, or went wrong; empty where there is a mark. */
  why: string;
  score: number | null;
  /** Points by exercise, in the order of `Tally.exercises`; null where there are none. */
  scores: (number | null)[];
  /** `total` and the exercises whose marks were given by hand. */
  byHand: string[];
}

export interface ExerciseTally {
  slug: string;
  maxScore: number;
  /** Of all that are graded, smallest first. */
  scores: number[];
}

export interface TestTally {
  slug: string;
  title: string;
  pass: number;
  fail: number;
  error: number;
  discrimination: number | null;
}

export interface Tally {
  /** In the report's order. */
  persons: PersonTally[];
  /** Points of the exercises of the run. */
  maxScore: number;
  /** Of all that are graded, smallest first. */
  scores: number[];
  exercises: ExerciseTally[];
  /** Submissions with a mark that was given by hand. */
  byHand: number;
  tests: TestTally[];
  /** Misconception → the ids of those who have it. */
  misconceptions: Map<string, string[]>;
}

/** What was seen, or what the machine said, where no mark could be given. */
function whyUnmarked(submission: GradedSubmission): string {
  const tests = submission.exercises.flatMap((exercise) => exercise.tests);
  const lost = tests.find(({ reason }) => reason === 'infrastructure');
  const [, ...seen] = explainStatus(submission).map(showExplained);
  return lost?.message ?? (seen.join('; ') || 'nothing was seen in its place');
}

const personOf = (submission: GradedSubmission, slugs: readonly string[]): PersonTally => {
  const { id, name, status, score, exercises } = submission;
  const points = new Map(
    exercises.map((exercise) => [exercise.slug, pointsOf(submission, exercise)]),
  );
  return {
    id,
    name,
    status,
    why: status === 'graded' ? '' : whyUnmarked(submission),
    score,
    scores: slugs.map((slug) => points.get(slug) ?? null),
    byHand: explainByHand(submission).map(({ of }) => of),
  };
};

type Counted = Omit<TestTally, 'discrimination'> & { sums: Sums };

function countTest(counted: Map<string, Counted>, slug: string, test: GradedTest, judged: number) {
  const { title, verdict, points } = test;
  const key = `${slug}\n${title}`;
  const known = counted.get(key) ?? { slug, title, pass: 0, fail: 0, error: 0, sums: noSums() };
  known[verdict] += 1;
  addTo(known.sums, verdict === 'pass', judged - points);
  counted.set(key, known);
}

const misconceptionsOf = ({ exercises }: GradedSubmission): Set<string> =>
  new Set(
    exercises.flatMap(({ tests }) => tests.flatMap(({ misconception }) => misconception ?? [])),
  );

const ascending = (a: number, b: number): number => a - b;

const exerciseOf = (slug: string, maxScore: number, scores: number[]): ExerciseTally => ({
  slug,
  maxScore,
  scores: scores.sort(ascending),
});

/** The class in numbers. */
export function tallyOf({ slugs, submissions }: Pick<GradeReport, 'slugs' | 'submissions'>): Tally {
  const persons: PersonTally[] = [];
  const maxScores = new Map<string, number>();
  const tests = new Map<string, Counted>();
  const misconceptions = new Map<string, string[]>();
  let byHand = 0;
  for (const submission of submissions) {
    const { id, score, exercises } = submission;
    persons.push(personOf(submission, slugs));
    for (const { slug, maxScore } of exercises) maxScores.set(slug, maxScore);
    if (isByHand(submission)) byHand += 1;
    if (score === null) continue;
    // Of the tests: a mark given by hand says nothing about who passed them.
    const judged = sum(exercises.flatMap(({ tests: all }) => all.map(({ points }) => points)));
    for (const exercise of exercises) {
      for (const test of exercise.tests) countTest(tests, exercise.slug, test, judged);
    }
    for (const misconception of misconceptionsOf(submission)) {
      const sharing = misconceptions.get(misconception);
      if (sharing) sharing.push(id);
      else misconceptions.set(misconception, [id]);
    }
  }
  return {
    persons,
    maxScore: [...maxScores.values()].reduce((sum, points) => sum + points, 0),
    scores: persons.flatMap(({ score }) => score ?? []).sort(ascending),
    byHand,
    exercises: slugs.map((slug, i) =>
      exerciseOf(
        slug,
        maxScores.get(slug) ?? 0,
        persons.flatMap(({ scores }) => scores[i] ?? []),
      ),
    ),
    tests: [...tests.values()].map(({ sums, ...test }) => ({
      ...test,
      discrimination: discriminationOf(sums),
    })),
    misconceptions,
  };
}

/** Those who have no mark. */
export const unmarkedOf = ({ persons }: Tally): PersonTally[] =>
  persons.filter(({ status }) => status !== 'graded');

/** Misconceptions and who has them, the most frequent first; of equals by id. */
export const byFrequency = ({ misconceptions }: Tally): [id: string, persons: string[]][] =>
  [...misconceptions].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));

/** Tests by how few passed them, the hardest first; of equals in the catalogue's order. */
export const byDifficulty = ({ tests }: Tally): TestTally[] =>
  [...tests].sort((a, b) => a.pass - b.pass);

export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

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
