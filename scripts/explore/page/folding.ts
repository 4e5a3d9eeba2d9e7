/** The keys of a row in the order of their weights, and which of them are told in one line. Knows no document. */

/** A weight below this changes no sum that can be seen. */
const LIGHT = 0.01;
/** Keys that have a line of their own in any case. */
const FEWEST = 3;

export interface Folded {
  /** Positions of all keys, the heaviest first, in reading order where they tie. */
  order: number[];
  /** How many of them have a line of their own while the others are folded. */
  shown: number;
}

/** @param weights `[T]`; where one is negative by mistake, its size counts */
export function foldKeys(weights: number[]): Folded {
  const size = (j: number): number => Math.abs(weights[j] ?? 0);
  const order = weights.map((_, j) => j).sort((a, b) => size(b) - size(a));
  const heavy = Math.max(FEWEST, order.filter((j) => size(j) >= LIGHT).length);
  // One key alone takes no more room than the line that would stand for it.
  return { order, shown: order.length - heavy > 1 ? heavy : order.length };
}

/** After how many keys a sum can be looked at: after each line. */
export const stopsOf = ({ order, shown }: Folded, isFolded: boolean): number[] => {
  const lines = isFolded ? shown : order.length;
  const stops = Array.from({ length: lines + 1 }, (_, i) => i);
  return lines < order.length ? [...stops, order.length] : stops;
};
