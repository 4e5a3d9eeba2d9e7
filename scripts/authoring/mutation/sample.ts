/** Some of the mutants, drawn by a seed. */
import { createHash } from 'node:crypto';
import type { Mutant } from './mutants';

const drawOf = ({ exercise, operator, change }: Mutant, seed: number): string =>
  createHash('sha256').update([seed, exercise.slug, operator, change].join('\n')).digest('hex');

/** `count` of the mutants in their order; the same for a seed, whatever else was added or went. */
export function draw(mutants: readonly Mutant[], count: number, seed: number): Mutant[] {
  const drawn = [...mutants].sort((a, b) => (drawOf(a, seed) < drawOf(b, seed) ? -1 : 1));
  const chosen = new Set(drawn.slice(0, count));
  return mutants.filter((mutant) => chosen.has(mutant));
}
