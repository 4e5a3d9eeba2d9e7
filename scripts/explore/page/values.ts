/**
 * What a head's weights are the weights of. The kit computes this, not the learner's code, so that
 * the picture of an output row can be compared with the output that the code returned.
 */
import type { Scene } from '../../scenes/scene';

type Matrix = number[][];

const addTo = (sum: number[], row: number[], factor: number): number[] =>
  sum.map((value, i) => value + factor * (row[i] ?? 0));

/** `row · w + b` */
function project(row: number[], w: Matrix, b: number[] = []): number[] {
  const start = (w[0] ?? []).map((_, j) => b[j] ?? 0);
  return row.reduce((sum, value, i) => addTo(sum, w[i] ?? [], value), start);
}

/** What a layer is computed from. */
export type Layer = Pick<Scene, 'x' | 'params' | 'nHeads'>;

/** Numbers of a query, a key and a value of one head. */
export const widthOf = ({ x, nHeads }: Layer): number => (x[0]?.length ?? 0) / nHeads;

/** One head's part of the queries, keys or values: columns h·dK … (h+1)·dK of `x·w + b`, `[T, dK]`. */
function projected(layer: Layer, head: number, w: Matrix, b?: number[]): Matrix {
  const dK = widthOf(layer);
  const cut = (row: number[]): number[] => row.slice(head * dK, (head + 1) * dK);
  const own = w.map(cut);
  return layer.x.map((row) => project(row, own, b && cut(b)));
}

/** The values of one head, `[T, dK]`. */
export const valuesOf = (layer: Layer, head: number): Matrix =>
  projected(layer, head, layer.params.wV, layer.params.bV);

/** `[T]`: q · k of one query with every key. */
export function scoresOf(layer: Layer, head: number, row: number): number[] {
  const { wQ, bQ, wK, bK } = layer.params;
  const query = projected({ ...layer, x: layer.x.slice(row, row + 1) }, head, wQ, bQ)[0] ?? [];
  return projected(layer, head, wK, bK).map((key) =>
    key.reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0),
  );
}

/** ‖value‖, the Euclidean length. */
export const lengthOf = (value: number[]): number => Math.hypot(...value);

/** weight · value row: what one key adds to the query's output row. */
export const contribution = (weight: number, value: number[]): number[] =>
  value.map((entry) => weight * entry);

/** Σⱼ weightⱼ · valueⱼ over the first `count` keys, `[dK]`. */
export function weightedSum(weights: number[], values: Matrix, count = weights.length): number[] {
  const start = (values[0] ?? []).map(() => 0);
  return weights
    .slice(0, count)
    .reduce((sum, weight, j) => addTo(sum, values[j] ?? [], weight), start);
}

/** What the code's output row should be, given the code's own weights: concat(heads)·wO + bO. */
export function expectedOutput(scene: Layer, weights: Matrix[], row: number): number[] {
  const heads = weights.map((map, h) => weightedSum(map[row] ?? [], valuesOf(scene, h)));
  return project(heads.flat(), scene.params.wO, scene.params.bO);
}

/** The largest difference, as a share of the largest entry; 0 for two rows of zeros. */
export function differ(a: number[], b: number[]): number {
  const largest = Math.max(...a.map(Math.abs), ...b.map(Math.abs));
  const difference = Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
  return largest === 0 ? 0 : difference / largest;
}
