/**
 * Exercise 02: cosine similarity, the dot product with lengths taken out: which way two vectors
 * point, and nothing else.
 */
//! kata-hidden-494ff8d52787: never handed to students.

function widthOf(name: string, rows: number[][]): number {
  const width = rows[0]?.length ?? 0;
  const odd = rows.find((row) => row.length !== width);
  if (odd) {
    throw new RangeError(
      `cosineSim: expected rows of ${name} with ${width} entries each, got one with ${odd.length}`,
    );
  }
  return width;
}

const dot = (u: number[], v: number[]): number =>
  u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);

/** The vector made one long, but for `eps`, which keeps a zero vector zero. */
function normalise(vector: number[], eps: number): number[] {
  const norm = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / (norm + eps));
}

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
  const [widthA, widthB] = [widthOf('a', a), widthOf('b', b)];
  if (widthA !== widthB) {
    throw new RangeError(
      `cosineSim: expected rows of one width, got [${a.length}, ${widthA}] and [${b.length}, ${widthB}]`,
    );
  }
  const unitA = a.map((row) => normalise(row, eps));
  const unitB = b.map((row) => normalise(row, eps));
  return unitA.map((u) => unitB.map((v) => dot(u, v)));
}
