/** Attention step by step in the kit's own arithmetic, and where an answer leaves it. */
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

/** What a learner's function answers. */
export interface Answered {
  /** `[Tq, Tk]` */
  weights: Matrix;
  /** `[Tq, dV]` */
  output: Matrix;
}

/** Further apart than this is no rounding. */
const ROUNDING = 1e-6;

const dot = (a: number[], b: number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

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

/** Of one row; zeros where all of it is −∞. */
export function softmaxOf(scaled: number[]): number[] {
  const peak = Math.max(...scaled);
  if (peak === Number.NEGATIVE_INFINITY) return scaled.map(() => 0);
  const powers = scaled.map((each) => Math.exp(each - peak));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

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
export function doubtsOf(given: Given, { weights, output }: Answered, names: string[]): string[] {
  const expected = scaledOf(given).map(softmaxOf);
  const sums = weights.map((row) => sumOf(row, given.v));
  const [off, astray] = [largestDifference(weights, expected), largestDifference(output, sums)];
  const at = (x: Matrix, { row, column }: typeof off) => showNumber(x[row]?.[column] ?? 0, 3);
  return [
    ...(off.size <= ROUNDING
      ? []
      : [
          `Your weights are not the softmax of these scaled scores. They are furthest apart where “${names[off.row]}” looks at “${names[off.column]}”: you give ${at(weights, off)}, the softmax ${at(expected, off)}. Of which numbers are yours the softmax?`,
        ]),
    ...(astray.size <= ROUNDING
      ? []
      : [
          `Your output is not the sum of weight · value. It is furthest off in column ${astray.column} of “${names[astray.row]}”: you give ${at(output, astray)}, your weights and the values come to ${at(sums, astray)}.`,
        ]),
  ];
}
