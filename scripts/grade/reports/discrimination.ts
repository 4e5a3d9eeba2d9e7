/**
 * How well a test tells the strong from the weak: the correlation of passing it with the points of
 * all other tests (the item-rest correlation, Pearson's r). Sums alone, so that a class of any size
 * is gone through once.
 */

export interface Sums {
  count: number;
  passed: number;
  /** Of the points that each person has in all other tests. */
  rest: number;
  restSquared: number;
  restOfPassed: number;
}

export const noSums = (): Sums => ({
  count: 0,
  passed: 0,
  rest: 0,
  restSquared: 0,
  restOfPassed: 0,
});

/** @param rest points of the person in all other tests */
export function addTo(sums: Sums, hasPassed: boolean, rest: number): void {
  sums.count += 1;
  sums.rest += rest;
  sums.restSquared += rest * rest;
  if (!hasPassed) return;
  sums.passed += 1;
  sums.restOfPassed += rest;
}

/** From −1 to 1; null where all passed, none did, or all have the same points in the rest. */
export function discriminationOf(sums: Sums): number | null {
  const { count, passed, rest, restSquared, restOfPassed } = sums;
  const spread = (count * passed - passed * passed) * (count * restSquared - rest * rest);
  return spread > 0 ? (count * restOfPassed - passed * rest) / Math.sqrt(spread) : null;
}
