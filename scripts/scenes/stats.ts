/**
 * What attention maps say in numbers: whether a row is all but even, which pairs stand out, the
 * average over heads. Maps are `[T, T]`, a row for each query; nothing here draws or prints.
 */

type Matrix = number[][];

/** A cell of a map: query `row` attends to key `column`. */
export interface Pair {
  row: number;
  column: number;
  weight: number;
}

const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How much of a row would have to go elsewhere for all of its weights to be equal, 0 to 1. */
const unevenness = (row: number[]): number =>
  row.reduce((sum, weight) => sum + Math.max(0, weight - 1 / row.length), 0);

/** Whether the rows are shared out so evenly that a map on the scale from 0 to 1 shows nothing. */
export const isAlmostEven = (map: Matrix): boolean => mean(map.map(unevenness)) < 0.1;

/** The `count` largest cells, the largest first, in reading order where they tie. */
export function strongestPairs(map: Matrix, count: number): Pair[] {
  const strongest: Pair[] = [];
  for (const [row, weights] of map.entries()) {
    for (const [column, weight] of weights.entries()) {
      const least = strongest.at(-1);
      if (strongest.length >= count && !(least && weight > least.weight)) continue;
      const at = strongest.findIndex((pair) => weight > pair.weight);
      strongest.splice(at < 0 ? strongest.length : at, 0, { row, column, weight });
      strongest.length = Math.min(strongest.length, count);
    }
  }
  return strongest;
}

/** `[heads, T, T]` → `[T, T]`: what PyTorch returns unless told `average_attn_weights=False`. */
export const averageOf = (maps: Matrix[]): Matrix =>
  (maps[0] ?? []).map((row, i) => row.map((_, j) => mean(maps.map((map) => map[i]?.[j] ?? 0))));
