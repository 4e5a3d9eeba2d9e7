/**
 * Exercise 04: scaled dot-product attention. Each query asks every key how well they match, and
 * takes a weighted sum of the values.
 */
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
  // TODO: scores, scale, mask, softmax, weighted sum. Import your softmax from exercise 01:
  // import { softmax } from '../01-softmax/softmax';
  throw new Error('Not implemented: singleHeadAttention (exercise 04)');
}
