/**
 * Finds each exercise's answer among all that a person handed in. Of several that differ the one at
 * `exercises/NN-slug/` counts, unless nothing was written there and something was elsewhere; any
 * other choice would be a guess, and is left to the person.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, nameOf, type Slug, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import type { Closed, HandedIn } from './handed-in';
import { adviceOn, type Claim, claimOf, resembledBy } from './names';
import type { NoSourceReason, SourceFile } from './source';
import { readText } from './text';

/** What was found of an exercise. */
export interface Found {
  source: SourceFile;
  /** Where the taken file lies within what was handed in; null where none was taken. */
  path: string | null;
  /** What an instructor should know of a file that was taken all the same. */
  notes: string[];
  /** What was seen in the place of a file that was not taken; null where there was nothing. */
  instead: string | null;
  /** Whether it is a file in which nothing was written. */
  isStub: boolean;
}

interface Candidate extends Claim {
  path: string;
  text: string;
  /** The text without what editors and git change: the ends of lines, and of the file. */
  core: string;
  note: string | null;
  isWritten: boolean;
}

const MOST_NAMED = 4;
/** Files for one exercise; a person with a backup a day has fewer. */
const MOST_COPIES = 100;

/** A few of many, as one sentence names them. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}

/** Code without comments and spaces, so that a stub of an older release is still one. */
const bare = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$|\s+/gm, '');

interface Stub {
  length: number;
  bare: string;
}

const stubs = new Map<Slug, Stub>();
function stubOf(exercise: CatalogEntry): Stub {
  const known = stubs.get(exercise.slug);
  if (known) return known;
  const text = readFileSync(join(root, 'exercises', sourceOf(exercise)), 'utf8');
  const stub = { length: text.length, bare: bare(text) };
  stubs.set(exercise.slug, stub);
  return stub;
}

/** Whether something was written: it is neither empty nor as it was handed out. */
function isWritten(exercise: CatalogEntry, core: string): boolean {
  const stub = stubOf(exercise);
  // A stranger's text that is much longer is no stub, and might take `bare` very long.
  return core !== '' && (core.length > 4 * stub.length || bare(core) !== stub.bare);
}

/** No answer, with what was seen in its place. */
export function without(reason: NoSourceReason, message: string, instead = message): Found {
  return { source: { reason, message }, path: null, notes: [], instead, isStub: false };
}

/** No answer and nothing in its place, or only what a sentence says. */
export function missing(instead: string | null): Found {
  const message = instead ? `not found; ${instead}` : 'not found';
  return { ...without('missing-file', message), instead };
}

/** Reads what claims to be an answer; what cannot be read is said by its path. */
function readClaims(exercise: CatalogEntry, { files }: HandedIn) {
  const candidates: Candidate[] = [];
  const closed: (Closed & { isHome: boolean })[] = [];
  for (const { path, read } of files) {
    const claim = claimOf(path);
    if (claim?.slug !== exercise.slug) continue;
    const content = read();
    const text = 'bytes' in content ? readText(content.bytes) : content;
    if (!('text' in text)) closed.push({ path, isHome: claim.isHome, ...text });
    else {
      const core = text.text.replaceAll('\r\n', '\n').trim();
      candidates.push({ ...claim, path, ...text, core, isWritten: isWritten(exercise, core) });
    }
    if (candidates.length > MOST_COPIES) {
      const rejected = `more than ${MOST_COPIES} files have that name`;
      return { candidates: [], closed: [{ path, isHome: false, rejected }] };
    }
  }
  return { candidates, closed };
}

/** Those that a test picks; all of them where it picks none. */
const prefer = <T>(all: readonly T[], test: (each: T) => boolean): readonly T[] => {
  const picked = all.filter(test);
  return picked.length > 0 ? picked : all;
};

/** The answers between which the rule cannot choose; one where it can. */
function choose(all: readonly Candidate[]): Candidate[] {
  const written = prefer(all, ({ isWritten }) => isWritten);
  const typed = prefer(written, ({ language }) => language === 'TypeScript');
  const homes = prefer(typed, ({ isHome }) => isHome);
  // Of files in which nothing is written any one will do, best one that is not empty.
  const kept = homes.some(({ isWritten }) => isWritten)
    ? homes
    : prefer(homes, ({ core }) => core !== '').slice(0, 1);
  return kept.filter(({ core }, i) => kept.findIndex((other) => other.core === core) === i);
}

