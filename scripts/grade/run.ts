/**
 * Judges all submissions of a folder, several at a time, and writes each into the ledger as soon as
 * it is known. What comes out does not depend on who was faster.
 */
import { createHash } from 'node:crypto';
import type { CatalogEntry, Slug } from '../../exercises/catalog';
import type { Person } from '../submissions/persons';
import { readSubmission, type Submission } from '../submissions/read';
import type { Progress } from '../terminal/progress';
import { type Judging, judgeSubmission, withoutVerdict } from './judge';
import { hashSubmission, hashText, type Key, type Ledger, type Place, type Texts } from './ledger';
import { exercisesOf } from './plans';
import type { GradedSubmission, Kit } from './report';

export interface Run {
  persons: readonly Person[];
  /** Id → hash of what was received; null where it could not be read. */
  contents: ReadonlyMap<string, string | null>;
  kit: Kit & { grader: string };
  /** What is read of each: all exercises that the report is about. */
  exercises: readonly CatalogEntry[];
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

const slugsOf = ({ plans }: Judging): Slug[] => exercisesOf(plans).map(({ slug }) => slug);

/** Hashes of the texts that were judged. */
function textsOf({ found }: Submission, slugs: readonly Slug[]): Texts {
  const texts = slugs.flatMap((slug) => {
    const { source } = found[slug];
    return 'text' in source ? [[slug, hashText(source.text)]] : [];
  });
  return Object.fromEntries(texts);
}

/** Reads and judges one; a fault of the machine leaves it `infrastructure`. */
async function judgePerson(
  { kit, judging, exercises }: Run,
  person: Person,
): Promise<{ key: Key; graded: GradedSubmission; texts: Texts }> {
  const slugs = slugsOf(judging);
  const keyOf = (content: string): Key => ({ id: person.id, content, slugs, ...kit });
  let content = nothing;
  try {
    const submission = await readSubmission(person, exercises);
    content = hashSubmission(submission);
    const graded = await judgeSubmission(submission, judging);
    return { key: keyOf(content), graded, texts: textsOf(submission, slugs) };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const graded = withoutVerdict(person, judging.plans, 'infrastructure', says);
    return { key: keyOf(content), graded, texts: {} };
  }
}

/**
 * A seed that every shard comes to by itself, because each sees the whole class: other submissions
 * give another one.
 */
export function commonSeed(contents: ReadonlyMap<string, string | null>): number {
  const hash = createHash('sha256');
  for (const received of contents) hash.update(JSON.stringify(received));
  return hash.digest().readUInt32BE(0);
}

/** What the ledger of an earlier, interrupted run already knows. */
export function takeUp({ persons, contents, ledger, kit, judging, resume }: Run): Judged {
  const known: Judged = new Map();
  const slugs = slugsOf(judging);
  for (const { id } of resume ? persons : []) {
    const content = contents.get(id);
    const place = content ? ledger.find({ id, content, slugs, ...kit }) : null;
    // What failed through our fault is judged again.
    if (!content || !place || ledger.read(id, place).status === 'infrastructure') continue;
    known.set(id, { place, content });
  }
  return known;
}

/** Judges what is not known yet; `judged` grows while it runs. */
export async function judgeAll(run: Run, judged: Judged, progress: Progress): Promise<void> {
  const waiting = run.persons.filter(({ id }) => !judged.has(id));
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const person = waiting[next];
      next += 1;
      if (!person || run.isStopped()) return;
      const { key, graded, texts } = await judgePerson(run, person);
      // What ends because the run is being stopped says nothing about the submission.
      if (run.isStopped()) return;
      judged.set(person.id, { place: run.ledger.add(key, graded, texts), content: key.content });
      progress.step();
    }
  };
  await Promise.all(Array.from({ length: run.concurrency }, work));
}

/** The submissions in the order of their ids, read back from the ledger one at a time. */
export const readBack = (run: Run, judged: Judged): Iterable<GradedSubmission> => ({
  *[Symbol.iterator]() {
    for (const { id } of run.persons) {
      const known = judged.get(id);
      if (known) yield run.ledger.read(id, known.place);
    }
  },
});
