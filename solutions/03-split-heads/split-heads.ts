/**
 * Exercise 03: cutting a matrix into heads and putting it together again. No number is computed:
 * each is only found in another place.
 */
//! kata-hidden-004a648725d0: never handed to students.

function widthOf(who: string, rows: number[][]): number {
  const width = rows[0]?.length ?? 0;
  const odd = rows.find((row) => row.length !== width);
  if (odd) {
    throw new RangeError(`${who}: expected rows of ${width} entries, got one of ${odd.length}`);
  }
  return width;
}

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
  const dModel = widthOf('splitHeads', x);
  if (!Number.isInteger(nHeads) || nHeads < 1 || dModel % nHeads !== 0) {
    throw new RangeError(
      `splitHeads: expected nHeads that divides dModel, got ${nHeads} for shape [${x.length}, ${dModel}]`,
    );
  }
  const dK = dModel / nHeads;
  return Array.from({ length: nHeads }, (_, h) => x.map((row) => row.slice(h * dK, (h + 1) * dK)));
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
  const [first = []] = heads;
  const width = widthOf('mergeHeads', first);
  for (const [h, head] of heads.entries()) {
    const [T, dK] = [head.length, widthOf('mergeHeads', head)];
    if (T === first.length && dK === width) continue;
    throw new RangeError(
      `mergeHeads: expected heads of one shape, got [${first.length}, ${width}] and [${T}, ${dK}] for head ${h}`,
    );
  }
  return first.map((_, t) => heads.flatMap((head) => head[t] ?? []));
}
