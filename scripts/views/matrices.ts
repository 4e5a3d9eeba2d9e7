/** What several views compute of matrices. */

type Matrix = number[][];

/** `Σᵢ uᵢ · vᵢ` */
export function dot(u: number[], v: number[]): number {
  let sum = 0;
  for (const [i, value] of u.entries()) sum += value * (v[i] ?? 0);
  return sum;
}

/** `[rows, columns]` → `[columns, rows]` */
export const transposed = (x: Matrix): Matrix =>
  (x[0] ?? []).map((_, j) => x.map((row) => row[j] ?? 0));
