/**
 * Exercise 03: cutting a matrix into heads and putting it together again. No number is computed:
 * each is only found in another place.
 */

/**
 * Cuts the columns into `nHeads` equal blocks; every head keeps all positions.
 *
 *     splitHeads(x)[h][t][j] = x[t][h·dK + j],  dK = dModel / nHeads
 *
 * @param x `[T, dModel]`
 * @param nHeads how many heads; must divide `dModel`
 * @returns `[nHeads, T, dK]`
 * @throws RangeError when rows differ in length or `nHeads` does not divide `dModel`
 * @see Vaswani et al. 2017, section 3.2.2
 * @example splitHeads([[1, 2, 3, 4]], 2) // [[[1, 2]], [[3, 4]]]
 */
export function splitHeads(x: number[][], nHeads: number): number[][][] {
  // TODO: give each head its own columns of every row.
  throw new Error('Not implemented: splitHeads (exercise 03)');
}

/**
 * Puts the heads of each position side by side again: the inverse of `splitHeads`.
 *
 *     mergeHeads(heads)[t] = concat(heads[0][t], heads[1][t], …)
 *
 * @param heads `[nHeads, T, dK]`
 * @returns `[T, nHeads · dK]`
 * @throws RangeError when heads differ in shape
 * @example mergeHeads([[[1, 2]], [[3, 4]]]) // [[1, 2, 3, 4]]
 */
export function mergeHeads(heads: number[][][]): number[][] {
  // TODO: put the heads of each position side by side again.
  throw new Error('Not implemented: mergeHeads (exercise 03)');
}
