/**
 * Judges one submission: each exercise's calls in one batch to the sandbox, the outcomes here, where
 * nothing of the submission runs. Fails closed: what is not a right answer has no points.
 */
import { homedir, tmpdir } from 'node:os';
import { toUSVString } from 'node:util';
import type { CatalogEntry, Exercise } from '../../exercises/catalog';
import { showCell } from '../../reference/judging/close';
import { judge } from '../../reference/judging/spec';
import { overall, type Reason, type TestResult } from '../../reference/judging/verdict';
import { root } from '../../reference/root';
import { runBatch } from '../sandbox/batch';
import type { Sandbox } from '../sandbox/pool';
import type { Submission } from '../submissions/read';
import type { SourceFile } from '../submissions/source';
import { showCall } from '../terminal/values';
import { createKnown, type Known, type LookUp } from './known';
import { exercisesOf, type Plans, planOf } from './plans';
import { createRecognise, type Recognise } from './recognise';
import {
  type GradedExercise,
  type GradedSubmission,
  type GradedTest,
  sum,
  totalOf,
} from './report';

/** What judging needs, made once a run. */
export interface Judging {
  sandbox: Sandbox;
  plans: Plans;
  recognise: Recognise;
  known: Known;
}

export const createJudging = (sandbox: Sandbox, plans: Plans, lookUp?: LookUp): Judging => ({
  sandbox,
  plans,
  recognise: createRecognise(sandbox, plans),
  known: createKnown(lookUp),
});

/** Characters of a message, and of the call it begins with. */
const MOST_MESSAGE = 600;
const MOST_CALL = 160;

/** Paths of this machine, which no report shows; longest first, because one may hold another. */
const places = [root, homedir(), tmpdir()].filter((place) => place.length > 1);
places.sort((a, b) => b.length - a.length);

/** One line of bounded length without paths of this machine. */
export function cleanMessage(text: string): string {
  const masked = places.reduce((rest, place) => rest.replaceAll(place, '…'), toUSVString(text));
  const line = masked.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = Array.from(line.slice(0, 4 * MOST_MESSAGE));
  if (characters.length <= MOST_MESSAGE) return line;
  return `${characters.slice(0, MOST_MESSAGE - 1).join('')}…`;
}

function messageOf({ finding, reason }: TestResult): string | null {
  if (!finding) return null;
  const { call, calls, mismatch } = finding;
  const says = [mismatch.summary, ...mismatch.cells.slice(0, 1).map(showCell)].join('; ');
  const isAboutCall = reason === null || reason === 'threw' || reason === 'bad-value';
  return cleanMessage(isAboutCall ? `${showCall(call, calls, MOST_CALL)}: ${says}` : says);
}

function scored(exercise: Exercise, tests: GradedTest[]): GradedExercise {
  return {
    slug: exercise.slug,
    score: sum(tests.map(({ points }) => points)),
    maxScore: exercise.points,
    verdict: overall(tests),
    tests,
  };
}

/** An exercise without a single outcome. */
export function gradeAsError(
  exercise: CatalogEntry,
  plans: Plans,
  reason: Reason,
  message: string,
): GradedExercise {
  const tests = planOf(plans, exercise.slug).tests.map(
    ({ title, points: maxPoints }): GradedTest => {
      const rest = { points: 0, maxPoints, misconception: null, message: cleanMessage(message) };
      return { title, verdict: 'error', reason, ...rest };
    },
  );
  return scored(exercise, tests);
}

/**
 * Milliseconds of processor that all exercises of a submission may take together; a right one takes
 * a hundredth of it. What is left over is not run.
 */
const MOST_SPENT = 12_000;
const UNRUN =
  'not run, because the exercises before it took all of the processor that a submission may';

/** What is left of it. */
interface Purse {
  left: number;
}

async function judgeText(
  exercise: CatalogEntry,
  text: string,
  { sandbox, plans, recognise }: Judging,
  purse: Purse,
): Promise<GradedExercise> {
  const plan = planOf(plans, exercise.slug);
  const outcomes = await runBatch(sandbox, {
    exercise,
    source: text,
    calls: plan.calls,
    most: purse.left,
    onSpent: (milliseconds) => {
      purse.left -= milliseconds;
    },
  });
  const results = judge(plan, outcomes);
  const failure = results.find(({ reason }) => reason === 'infrastructure');
  // One outcome that is missing through our fault leaves the whole exercise to be judged again.
  if (failure) return gradeAsError(exercise, plans, 'infrastructure', messageOf(failure) ?? '');
  const ids = await recognise(exercise, outcomes, results);
  const tests = results.map((result, i): GradedTest => {
    const { title, verdict, reason, points, maxPoints } = result;
    const misconception = ids[i] ?? null;
    return { title, verdict, reason, points, maxPoints, misconception, message: messageOf(result) };
  });
  return scored(exercise, tests);
}

async function judgeSource(
  exercise: CatalogEntry,
  source: SourceFile,
  judging: Judging,
  purse: Purse,
): Promise<GradedExercise> {
  const { plans, known } = judging;
  if (!('text' in source)) return gradeAsError(exercise, plans, source.reason, source.message);
  if (purse.left <= 0) return gradeAsError(exercise, plans, 'timeout', UNRUN);
  const { text } = source;
  return known(exercise.slug, text, () => judgeText(exercise, text, judging, purse));
}

/** A submission of which nothing could be judged. */
export const withoutVerdict = (
  person: Pick<GradedSubmission, 'id' | 'name'>,
  plans: Plans,
  reason: Reason,
  message: string,
): GradedSubmission =>
  totalOf(
    person,
    exercisesOf(plans).map((exercise) => gradeAsError(exercise, plans, reason, message)),
  );

/** Judges all exercises of a submission. */
export async function judgeSubmission(
  submission: Submission,
  judging: Judging,
): Promise<GradedSubmission> {
  const purse: Purse = { left: MOST_SPENT };
  const judged: GradedExercise[] = [];
  // One after the other: which of them are still run depends on those before.
  for (const exercise of exercisesOf(judging.plans)) {
    const { source } = submission.found[exercise.slug];
    judged.push(await judgeSource(exercise, source, judging, purse));
  }
  return totalOf(submission, judged);
}
