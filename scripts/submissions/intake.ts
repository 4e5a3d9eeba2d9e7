/**
 * Takes submissions in: which folders there are, and from each the files that the catalogue names.
 * Nothing else of a submission is read.
 */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Exercise, nameOf, type Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import {
  codeOf,
  isTheirs,
  type Kind,
  kindOf,
  listFolder,
  readSource,
  type SourceFile,
} from './files';
import { compareIds, foldCase, refusalOf, textOf } from './ids';

export type { SourceFile } from './files';

/** A folder that was handed in, before it is looked into. */
export interface Entry {
  id: string;
  /** Why the whole submission is refused. */
  rejected: string | null;
}

export interface Submission extends Entry {
  sources: Record<Slug, SourceFile>;
}

export interface Intake {
  /** In the order of their ids. */
  entries: Entry[];
  /** Names of what is neither a folder nor a link, such as a roster. */
  leftOut: string[];
}

function listNames(folder: string): { id: string; kind: Kind }[] {
  return readdirSync(folder, { encoding: 'buffer' }).map((name) => {
    const path = Buffer.concat([Buffer.from(join(folder, '/')), name]);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return { id: textOf(name), kind: stats ? kindOf(stats) : 'other' };
  });
}

function findTwins(ids: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(foldCase(id), [...(groups.get(foldCase(id)) ?? []), id]);
  return groups;
}

/**
 * All submissions of a folder: one for each folder in it.
 * @throws UserError when there is no such folder
 */
export function listSubmissions(folder: string): Intake {
  let names: ReturnType<typeof listNames>;
  try {
    names = listNames(folder);
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'there is no such folder' : (error as Error).message;
    throw new UserError(`${folder}: ${why}; name the folder that holds one folder a submission`);
  }
  const taken = names.filter(({ kind }) => kind === 'folder' || kind === 'link');
  const twins = findTwins(taken.map(({ id }) => id));
  const refuse = ({ id, kind }: (typeof taken)[number]): string | null => {
    if (kind === 'link') return 'it is a link';
    const collides = (twins.get(foldCase(id))?.length ?? 0) > 1;
    const says = 'its name differs from another one only in case or Unicode form';
    return refusalOf(id) ?? (collides ? says : null);
  };
  const entries = taken.map((name) => ({ id: name.id, rejected: refuse(name) }));
  entries.sort((a, b) => compareIds(a.id, b.id));
  const leftOut = names.filter((name) => !taken.includes(name)).map(({ id }) => id);
  return { entries, leftOut: leftOut.sort(compareIds) };
}

/** Folders that are the kit's own, a tool's or hidden, and never wrap what was handed in. */
const isWrapping = (name: string): boolean =>
  !name.startsWith('.') && !['node_modules', 'solutions', 'exercises', '__MACOSX'].includes(name);

/** Folders to look into for a wrapping one; real hand-ins have one or two. */
const MOST_WRAPPERS = 50;

type List = (folder: string) => Map<string, Kind>;

/** Each folder is listed once a submission, however many exercises are looked for. */
function createList(): List {
  const known = new Map<string, Map<string, Kind>>();
  return (folder) => {
    const listed = known.get(folder) ?? listFolder(folder);
    known.set(folder, listed);
    return listed;
  };
}

/** Where an exercise's file was looked for, and what was found. */
export interface Found {
  /** Laid out like `exercises/`. */
  folder: string;
  source: SourceFile;
}

/**
 * An exercise's file in a folder laid out like `exercises/`; null where it is not there. Names are
 * compared with the listed ones, because some file systems open Softmax.ts for softmax.ts.
 */
function lookIn(list: List, folder: string, exercise: Exercise): Found | null {
  const kind = list(folder).get(exercise.slug);
  if (kind === 'link') return { folder, source: { rejected: 'its folder is a link' } };
  const inside = join(folder, exercise.slug);
  const file = `${nameOf(exercise)}.ts`;
  if (kind !== 'folder' || !list(inside).has(file)) return null;
  return { folder, source: readSource(join(inside, file)) };
}

function lookInKit(list: List, folder: string, exercise: Exercise): Found | null {
  const direct = lookIn(list, folder, exercise);
  if (direct) return direct;
  const isLink = list(folder).get('exercises') === 'link';
  if (isLink) return { folder, source: { rejected: 'the folder exercises is a link' } };
  return lookIn(list, join(folder, 'exercises'), exercise);
}

/** One folder deeper; where several folders hold different answers the submission is refused. */
function lookDeeper(list: List, folder: string, exercise: Exercise): Found | null {
  const wrappers = [...list(folder)].filter(
    ([name, kind]) => kind === 'folder' && isWrapping(name),
  );
  const names = wrappers.map(([name]) => name).sort(compareIds);
  const all = names.slice(0, MOST_WRAPPERS).flatMap((name) => {
    const found = lookInKit(list, join(folder, name), exercise);
    return found ? [{ name, found }] : [];
  });
  const [first] = all;
  if (!first) return null;
  const isSame = ({ found }: typeof first) =>
    JSON.stringify(found.source) === JSON.stringify(first.found.source);
  const other = all.find((each) => !isSame(each));
  if (!other) return first.found;
  return {
    folder,
    source: { rejected: `there are different ones in ${first.name} and ${other.name}` },
  };
}

/**
 * Finds each exercise's file in one person's folder: at `NN-slug/slug.ts` or
 * `exercises/NN-slug/slug.ts`, at most one wrapping folder deeper.
 * @throws Error when the folder cannot be looked into
 */
export function findSources(folder: string): Record<Slug, Found> {
  const list = createList();
  const find = (exercise: Exercise): Found =>
    lookInKit(list, folder, exercise) ??
    lookDeeper(list, folder, exercise) ?? { folder, source: { missing: true } };
  const sources = catalog.map((exercise) => [exercise.slug, find(exercise)]);
  return Object.fromEntries(sources) as Record<Slug, Found>;
}

function readSources(folder: string): Record<Slug, SourceFile> {
  const found = Object.entries(findSources(folder));
  return Object.fromEntries(found.map(([slug, { source }]) => [slug, source])) as Record<
    Slug,
    SourceFile
  >;
}

const nothing = (): Record<Slug, SourceFile> =>
  Object.fromEntries(catalog.map(({ slug }) => [slug, { missing: true }])) as Record<
    Slug,
    SourceFile
  >;

/**
 * Reads a submission's files.
 * @throws Error when the machine, not the submission, is to blame
 */
export function readSubmission(folder: string, entry: Entry): Submission {
  if (entry.rejected) return { ...entry, sources: nothing() };
  try {
    return { ...entry, sources: readSources(join(folder, entry.id)) };
  } catch (error) {
    if (!isTheirs(error)) throw error;
    const rejected = `it cannot be looked into (${codeOf(error)})`;
    return { id: entry.id, rejected, sources: nothing() };
  }
}
