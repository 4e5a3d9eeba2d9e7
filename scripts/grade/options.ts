/** What `npm run grade` is asked to do, read from its flags and refused by name where it cannot be. */
import { existsSync, realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { catalog, type Slug } from '../../exercises/catalog';
import { nearest } from '../../reference/nearest';
import { UserError } from '../../reference/user-error';
import type { Layout } from '../submissions/layouts/layout';
import { layouts } from '../submissions/layouts/recognise';
import { chooseExercises } from '../terminal/selection';
import type { Gradebook } from './gradebook/fill';
import { parseShard, type Shard, whole } from './shard';

export const formats = [
  'json',
  'csv',
  'junit',
  'gradescope',
  'classroom50',
  'summary',
  'html',
] as const;
export type Format = (typeof formats)[number];

export const levels = ['verdicts', 'diagnosis', 'full'] as const;
/** How much a student's page tells. */
export type Level = (typeof levels)[number];

/** What `--layout` takes. */
export const layoutNames = layouts.map(({ name }) => name);

export const flags = {
  out: { type: 'string' },
  layout: { type: 'string' },
  only: { type: 'string' },
  persons: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  format: { type: 'string', default: 'json,csv' },
  feedback: { type: 'string' },
  concurrency: { type: 'string' },
  shard: { type: 'string' },
  seed: { type: 'string' },
  resume: { type: 'boolean' },
  'accept-lower': { type: 'boolean' },
  readable: { type: 'boolean' },
  gradebook: { type: 'string' },
  column: { type: 'string' },
  scale: { type: 'boolean' },
  overrides: { type: 'string' },
} as const;

interface Values {
  out?: string | undefined;
  layout?: string | undefined;
  only?: string | undefined;
  persons?: string[] | undefined;
  'dry-run'?: boolean | undefined;
  format: string;
  feedback?: string | undefined;
  concurrency?: string | undefined;
  shard?: string | undefined;
  seed?: string | undefined;
  resume?: boolean | undefined;
  'accept-lower'?: boolean | undefined;
  gradebook?: string | undefined;
  column?: string | undefined;
  scale?: boolean | undefined;
  overrides?: string | undefined;
}

/** What is written, for a run and for a merge alike. */
export interface Output {
  out: string;
  formats: Format[];
  level: Level;
  acceptLower: boolean;
  /** The export that is to be filled; null for none. */
  gradebook: Gradebook | null;
  /** The file of marks that are given by hand; null for none. */
  overrides: string | null;
}

export interface Wanted extends Output {
  folder: string;
  /** Null for the one that the names tell. */
  layout: Layout | null;
  /** Null for all: of the report that a part is judged for, else of the catalogue. */
  slugs: Slug[] | null;
  /** Ids of those to grade; null for all. */
  persons: string[] | null;
  /** As it was asked for; null where it was not. */
  feedback: Level | null;
  /** Only what was handed in is reported, and nothing is judged. */
  isDryRun: boolean;
  concurrency: number;
  shard: Shard;
  /** Null for a fresh one, the interrupted run's, or one that all shards come to by themselves. */
  seed: number | null;
  resume: boolean;
}

export function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found) return found;
  const meant = nearest(value, allowed);
  const question = meant ? `did you mean ${meant}? ` : '';
  throw new UserError(`--${flag} ${value}: ${question}There are: ${allowed.join(', ')}`);
}

export function wholeNumber(flag: string, value: string, from: number, to: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new UserError(`--${flag} ${value}: expected a whole number from ${from} to ${to}`);
}

/** Each exercise once, in the catalogue's order. */
const inOrder = (slugs: readonly Slug[]): Slug[] =>
  catalog.map(({ slug }) => slug).filter((slug) => slugs.includes(slug));

/** A path with its links followed as far as it exists. */
function realPath(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const parent = dirname(full);
  return parent === full ? full : join(realPath(parent), basename(full));
}

function isInside(inner: string, outer: string): boolean {
  const path = relative(realPath(outer), realPath(inner));
  return path === '' || !(path === '..' || /^\.\.[\\/]/.test(path) || resolve(path) === path);
}

/** @throws UserError for a flag that means nothing alone */
function readGradebook({ gradebook, column, scale }: Values): Gradebook | null {
  if (gradebook) return { file: gradebook, column: column ?? null, isScaled: scale ?? false };
  const alone = column === undefined ? scale && '--scale' : '--column';
  if (!alone) return null;
  throw new UserError(`${alone} goes with --gradebook FILE, the export that is to be filled`);
}

/**
 * Reads where and how to write.
 * @param sources folders that are read, which nothing may be written into
 */
export function readOutput(values: Values, sources: readonly string[]): Output {
  const { out } = values;
  if (!out) throw new UserError('--out DIR is missing: name the folder for the report');
  const source = sources.find((each) => isInside(out, each));
  if (source) {
    throw new UserError(`--out ${out} lies in ${source}, which is read; name a folder beside it`);
  }
  const wanted = values.format.split(',').map((each) => oneOf('format', each.trim(), formats));
  return {
    out: resolve(out),
    formats: formats.filter((format) => wanted.includes(format)),
    level: oneOf('feedback', values.feedback ?? 'diagnosis', levels),
    acceptLower: values['accept-lower'] ?? false,
    gradebook: readGradebook(values),
    overrides: values.overrides ?? null,
  };
}

/** @throws UserError for what is about the whole class and asked of a part of it */
function refuseInShard({ count }: Shard, { gradebook, overrides }: Output): void {
  if (count === 1) return;
  const flag = gradebook ? '--gradebook' : overrides !== null && '--overrides';
  if (flag) throw new UserError(`${flag} goes with grade -- merge, which has the whole class`);
}

/** @throws UserError that says what to type instead */
export function readWanted(values: Values, positionals: readonly string[]): Wanted {
  const [folder, ...rest] = positionals;
  const { concurrency, shard, seed, layout, persons } = values;
  // `--persons ada ben`: what follows the first is no folder.
  if (!folder || (rest.length > 0 && !persons)) {
    throw new UserError('name one folder of submissions: npm run grade -- DIR --out DIR');
  }
  const chosen = layout === undefined ? null : oneOf('layout', layout, layoutNames);
  const output = readOutput(values, [folder]);
  const wantedShard = shard ? parseShard(shard) : whole;
  refuseInShard(wantedShard, output);
  return {
    ...output,
    folder,
    layout: layouts.find(({ name }) => name === chosen) ?? null,
    slugs: values.only === undefined ? null : inOrder(chooseExercises(values.only)),
    persons: persons ? [...persons, ...rest] : null,
    feedback: values.feedback === undefined ? null : output.level,
    isDryRun: values['dry-run'] ?? false,
    concurrency: concurrency
      ? wholeNumber('concurrency', concurrency, 1, 256)
      : availableParallelism(),
    shard: wantedShard,
    seed: seed ? wholeNumber('seed', seed, 0, 2 ** 32 - 1) : null,
    resume: values.resume ?? false,
  };
}
