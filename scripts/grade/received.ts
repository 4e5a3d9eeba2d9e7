/**
 * What was received from each person, before any mark: which file was taken for which exercise, what
 * was not taken and why. Data only; `reports/intake.ts` and `tell.ts` say it.
 */
import type { CatalogEntry, Slug } from '../../exercises/catalog';
import type { Member, Person } from '../submissions/persons';
import { readSubmission, type Submission } from '../submissions/read';
import { hashSubmission } from './ledger';
import { type Status, statusOf } from './report';

/** Of one exercise: where the taken file lies, or why none was taken. */
export interface ReceivedFile {
  slug: Slug;
  path: string | null;
  /** Null where a file was taken. */
  problem: string | null;
  /** What was seen in its place; null where a file was taken or nothing was there. */
  instead: string | null;
}

export interface Received {
  id: string;
  name: string | null;
  members: readonly Member[];
  status: Status;
  attempts: number;
  /** When the attempt that counts was handed in, where the platform's names tell. */
  when: string | null;
  isLate: boolean;
  files: ReceivedFile[];
  notes: string[];
}

/** What is to be said of a person's submission. */
export function receivedOf(
  { attempts, members }: Person,
  { id, name, found, notes }: Submission,
  exercises: readonly CatalogEntry[],
): Received {
  const last = attempts.at(-1);
  const all = exercises.map(({ slug }) => ({ slug, ...found[slug] }));
  const reasons = all.map(({ source }) => ('reason' in source ? source.reason : null));
  return {
    id,
    name,
    members,
    status: statusOf(reasons),
    attempts: attempts.length,
    when: last?.when ?? null,
    isLate: last?.isLate ?? false,
    files: all.map(({ slug, path, source, instead }) => ({
      slug,
      path,
      problem: 'reason' in source ? source.message : null,
      instead,
    })),
    notes: [...notes, ...all.flatMap((each) => each.notes)],
  };
}

/** Whether every exercise has a file. */
export const isWhole = ({ files }: Received): boolean => files.every(({ path }) => path !== null);

/** Whether a person has to be looked at by name: no mark, or a file that was not taken. */
export const isToldOf = ({ status, files }: Received): boolean =>
  status !== 'graded' || files.some(({ instead }) => instead !== null);

/** A person's submission could not be read, for a reason that is the machine's. */
function unreadable(
  { id, name, members, attempts }: Person,
  exercises: readonly CatalogEntry[],
  problem: string,
): Received {
  const files = exercises.map(({ slug }) => ({ slug, path: null, problem, instead: problem }));
  const said = { when: null, isLate: false, files, notes: [] };
  return { id, name, members, status: 'infrastructure', attempts: attempts.length, ...said };
}

/** What was received from one person, and a hash of all that is judged of it. */
export async function receive(
  person: Person,
  exercises: readonly CatalogEntry[],
): Promise<{ received: Received; content: string | null }> {
  try {
    const submission = await readSubmission(person, exercises);
    const received = receivedOf(person, submission, exercises);
    return { received, content: hashSubmission(submission) };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return { received: unreadable(person, exercises, says), content: null };
  }
}
