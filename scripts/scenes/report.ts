/** The maps of an answer with their names, and its numbers for other tools. */
import type { Attended } from './answer';
import type { Entropies } from './entropy';
import type { Scene } from './scene';
import { averageOf } from './stats';

/** A map with a name: `head 0`, `average`. */
export interface NamedMap {
  name: string;
  map: number[][];
  /** In bits, by the code that computed the map; null while that code has no `headEntropy`. */
  entropy: number | null;
}

/** An entropy beside the most that a row of `keys` weights can have: `0.19 of 4.64 bits`. */
export const bitsOf = (entropy: number, keys: number): string =>
  `${entropy.toFixed(2)} of ${Math.log2(keys).toFixed(2)} bits`;

/** What was computed, and how spread out it is where the same code measures that. */
export interface Measured extends Pick<Attended, 'weights'> {
  entropies: Entropies | null;
}

/** The heads in order, and their average where it was asked for. */
export function namedMaps({ weights, entropies }: Measured, average: boolean): NamedMap[] {
  const heads = weights.map((map, i) => ({ name: `head ${i}`, map }));
  const all = average ? [...heads, { name: 'average', map: averageOf(weights) }] : heads;
  return all.map((named, i) => ({ ...named, entropy: entropies?.[i] ?? null }));
}

/** For other tools; the average is there only where it was asked for. */
export function reportOf(
  { model, tokens, layer }: Pick<Scene, 'model' | 'tokens' | 'layer'>,
  { weights, entropies }: Measured,
  average: boolean,
) {
  const entropy = entropies?.slice(0, weights.length) ?? null;
  return {
    model,
    tokens,
    layer,
    weights,
    entropy,
    ...(average && { average: averageOf(weights) }),
  };
}
