/** The maps of an answer with their names, and its numbers for other tools. */
import type { Attended } from './answer';
import type { Scene } from './scene';
import { averageOf, mapEntropy } from './stats';

/** A map with a name: `head 0`, `average`. */
export interface NamedMap {
  name: string;
  map: number[][];
}

/** The heads in order, and their average where it was asked for. */
export function namedMaps({ weights }: Pick<Attended, 'weights'>, average: boolean): NamedMap[] {
  const heads = weights.map((map, i) => ({ name: `head ${i}`, map }));
  return average ? [...heads, { name: 'average', map: averageOf(weights) }] : heads;
}

/** For other tools; the average is there only where it was asked for. */
export function reportOf(
  { model, tokens, layer }: Pick<Scene, 'model' | 'tokens' | 'layer'>,
  { weights }: Pick<Attended, 'weights'>,
  average: boolean,
) {
  const entropy = weights.map(mapEntropy);
  return {
    model,
    tokens,
    layer,
    weights,
    entropy,
    ...(average && { average: averageOf(weights) }),
  };
}
