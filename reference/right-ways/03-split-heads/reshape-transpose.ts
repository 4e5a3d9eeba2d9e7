/** The way of the libraries: reshape to [T, nHeads, dK], then exchange the first two axes. */
//! kata-hidden-32c2b33f197d: never handed to students.
// Worth noticing: Splitting is cutting each row into chunks and exchanging two axes, and merging is
// the same exchange followed by gluing; that is the reshape and transpose of the libraries.
const isRagged = (rows: unknown[][]): boolean => new Set(rows.map(({ length }) => length)).size > 1;

const exchange = <T>(x: T[][]): T[][] => (x[0] ?? []).map((_, j) => x.map((row) => row[j] as T));

export async function splitHeads(x: number[][], nHeads: number): Promise<number[][][]> {
  const dK = (x[0]?.length ?? 0) / nHeads;
  if (isRagged(x) || ![nHeads, dK].every(Number.isInteger) || dK <= 0) {
    throw new RangeError(`splitHeads: ${nHeads} heads do not fit`);
  }
  const chunks = (row: number[]): number[][] =>
    row.length > 0 ? [row.slice(0, dK), ...chunks(row.slice(dK))] : [];
  return exchange(x.map(chunks));
}

export async function mergeHeads(heads: number[][][]): Promise<number[][]> {
  if (isRagged(heads) || isRagged(heads.flat())) throw new RangeError('mergeHeads: shapes differ');
  return exchange(heads).map((position) => position.flat());
}
