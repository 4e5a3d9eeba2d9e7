/** The dot product first, both norms divided out afterwards; summed from the last column on. */
//! kata-hidden-98c4a9d8fedd: never handed to students.
// Worth noticing: The norms are divided out after the dot product, so nothing is copied; the price
// is that each norm is computed again for every pair.
export function cosineSim(a: number[][], b: number[][], eps?: number): number[][] {
  const widths = new Set([...a, ...b].map((row) => row.length));
  if (widths.size > 1) throw new RangeError(`cosineSim: widths ${[...widths]}`);
  const length = (row: number[]): number => Math.hypot(...row) + (eps ?? 1e-9);
  return a.map((u) =>
    b.map(
      (v) => u.reduceRight((sum, value, i) => sum + value * (v[i] ?? 0), 0) / length(u) / length(v),
    ),
  );
}
