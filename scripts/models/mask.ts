/** Masks as exercise 04 takes them: `[T, T]`, true where a query may attend. */

export type Mask = boolean[][];

/** Every position sees itself and what came before it. */
export const causal = (T: number): Mask =>
  Array.from({ length: T }, (_, i) => Array.from({ length: T }, (_, j) => j <= i));

/** What both masks leave to be seen, as the options of a call; none where there is no mask. */
export function masking(one?: Mask, other?: Mask): { mask?: Mask } {
  const both =
    one && other
      ? one.map((row, i) => row.map((sees, j) => sees && other[i]?.[j] === true))
      : (one ?? other);
  return both ? { mask: both } : {};
}
