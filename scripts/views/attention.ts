/** Attention step by step, and where an answer leaves it; the softmax is the learner's own. */

import { dot } from './matrices';
import { largestDifference, showNumber } from './numbers';

type Matrix = number[][];

/** What a head is given. */
export interface Given {
  /** `[Tq, dK]`, `[Tk, dK]`, `[Tk, dV]` */
  q: Matrix;
  k: Matrix;
  v: Matrix;
  temperature: number;
  /** `[Tq, Tk]`, `true` where a query may attend. */
  mask: boolean[][];
}

/** What the learner's functions answer. */
export interface Answered {
  /** `[Tq, Tk]` */
  weights: Matrix;
  /** What the softmax of exercise 01 makes of the scaled scores, `[Tq, Tk]`. */
  softmax: Matrix;
  /** `[Tq, dV]` */
  output: Matrix;
}

/** Further apart than this is no rounding. */
const ROUNDING = 1e-6;

/** `√dK · temperature` */
export const scaleOf = ({ k, temperature }: Given): number =>
  Math.sqrt(k[0]?.length ?? 1) * temperature;

/** `[Tq, Tk]`: each query with each key. */
export const scoresOf = ({ q, k }: Given): Matrix =>
  q.map((query) => k.map((key) => dot(query, key)));

/** Scores through the scale, −∞ where a query may not attend. */
export const scaledOf = (given: Given): Matrix =>
  scoresOf(given).map((row, i) =>
    row.map((score, j) =>
      given.mask[i]?.[j] === false ? Number.NEGATIVE_INFINITY : score / scaleOf(given),
    ),
  );

/** `[Tk, dV]`: each value times its weight. */
export const weighted = (weights: number[], v: Matrix): Matrix =>
  v.map((value, j) => value.map((each) => (weights[j] ?? 0) * each));

/** One row of weights times the values: `[dV]`. */
export const sumOf = (weights: number[], v: Matrix): number[] =>
  (v[0] ?? []).map((_, column) =>
    weighted(weights, v).reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );

export const isApart = (a: number[], b: number[]): boolean =>
  !(largestDifference([a], [b]).size <= ROUNDING);

/** Sentences for what an answer is not: the softmax of its scores, and the sum of its weighted values. */
export function doubtsOf(given: Given, answered: Answered, names: string[]): string[] {
  const { weights, softmax: expected, output } = answered;
  const sums = weights.map((row) => sumOf(row, given.v));
  const [off, astray] = [largestDifference(weights, expected), largestDifference(output, sums)];
  const at = (x: Matrix, { row, column }: typeof off) => showNumber(x[row]?.[column] ?? 0, 3);
  const where = `“${names[off.row]}” looks at “${names[off.column]}”`;
  const doubt = Number.isNaN(expected[off.row]?.[off.column])
    ? `Your softmax of exercise 01 gives NaN where ${where}; npm run check 1 says more.`
    : `Your weights are not the softmax of these scaled scores. They are furthest apart where ${where}: you give ${at(weights, off)}, your softmax ${at(expected, off)}. Of which numbers are yours the softmax?`;
  return [
    ...(off.size <= ROUNDING ? [] : [doubt]),
    ...(astray.size <= ROUNDING
      ? []
      : [
          `Your output is not the sum of weight · value. It is furthest off in column ${astray.column} of “${names[astray.row]}”: you give ${at(output, astray)}, your weights and the values come to ${at(sums, astray)}.`,
        ]),
  ];
}
