/**
 * How a weight becomes a place on the colour bar. All heads share one scale from 0 to 1, which is the
 * honest one; small weights show on the scale of roots, and each map's own pattern where its largest
 * weight is the upper end. The bar says which it is.
 */

export type ScaleName = '0-1' | 'sqrt' | 'head';

export interface Scale {
  /** Beside the bar. */
  label: string;
  /** What is written along the bar, in the bar's own numbers. */
  ticks: readonly number[];
  /** From a number of the bar to its place: 0 is the lower end, 1 the upper one. */
  place(number: number): number;
  /** The weight that is 1 on the bar. */
  top(weights: number[][]): number;
}

/** The largest of all weights, `[T, T]`. */
export const largestOf = (weights: number[][]): number =>
  weights.flat().reduce((most, weight) => Math.max(most, weight), 0);

const WEIGHT = 'attention weight';

const even = [0, 0.25, 0.5, 0.75, 1];

export const scales: Readonly<Record<ScaleName, Scale>> = {
  '0-1': { label: WEIGHT, ticks: even, place: (weight) => weight, top: () => 1 },
  sqrt: {
    label: `${WEIGHT}, √ scale`,
    ticks: [0, 0.02, 0.1, 0.25, 0.5, 1],
    place: (weight) => Math.sqrt(Math.max(0, weight)),
    top: () => 1,
  },
  head: {
    label: "share of each map's largest weight",
    ticks: even,
    place: (share) => share,
    // A map without any weight has no largest one.
    top: (weights) => largestOf(weights) || 1,
  },
};

export const scaleNames = Object.keys(scales) as readonly ScaleName[];

/**
 * A scale by its name.
 * @param what the colours stand for, where it is no weight
 */
export function scaleOf(name: ScaleName = '0-1', what = WEIGHT): Scale {
  const { label, ...scale } = scales[name];
  return { ...scale, label: label.replace(WEIGHT, what) };
}
