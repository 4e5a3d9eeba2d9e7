/**
 * Exercise 01: softmax, which turns logits into weights that are positive and sum to 1.
 * Leaves out a temperature: attention divides its scores by it beforehand (exercise 04).
 */

/** A line, a matrix `[rows, columns]` or a stack of them `[blocks, rows, columns]`. */
export type Tensor = number[] | number[][] | number[][][];

/**
 * Softmax along one axis, safe for logits of any size.
 *
 *     softmax(x)ᵢ = exp(xᵢ − max x) / Σⱼ exp(xⱼ − max x)
 *
 * @param x logits: `[n]`, `[rows, columns]` or `[blocks, rows, columns]`
 * @param axis the axis that sums to 1, from −rank to rank − 1; −1 is the last
 * @returns weights of the same shape, each ≥ 0; `-Infinity` gets exactly 0, and a line of only
 *   `-Infinity` gives zeros
 * @throws RangeError when rows differ in length or `axis` is out of range
 * @see Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1
 * @example softmax([0, Math.log(3)]) // [0.25, 0.75]
 */
export function softmax<T extends Tensor>(x: T, axis = -1): T {
  // TODO: weights that sum to 1 along the axis. The lesson is in README.md beside this file.
  throw new Error('Not implemented: softmax (exercise 01)');
}