type Claims = ReturnType<typeof readClaims>;

/** Why something was not looked into. */
const whyClosed = (each: Closed): string =>
  `${each.path}: ${'unreadable' in each ? each.unreadable : each.rejected}`;

function taken(exercise: CatalogEntry, chosen: Candidate, claims: Claims): Found {
  const { path, text, core, note, isOdd, isWritten } = chosen;
  const { candidates: all, closed } = claims;
  const others = all.filter((each) => each.isWritten && each.core !== core);
  const notes = [
    ...(isOdd ? [`${path} was taken for ${nameOf(exercise)}.ts`] : []),
    ...(note ? [`${path}: ${note}`] : []),
    ...(isWritten || core === '' ? [] : [`${path} is as it was handed out`]),
    ...(others.length > 0
      ? [`${path} was taken, and not ${someOf(others.map((other) => other.path))}`]
      : []),
    ...(closed.length > 0
      ? [`${path} was taken, and what is no answer was not: ${someOf(closed.map(whyClosed))}`]
      : []),
  ];
  if (core === '') return without('missing-file', `${path} is empty`);
  return { source: { text }, path, notes, instead: null, isStub: !isWritten };
}

/** Whether something that was not looked into may hold an exercise's file. */
function mayHold(exercise: CatalogEntry, { path }: Closed): boolean {
  const resembled = resembledBy(path) ?? claimOf(path)?.slug ?? null;
  return resembled === null || resembled === exercise.slug;
}

function notFound(exercise: CatalogEntry, handedIn: HandedIn): Found {
  const closed = handedIn.closed.filter((each) => mayHold(exercise, each));
  const unreadable = closed.filter((each) => 'unreadable' in each);
  if (unreadable.length > 0) return without('infrastructure', someOf(unreadable.map(whyClosed)));
  if (closed.length > 0) {
    return without('rejected', `not found, but ${someOf(closed.map(whyClosed))}`);
  }
  const seen = handedIn.files.filter(({ path }) => resembledBy(path) === exercise.slug);
  const advice = seen.map(({ path }) => adviceOn(path, exercise));
  return missing(advice.length > 0 ? `seen instead: ${someOf(advice)}` : null);
}

/** Finds one exercise's answer. */
function findOne(exercise: CatalogEntry, handedIn: HandedIn): Found {
  const claims = readClaims(exercise, handedIn);
  const { candidates, closed } = claims;
  const chosen = choose(candidates);
  const [first, ...others] = chosen;
  const isSure = first?.isHome && first.isWritten;
  const lost = closed.find((each) => 'unreadable' in each && (each.isHome || !isSure));
  if (lost && 'unreadable' in lost) {
    return without('infrastructure', `${lost.path}: ${lost.unreadable}`);
  }
  const [refused] = closed;
  // The work may be in what was not taken, and a stub's 0 would hide that.
  if (first && !first.isWritten && !refused) {
    const elsewhere = notFound(exercise, handedIn);
    return elsewhere.instead === null ? taken(exercise, first, claims) : elsewhere;
  }
  if (first?.isWritten && others.length === 0) return taken(exercise, first, claims);
  if (first?.isWritten) {
    const paths = chosen.map(({ path }) => path);
    return without('ambiguous', `there are different ones: ${someOf(paths)}`);
  }
  if (refused && 'rejected' in refused) {
    return without('rejected', `${refused.path}: ${refused.rejected}`);
  }
  return notFound(exercise, handedIn);
}

/** The answers to these exercises among what was handed in. */
export function findAnswers(
  handedIn: HandedIn,
  exercises: readonly CatalogEntry[],
): Record<Slug, Found> {
  const found = exercises.map((exercise) => [exercise.slug, findOne(exercise, handedIn)]);
  return Object.fromEntries(found) as Record<Slug, Found>;
}
