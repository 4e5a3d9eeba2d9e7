/** The model solutions: what stands in for a prerequisite, and what a sandbox that works can run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';

/** The source of an exercise's solution. */
export const modelSolution = (exercise: Exercise): string =>
  readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
