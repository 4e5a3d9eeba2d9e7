/**
 * What attention maps say in numbers: how spread out a row is, which pairs stand out, the average
 * over heads. Maps are `[T, T]`, a row for each query; nothing here draws or prints.
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

/** −Σ p·log₂ p in bits, with 0·log₂ 0 = 0. */
export function rowEntropy(row: number[]): number {
  const sum = row.reduce((bits, p) => (p > 0 ? bits + p * Math.log2(p) : bits), 0);
  return Math.max(0, -sum);
}

/**
 * How many bits a map's rows are spread over, on average: 0 when every query attends to one key,
 * log₂ T when every query attends to all keys alike.
 */
export const mapEntropy = (map: Matrix): number => mean(map.map(rowEntropy));

/** Whether every row shares itself out so evenly that a map on the scale from 0 to 1 shows nothing. */
export const isAlmostEven = (map: Matrix): boolean =>
  mapEntropy(map) > 0.97 * Math.log2(map.length);

/** The `count` largest cells, the largest first, in reading order where they tie. */
export function strongestPairs(map: Matrix, count: number): Pair[] {
  const pairs = map.flatMap((weights, row) =>
    weights.map((weight, column) => ({ row, column, weight })),
  );
  return pairs.sort((a, b) => b.weight - a.weight).slice(0, count);
}

/** `[heads, T, T]` → `[T, T]`: what PyTorch returns unless told `average_attn_weights=False`. */
export const averageOf = (maps: Matrix[]): Matrix =>
  (maps[0] ?? []).map((row, i) => row.map((_, j) => mean(maps.map((map) => map[i]?.[j] ?? 0))));
