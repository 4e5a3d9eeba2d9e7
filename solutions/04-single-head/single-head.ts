/**
 * Exercise 04: scaled dot-product attention. Each query asks every key how well they match, and
 * takes a weighted sum of the values.
 */
//! kata-hidden-3e65b337a6d0: never handed to students.
import { softmax } from '../01-softmax/softmax';

type Matrix = number[][];

/** How a head attends. */
export interface AttentionOptions {
  /** Divides the scores: below 1 sharper, above 1 flatter. Default 1, must be > 0. */
  temperature?: number;
  /** `[Tq, Tk]`: `true` where a query may attend to a key. Default: everywhere. */
  mask?: boolean[][];
}

export interface Attention {
  /** `[Tq, Tk]`: row i is how query i shares itself out over the keys. */
  weights: Matrix;
  /** `[Tq, dV]`: row i is the sum of the values, weighted by row i of the weights. */
  output: Matrix;
}

function shapeOf(name: string, rows: unknown[][]): [number, number] {
  const width = rows[0]?.length ?? 0;
  const odd = rows.find((row) => row.length !== width);
  if (odd) {
    throw new RangeError(
      `singleHeadAttention: expected rows of ${name} with ${width} entries each, got one with ${odd.length}`,
    );
  }
  return [rows.length, width];
}

function expectEqual(what: string, expected: number[], got: number[]): void {
  if (String(expected) === String(got)) return;
  throw new RangeError(`singleHeadAttention: expected ${what} [${expected}], got [${got}]`);
}

/** `[n, d]`, `[m, d]` → `[n, m]`: the dot product of every row of `a` with every row of `b`. */
const timesTransposed = (a: Matrix, b: Matrix): Matrix =>
  a.map((u) => b.map((v) => u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0)));

/** One row of weights, `[Tk]`, times `v`, `[Tk, dV]` → `[dV]`. */
function weightedSum(weights: number[], v: Matrix): number[] {
  const [first = []] = v;
  return first.map((_, j) =>
    weights.reduce((sum, weight, i) => sum + weight * (v[i]?.[j] ?? 0), 0),
  );
}

/**
 * Scaled dot-product attention.
 *
 *     weights = softmax(q·kᵀ / (√dK · temperature)),  output = weights·v
 *
 * @param q queries `[Tq, dK]`
 * @param k keys `[Tk, dK]`
 * @param v values `[Tk, dV]`
 * @param options temperature and mask; a masked weight is exactly 0, and a query that may attend to
 *   nothing gets rows of zeros
 * @returns `{ weights: [Tq, Tk], output: [Tq, dV] }`
 * @throws RangeError when shapes do not fit together or the temperature is not above 0
 * @see Vaswani et al. 2017, section 3.2.1
 * @example singleHeadAttention([[0]], [[1], [2]], [[10], [20]]).output // [[15]]
 */
export function singleHeadAttention(
  q: Matrix,
  k: Matrix,
  v: Matrix,
  { temperature = 1, mask }: AttentionOptions = {},
): Attention {
  const [[Tq, dK], [Tk, widthK], [rowsV]] = [shapeOf('q', q), shapeOf('k', k), shapeOf('v', v)];
  expectEqual('k as wide as q', [Tk, dK], [Tk, widthK]);
  expectEqual('a row of v for each key', [Tk], [rowsV]);
  if (mask) expectEqual('a mask of shape', [Tq, Tk], shapeOf('mask', mask));
  if (!(temperature > 0)) {
    throw new RangeError(`singleHeadAttention: expected temperature > 0, got ${temperature}`);
  }

  const scale = Math.sqrt(dK) * temperature;
  const scores = timesTransposed(q, k).map((row) => row.map((score) => score / scale));
  // −Infinity before the softmax is an exact 0 after it.
  const open = scores.map((row, i) =>
    row.map((score, j) => (mask && !mask[i]?.[j] ? -Infinity : score)),
  );
  const weights = softmax(open);
  return { weights, output: weights.map((row) => weightedSum(row, v)) };
}
