/** What the page lets a person choose, told by what this checkout has: a release has no solutions. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, findExercise, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';

/** Who computes: a folder laid out like `exercises/`, or the reference. */
export type Who = 'exercises' | 'solutions' | 'tfjs';

export interface Choices {
  models: readonly string[];
  whos: Who[];
  /** Path of the exercise that computes, below the folder of who does. */
  source: string;
  /** The exercise whose page is the first: maps of heads, or the first exercise where they are not handed out. */
  home: string;
}

/** The exercise whose page is `index.html`; each other has a view. */
export const HEADS = '05-multi-head';

const folders = ['exercises', 'solutions'] as const;

/** The folders whose code the page may run. */
export const codeFolders = (): string[] =>
  folders.map((name) => join(root, name)).filter((folder) => existsSync(folder));

export function choicesOf(models: readonly string[]): Choices {
  const [first] = catalog;
  const exercise = findExercise(HEADS) ?? first;
  if (!exercise) throw new Error('explore: the catalogue has no exercise');
  const source = sourceOf(exercise);
  const written = folders.filter((name) => existsSync(join(root, name, source)));
  const tfjs = existsSync(join(root, 'reference', 'oracle', 'ops.ts')) ? (['tfjs'] as const) : [];
  // The learner's own comes first even while its file is missing: then the page says so.
  const whos = [...new Set<Who>(['exercises', ...written, ...tfjs])];
  return { models, whos, source, home: exercise.slug };
}
