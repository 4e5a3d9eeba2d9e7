/** The form of a hostile submission: what is handed in, and the one way in which it may end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, findExercise, sourceOf } from '../../../exercises/catalog';
import type { Reason } from '../../../reference/judging/verdict';
import { root } from '../../../reference/root';

/**
 * How an exercise ends: every test passes, the exercise fails without a point, or every test is an
 * error for that reason. A number is for what is right in part: points of a failing exercise.
 */
export type Ending = 'pass' | 'fail' | Reason | number;

export interface Hostile {
  /** What it tries, in a few words; also its id as a submission. */
  id: string;
  /** `softmax` */
  exercise: CatalogEntry;
  /** Text of the exercise's file; bytes where it is no text. */
  source: string | Buffer;
  ends: Ending;
}

type Group = Record<string, [ends: Ending, source: string | Buffer]>;

/** `softmax` with a body, and one that gives a value. */
export const body = (text: string): string => `export function softmax(x) { ${text} }`;
export const gives = (value: string): string => `export const softmax = (x) => ${value};`;

export function exerciseNamed(name: string): CatalogEntry {
  const exercise = findExercise(name);
  if (!exercise) throw new Error(`hostile: no exercise ${name}`);
  return exercise;
}

/** Hostile files that stand where one exercise's file stands. */
export const against = (name: string, group: Group): Hostile[] =>
  Object.entries(group).map(([id, [ends, source]]) => ({
    id,
    exercise: exerciseNamed(name),
    source,
    ends,
  }));

/** The model solution's text, to which something is added that must not help or hurt. */
export const rightAnswer = (name: string): string =>
  readFileSync(join(root, 'solutions', sourceOf(exerciseNamed(name))), 'utf8');
