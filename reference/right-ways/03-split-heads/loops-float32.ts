/** Index loops over Float32Array rows: nothing is copied but numbers. */
//! kata-hidden-3d5e49ea1efe: never handed to students.
// Worth noticing: Column c belongs to head ⌊c / dK⌋ at place c mod dK; this is the whole formula,
// and no row is ever cut.
const badWidth = (rows: ArrayLike<number>[], width: number): boolean =>
  rows.some((row) => row.length !== width);

export function splitHeads(x: number[][], nHeads: number): Float32Array[][] {
  const dModel = x[0]?.length ?? 0;
  if (badWidth(x, dModel)) throw new RangeError('splitHeads: ragged rows');
  const isWhole = nHeads >= 1 && nHeads % 1 === 0;
  if (!isWhole || dModel % nHeads !== 0) throw new RangeError(`splitHeads: ${nHeads} heads`);
  const dK = dModel / nHeads;
  const heads: Float32Array[][] = [];
  for (let h = 0; h < nHeads; h += 1) heads.push(x.map(() => new Float32Array(dK)));
  x.forEach((row, t) => {
    row.forEach((value, column) => {
      const head = heads[Math.floor(column / dK)] as Float32Array[];
      (head[t] as Float32Array)[column % dK] = value;
    });
  });
  return heads;
}

export function mergeHeads(heads: ArrayLike<number>[][]): Float32Array[] {
  const first = heads[0] ?? [];
  const dK = first[0]?.length ?? 0;
  if (heads.some((head) => head.length !== first.length || badWidth(head, dK))) {
    throw new RangeError('mergeHeads: heads of different shapes');
  }
  return first.map((_, t) => {
    const row = new Float32Array(heads.length * dK);
    heads.forEach((head, h) => {
      row.set(head[t] as ArrayLike<number>, h * dK);
    });
    return row;
  });
}
