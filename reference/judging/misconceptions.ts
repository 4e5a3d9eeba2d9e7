/**
 * Planted wrong answers: what people really get wrong, each as a small change to the solution.
 * The specs must catch every one of them, and a learner's wrong answer that equals one is named
 * after it. The changes are text, so that a wrong answer is loaded the way a learner's file is.
 * Probes are wrong answers of the same form that no learner would write: right up to ten entries, or
 * clamped at 50. The specs must catch them as well; nothing is named after them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, sourceOf } from '../../exercises/catalog';
import { root } from '../root';

/** A small change to a solution. */
export interface Change {
  id: string;
  /** Pieces of the solution's text, each found exactly once, and what stands there instead. */
  changes: readonly (readonly [from: string, to: string])[];
  /** Code that stands behind the changed solution. */
  behind?: string;
}

export interface Misconception extends Change {
  /** kebab-case, unique in the kit, stable: reports carry it. */
  id: string;
  /** What the code does instead, for the learner; it gives neither inputs nor the solution away. */
  says: string;
  /** A short question that leads out, for the learner; it gives neither inputs nor the solution away. */
  asks?: string;
  /** `error` where it differs only by throwing something else where an error is asked for. */
  verdict?: 'error';
}

/** A wrong answer as a beginner writes it, in another style than the solution's. */
export interface Beginner {
  /** What goes wrong, unique in its exercise: `forgets to scale`. */
  mistake: string;
  /** Ids that name it, one of which an explanation has to have. */
  named: readonly string[];
  /** Ids that are true of it as well, and no explanation of the whole. */
  besides?: readonly string[];
  /** The whole file. */
  code: string;
}

/** A held-out bank, by which recognition is measured. */
export type Beginners = readonly Beginner[];

/**
 * The solution with a change put in.
 * @throws Error when a piece to change is not in the solution exactly once
 */
export function plant(exercise: Exercise, { id, changes, behind = '' }: Change): string {
  const solution = readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
  const changed = changes.reduce((source, [from, to]) => {
    const pieces = source.split(from);
    if (pieces.length === 2) return pieces.join(to);
    throw new Error(
      `${id}: expected "${from}" once in ${exercise.slug}, found ${pieces.length - 1}`,
    );
  }, solution);
  return `${changed}${behind}`;
}
