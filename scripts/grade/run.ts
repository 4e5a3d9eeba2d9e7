/**
 * Judges all submissions of a folder, several at a time, and writes each into the ledger as soon as
 * it is known. What comes out does not depend on who was faster.
 */
import { createHash } from 'node:crypto';
import type { Entry } from '../submissions/intake';
import { readSubmission } from '../submissions/intake';
import type { Progress } from '../terminal/progress';
import { type Judging, judgeSubmission, withoutVerdict } from './judge';
import { hashSubmission, type Key, type Ledger, type Place } from './ledger';
import { type GradedSubmission, isUngraded, type Kit } from './report';

export interface Run {
  folder: string;
  entries: readonly Entry[];
  kit: Kit & { grader: string };
  ledger: Ledger;
  judging: Judging;
  /** Submissions under way at once. */
  concurrency: number;
  /** Whether entries of the ledger count. */
  resume: boolean;
  /** Becomes true when no further submission is to be begun. */
  isStopped(): boolean;
}

/** Where each judged submission lies in the ledger, and what it handed in. */
export type Judged = Map<string, { place: Place; content: string }>;

const nothing = 'unread';

/** Reads and judges one; a fault of the machine leaves it `infrastructure`. */
async function judgeEntry(run: Run, entry: Entry): Promise<{ key: Key; graded: GradedSubmission }> {
  const { folder, kit, judging } = run;
  const keyOf = (content: string): Key => ({ id: entry.id, content, ...kit });
  let content = nothing;
  try {
    const submission = readSubmission(folder, entry);
    content = hashSubmission(submission);
    return { key: keyOf(content), graded: await judgeSubmission(submission, judging) };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const graded = withoutVerdict(entry.id, judging.plans, 'infrastructure', says);
    return { key: keyOf(content), graded };
  }
}

function findJudged(run: Run, entry: Entry): { place: Place; content: string } | null {
  if (!run.resume) return null;
  try {
    const content = hashSubmission(readSubmission(run.folder, entry));
    const place = run.ledger.find({ id: entry.id, content, ...run.kit });
    return place && { place, content };
  } catch {
    return null;
  }
}

/**
 * A seed that every shard comes to by itself, because each sees the whole class: other submissions
 * give another one.
 */
export function commonSeed(folder: string, entries: readonly Entry[]): number {
  const hash = createHash('sha256');
  for (const entry of entries) {
    hash.update(JSON.stringify([entry.id, hashSubmission(readSubmission(folder, entry))]));
  }
  return hash.digest().readUInt32BE(0);
}

/** What the ledger of an earlier, interrupted run already knows. */
export function takeUp(run: Run): Judged {
  const known: Judged = new Map();
  for (const entry of run.entries) {
    const found = findJudged(run, entry);
    // What failed through our fault is judged again.
    if (found && !isUngraded(run.ledger.read(entry.id, found.place))) known.set(entry.id, found);
  }
  return known;
}

/** Judges what is not known yet; `judged` grows while it runs. */
export async function judgeAll(run: Run, judged: Judged, progress: Progress): Promise<void> {
  const waiting = run.entries.filter(({ id }) => !judged.has(id));
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const entry = waiting[next];
      next += 1;
      if (!entry || run.isStopped()) return;
      const { key, graded } = await judgeEntry(run, entry);
      // What ends because the run is being stopped says nothing about the submission.
      if (run.isStopped()) return;
      judged.set(entry.id, { place: run.ledger.add(key, graded), content: key.content });
      progress.step();
    }
  };
  await Promise.all(Array.from({ length: run.concurrency }, work));
}

/** The submissions in the order of their ids, read back from the ledger one at a time. */
export const readBack = (run: Run, judged: Judged): Iterable<GradedSubmission> => ({
  *[Symbol.iterator]() {
    for (const { id } of run.entries) {
      const known = judged.get(id);
      if (known) yield run.ledger.read(id, known.place);
    }
  },
});
