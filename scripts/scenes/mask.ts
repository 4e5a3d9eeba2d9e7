/** Masks that a person may choose: `[T, T]`, true where a query may attend. */

/** Every position sees itself and what came before it. */
export const causal = (T: number): boolean[][] =>
  Array.from({ length: T }, (_, i) => Array.from({ length: T }, (_, j) => j <= i));
