/**
 * Compares a new grade with the report that lies in the output folder: whose marks change, by how
 * much and why. Decides nothing about files.
 */
import { existsSync, readFileSync } from 'node:fs';
import { UserError } from '../../reference/user-error';
import { quoteId } from '../submissions/ids';
import {
  type GradedExercise,
  type GradedSubmission,
  type GradeReport,
  type Kit,
  type Override,
  SCHEMA,
  type Status,
  sum,
} from './report';

/** A report read from a file. */
export interface StoredReport {
  schema: string;
  kit: Kit;
  submissions: GradedSubmission[];
}

/** Points, or why there are none. */
export type Mark = number | Exclude<Status, 'graded'> | 'gone';

export interface Change {
  id: string;
  before: Mark;
  /** `gone` where the submission is not among those of this run any more. */
  after: Mark;
  /** Sentences: what is different, then which tests. */
  why: string[];
  /** Points that marks given by hand take away: an instructor meant them to. */
  meant: number;
}

/**
 * Reads a report, null where there is none.
 * @throws UserError when the file is no report
 */
export function readReport(path: string): StoredReport | null {
  if (!existsSync(path)) return null;
  try {
    const report = JSON.parse(readFileSync(path, 'utf8')) as StoredReport;
    const isReport = report.schema === SCHEMA && Array.isArray(report.submissions);
    if (isReport && report.submissions.every(({ id }) => typeof id === 'string')) return report;
  } catch {
    // Said below, like any other file that is no report.
  }
  throw new UserError(`${path} is no ${SCHEMA} report; move it away or name another --out`);
}

const show = ({ verdict, reason }: { verdict: string; reason: string | null }): string =>
  reason ? `${verdict} (${reason})` : verdict;

/** A sentence, and the points that it is about: less than 0 where they are lost. */
type Reason = [points: number, says: string];

function changedTests(before: GradedExercise, after: GradedExercise | undefined): Reason[] {
  return before.tests.flatMap((test): Reason[] => {
    const now = after?.tests.find(({ title }) => title === test.title);
    const place = `${before.slug}, ${test.title}`;
    if (!now) return [[-test.points, `${place}: is no test any more`]];
    if (show(now) === show(test) && now.points === test.points) return [];
    return [[now.points - test.points, `${place}: ${show(test)} → ${show(now)}`]];
  });
}

/** Each mark of a submission that can be given by hand. */
const givenIn = ({ override, exercises }: GradedSubmission): [string, Override | undefined][] => [
  ['total', override],
  ...exercises.map((exercise): [string, Override | undefined] => [
    exercise.slug,
    exercise.override,
  ]),
];

function changedByHand(before: GradedSubmission, after: GradedSubmission): string[] {
  const given = new Map(givenIn(before));
  return givenIn(after).flatMap(([what, now]) => {
    const was = given.get(what);
    if (now) return now.mark === was?.mark ? [] : [`${what}: ${now.mark} given by hand`];
    return was ? [`${what}: ${was.mark} is no longer given by hand`] : [];
  });
}

/** What marks given by hand take away; all of it where the total is one. */
function meantOf(before: GradedSubmission, after: GradedSubmission): number {
  if (after.override) return Number.POSITIVE_INFINITY;
  const was = new Map(before.exercises.map(({ slug, score }) => [slug, score]));
  const taken = after.exercises.map(({ slug, score, override }) =>
    override ? Math.max(0, (was.get(slug) ?? 0) - score) : 0,
  );
  return sum(taken);
}

function changedKit(before: Kit, after: Kit): string[] {
  const says: [keyof Kit, string][] = [
    ['specs', 'the specs changed'],
    ['version', `the kit is ${after.version}, was ${before.version}`],
    ['engine', `the reference is ${after.engine}, was ${before.engine}`],
    ['seed', `the seed is ${after.seed}, was ${before.seed}`],
  ];
  return says.filter(([key]) => before[key] !== after[key]).map(([, text]) => text);
}

export interface Comparison {
  before: StoredReport;
  after: GradeReport;
  /** Whether an id handed in something else than last time; null where that is unknown. */
  isOther(id: string): boolean | null;
}

const markOf = ({ score, status }: GradedSubmission): Mark =>
  score ?? (status === 'graded' ? 'infrastructure' : status);

/** All whose marks change, in the order of their ids. */
export function compareReports({ before, after, isOther }: Comparison): Change[] {
  const left = new Map(before.submissions.map((submission) => [submission.id, submission]));
  const kit = changedKit(before.kit, after.kit);
  const changes: Change[] = [];
  for (const now of after.submissions) {
    const was = left.get(now.id);
    left.delete(now.id);
    if (!was || markOf(was) === markOf(now)) continue;
    const reasons = was.exercises.flatMap((exercise) =>
      changedTests(
        exercise,
        now.exercises.find(({ slug }) => slug === exercise.slug),
      ),
    );
    // What is lost comes first, also where more is won.
    const tests = reasons.sort(([a], [b]) => a - b).map(([, says]) => says);
    const other = isOther(now.id) ? ['the submission changed'] : [];
    changes.push({
      id: now.id,
      before: markOf(was),
      after: markOf(now),
      why: [...changedByHand(was, now), ...other, ...kit, ...tests],
      meant: meantOf(was, now),
    });
  }
  for (const was of left.values()) {
    const why = ['it is not among the submissions any more'];
    changes.push({ id: was.id, before: markOf(was), after: 'gone', why, meant: 0 });
  }
  return changes;
}

const pointsOf = (mark: Mark): number => (typeof mark === 'number' ? mark : 0);

/** Whether a submission would lose by it, unmeant; a mark of 0 that disappears is none lost. */
export const isFall = ({ before, after, meant }: Change): boolean =>
  pointsOf(after) + meant < pointsOf(before);

/**
 * `"anna": 61 → 58; the seed is 2, was 1; 01-softmax, …`
 * @param most reasons that are shown
 */
export function showChange({ id, before, after, why }: Change, most: number): string {
  const more = why.length > most ? [`and ${why.length - most} more`] : [];
  const reasons = [...why.slice(0, most), ...more];
  return `${quoteId(id)}: ${before} → ${after}; ${reasons.join('; ')}`;
}
