/**
 * Exercise 02: cosine similarity, the dot product with lengths taken out: which way two vectors
 * point, and nothing else.
 */

/**
 * Cosine similarity of every row of `a` with every row of `b`.
 *
 *     cosineSim(a, b)ᵢⱼ = aᵢ / (‖aᵢ‖ + eps) · bⱼ / (‖bⱼ‖ + eps)
 *
 * @param a `[n, d]`
 * @param b `[m, d]`
 * @param eps added to each norm before the division, so that a zero row gives zeros
 * @returns `[n, m]`, each entry between −1 and 1
 * @throws RangeError when rows differ in length, within a matrix or between the two
 * @example cosineSim([[3, 4]], [[3, 4], [-4, 3]]) // [[1, 0]]
 */
export function cosineSim(a: number[][], b: number[][], eps = 1e-9): number[][] {
  // TODO: compare every row of a with every row of b, their lengths taken out.
  throw new Error('Not implemented: cosineSim (exercise 02)');
}
