/**
 * A job's files made JavaScript, or why one cannot be. This is done outside of the thread in which
 * the machines run: that has a deep stack, and what is nested too deeply shall end at once.
 */
import { join, resolve } from 'node:path';
import { type CatalogEntry, findExercise, sourceOf } from '../../exercises/catalog';
import { compile, LoadError } from '../../reference/running/load';
import type { SandboxJob } from './messages';
import { modelSolution } from './solutions';

/** Nothing lies here; imports are resolved by name alone. */
export const FOLDER = resolve('/submission');

/** A file's code, or why there is none. */
export type Compiled = { code: string } | { refused: string };

export function exerciseOf(slug: string): CatalogEntry {
  const exercise = findExercise(slug);
  if (!exercise) throw new Error(`sandbox: no exercise ${slug}`);
  return exercise;
}

function compiled(slug: string, source: string): Compiled {
  try {
    return { code: compile(source, join(FOLDER, sourceOf(exerciseOf(slug)))) };
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    return { refused: error.message };
  }
}

const solutions = new Map<string, Compiled>();

/** The model solution, which stands in for a prerequisite. */
export function compiledSolution(slug: string): Compiled {
  const known = solutions.get(slug) ?? compiled(slug, modelSolution(exerciseOf(slug)));
  solutions.set(slug, known);
  return known;
}

/** Every file of a job that is not a model solution, by slug. */
export function compileFiles({ slug, source, earlier = {} }: SandboxJob): Map<string, Compiled> {
  const files = Object.entries(earlier).map(([name, file]): [string, Compiled] => {
    if ('text' in file) return [name, compiled(name, file.text)];
    return [name, { refused: `${sourceOf(exerciseOf(name))}: ${file.message}` }];
  });
  return new Map([...files, [slug, compiled(slug, source)]]);
}
