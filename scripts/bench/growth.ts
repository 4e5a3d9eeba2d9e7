/** How fast time and memory grow with T: the power of T that they follow where T is largest. */
import type { Timing } from './measure';
import type { Row } from './report';

/** Sizes that the power is read off: below them a pass is mostly what does not grow. */
const LAST = 3;
/** Megabytes below which memory is that of the process and not of the pass. */
const NOISE = 4;

/** The slope of the straight line nearest to points on two logarithmic axes (least squares). */
export function slopeOf(points: readonly (readonly [T: number, value: number])[]): number {
  const logs = points.map(([T, value]) => [Math.log(T), Math.log(value)] as const);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [x, y] = [mean(logs.map(([T]) => T)), mean(logs.map(([, value]) => value))];
  const along = logs.reduce((sum, [T, value]) => sum + (T - x) * (value - y), 0);
  return along / logs.reduce((sum, [T]) => sum + (T - x) ** 2, 0);
}

/** What may grow. */
export type Quantity = 'milliseconds' | 'megabytes';

/** A quantity of a timing that says something; null elsewhere. */
export function amountOf(timing: Timing | undefined, quantity: Quantity): number | null {
  const value = timing?.[quantity] ?? null;
  return value !== null && (quantity === 'milliseconds' || value >= 1) ? value : null;
}

/** The exponent of a row at one dModel: 2 for what grows with T²; null where too little was measured. */
export function exponentOf({ timings }: Row, dModel: number, quantity: Quantity): number | null {
  const points = timings
    .filter((timing) => timing.dModel === dModel)
    .slice(-LAST)
    .flatMap((timing) => {
      const value = amountOf(timing, quantity);
      return value === null ? [] : [[timing.T, value] as const];
    });
  const isClear = quantity === 'milliseconds' || points.every(([, value]) => value >= NOISE);
  return points.length === LAST && isClear ? slopeOf(points) : null;
}

/** `T^1.9`; a dash where nothing is known. */
export const showExponent = (exponent: number | null): string =>
  exponent === null ? '–' : `T^${exponent.toFixed(1).replace('-0.0', '0.0')}`;
