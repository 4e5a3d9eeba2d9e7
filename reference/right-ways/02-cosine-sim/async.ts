/** Async, and built column by column. */
//! kata-hidden-33a33b6206ef: never handed to students.
type Matrix = number[][];

const dot = (u: number[], v: number[]): number => {
  let sum = 0;
  u.forEach((value, i) => {
    sum += value * (v[i] as number);
  });
  return sum;
};

export const cosineSim = async (a: Matrix, b: Matrix, eps = 1e-9): Promise<Matrix> => {
  const d = a[0]?.length ?? 0;
  if (!a.concat(b).every(({ length }) => length === d)) throw new RangeError('cosineSim: widths');
  const norms = (rows: Matrix): number[] => rows.map((row) => dot(row, row) ** 0.5 + eps);
  const [normsA, normsB] = await Promise.all([norms(a), norms(b)]);
  const similarity: Matrix = a.map(() => []);
  for (const [j, v] of b.entries()) {
    for (const [i, u] of a.entries()) {
      similarity[i]?.push(dot(u, v) / ((normsA[i] as number) * (normsB[j] as number)));
    }
  }
  return similarity;
};
