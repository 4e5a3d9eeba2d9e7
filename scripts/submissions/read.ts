/** Reads what one person handed in: the answers, and what there is to say about them. */
import type { CatalogEntry, Slug } from '../../exercises/catalog';
import { type Found, findAnswers, missing, someOf, without } from './find';
import { gather } from './gather';
import type { HandedIn } from './handed-in';
import { mayBeWork } from './names';
import type { Attempt, Person } from './persons';
import type { SourceFile } from './source';

/** A person's answers, as they are judged. */
export interface Submission {
  id: string;
  name: string | null;
  found: Record<Slug, Found>;
  /** About the whole: attempts that do not count, archives that were not opened. */
  notes: string[];
}

type Answers = Record<Slug, Found>;

const forEach = (
  exercises: readonly CatalogEntry[],
  find: (exercise: CatalogEntry) => Found,
): Answers =>
  Object.fromEntries(exercises.map((exercise) => [exercise.slug, find(exercise)])) as Answers;

/** Whether there is neither an answer nor anything that resembles one. */
const isBare = ({ source, instead }: Found): boolean =>
  'reason' in source && source.reason === 'missing-file' && instead === null;

/** What a person without any answer handed in instead. */
function sayWhatWasSeen({ files, passedOver }: HandedIn): string {
  const folders = [...passedOver].map((path) => `${path}/ (no answers are looked for there)`);
  const seen = [...folders, ...files.map(({ path }) => path)];
  return seen.length > 0 ? `seen instead: ${someOf(seen)}` : 'nothing was handed in';
}

/** Answers that an earlier attempt has and the last one has not. */
async function seekEarlier(
  earlier: readonly Attempt[],
  exercises: readonly CatalogEntry[],
): Promise<Map<Slug, Attempt>> {
  const known = new Map<Slug, Attempt>();
  for (const attempt of earlier) {
    const found = findAnswers(await gather(attempt.parts), exercises);
    for (const { slug } of exercises) if (found[slug].path !== null) known.set(slug, attempt);
  }
  return known;
}

/** Where nothing was written in any exercise, the work may lie in another file: it is named. */
function nameWorkBeside(found: Answers, handedIn: HandedIn, exercises: readonly CatalogEntry[]) {
  const all = exercises.map(({ slug }) => found[slug]);
  const work = handedIn.files.map(({ path }) => path).filter(mayBeWork);
  if (work.length === 0 || !all.every((each) => each.isStub || isBare(each))) return found;
  const instead = `nothing was written in the exercises; beside them: ${someOf(work)}`;
  return forEach(exercises, ({ slug }) => ({
    ...found[slug],
    ...(found[slug].isStub ? { instead } : {}),
  }));
}

/** The answers, and for each that is not there what an instructor can know of it. */
async function findAll(
  handedIn: HandedIn,
  earlier: readonly Attempt[],
  exercises: readonly CatalogEntry[],
): Promise<Answers> {
  const found = nameWorkBeside(findAnswers(handedIn, exercises), handedIn, exercises);
  const bare = exercises.filter(({ slug }) => isBare(found[slug]));
  if (bare.length === 0) return found;
  const before = await seekEarlier(earlier, bare);
  const seen = bare.length === exercises.length ? sayWhatWasSeen(handedIn) : null;
  return forEach(exercises, (exercise) => {
    if (!bare.includes(exercise)) return found[exercise.slug];
    const attempt = before.get(exercise.slug);
    return missing(attempt ? `an earlier attempt (${attempt.when}) has it` : seen);
  });
}

/** What of the attempts and of what was not opened an instructor should know. */
function notesOf(attempts: readonly Attempt[], { closed }: HandedIn): string[] {
  const last = attempts.at(-1);
  const when = last?.when ? `, of ${last.when},` : '';
  return [
    ...(attempts.length > 1 ? [`handed in ${attempts.length} times; the last${when} counts`] : []),
    ...(last?.isLate ? ['late'] : []),
    ...closed.map(
      (each) => `${each.path}: ${'rejected' in each ? each.rejected : each.unreadable}`,
    ),
  ];
}

/** Reads the last attempt of a person, for these exercises. */
export async function readSubmission(
  { id, name, rejected, attempts }: Person,
  exercises: readonly CatalogEntry[],
): Promise<Submission> {
  if (rejected) {
    const message = `the submission was refused: ${rejected}`;
    return { id, name, found: forEach(exercises, () => without('rejected', message)), notes: [] };
  }
  const handedIn = await gather(attempts.at(-1)?.parts ?? []);
  const found = await findAll(handedIn, attempts.slice(0, -1), exercises);
  return { id, name, found, notes: notesOf(attempts, handedIn) };
}

/** The answers' texts, or why there are none. */
export const sourcesOf = ({ found }: Pick<Submission, 'found'>): Record<Slug, SourceFile> =>
  Object.fromEntries(Object.entries(found).map(([slug, { source }]) => [slug, source])) as Record<
    Slug,
    SourceFile
  >;
