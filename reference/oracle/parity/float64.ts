/**
 * Plain loops in float64, with which the operations of `ops.ts` are compared. Written to be seen to
 * be right: no shift in the softmax, no split, no merge.
 */
import type { Options, Params } from '../../judging/params';

type Matrix = number[][];

export const at = (x: Matrix, i: number, j: number): number => x[i]?.[j] ?? Number.NaN;

export function softmaxOf(logits: number[]): number[] {
  const powers = logits.map((logit) => Math.exp(logit));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => (total > 0 ? power / total : 0));
}

/** `a · b`, the inner size counted off from `b`. */
export const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((_, i) =>
    (b[0] ?? []).map((_column, j) =>
      b.reduce((sum, _row, n) => sum + at(a, i, n) * at(b, n, j), 0),
    ),
  );

export const turn = (x: Matrix): Matrix =>
  (x[0] ?? []).map((_, j) => x.map((_row, i) => at(x, i, j)));

export function attend(q: Matrix, k: Matrix, v: Matrix, { temperature = 1, mask }: Options) {
  const scale = Math.sqrt(turn(q).length) * temperature;
  const weights = times(q, turn(k)).map((row, i) =>
    softmaxOf(row.map((score, j) => (mask?.[i]?.[j] === false ? -Infinity : score / scale))),
  );
  return { weights, output: times(weights, v) };
}

export const mean = (numbers: number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

/** Head by head on columns of the projections, without a split or a merge. */
export function attendInHeads(
  x: Matrix,
  params: Required<Params>,
  nHeads: number,
  options: Options,
) {
  const dK = params.wQ.length / nHeads;
  const project = (rows: Matrix, w: Matrix, b: number[]): Matrix =>
    times(rows, w).map((row) => row.map((value, j) => value + (b[j] ?? 0)));
  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  const [q, k, v] = [project(x, wQ, bQ), project(x, wK, bK), project(x, wV, bV)];
  const heads = Array.from({ length: nHeads }, (_, h) => {
    const own = (rows: Matrix) =>
      rows.map((row) => row.filter((_v, j) => Math.floor(j / dK) === h));
    return attend(own(q), own(k), own(v), options);
  });
  const merged = x.map((_, t) => heads.flatMap(({ output }) => output[t] ?? []));
  return { weights: heads.map(({ weights }) => weights), output: project(merged, wO, bO) };
}
