/** What several views compute of matrices. */

type Matrix = number[][];

export const dot = (u: number[], v: number[]): number =>
  u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);

/** `[rows, columns]` → `[columns, rows]` */
export const transposed = (x: Matrix): Matrix =>
  (x[0] ?? []).map((_, j) => x.map((row) => row[j] ?? 0));
