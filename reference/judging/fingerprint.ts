/**
 * Short fingerprints of what a call gave, by which a wrong answer is recognised without the code that
 * gives it. Numbers are rounded, so that another order of a sum has the same one; a number that lies
 * where rounding turns has the same one on the other of two grids.
 */
import { createHash } from 'node:crypto';
import type { Data } from './data';
import type { Outcome } from './verdict';

/** One on each grid. */
export type Fingerprints = readonly [string, string];

const grids = [0, 0.5] as const;

function largestIn(data: Data): number {
  if (typeof data === 'number') return Number.isFinite(data) ? Math.abs(data) : 0;
  if (typeof data !== 'object' || data === null) return 0;
  return Object.values(data).reduce((most: number, item) => Math.max(most, largestIn(item)), 0);
}

/** Numbers as whole steps of a ten-thousandth of the largest; steps go by powers of ten. */
function rounded(data: Data, grid: number): Data {
  const largest = largestIn(data);
  const step = largest === 0 ? 1 : 10 ** (Math.ceil(Math.log10(largest)) - 4);
  const visit = (item: Data): Data => {
    if (typeof item === 'number') {
      if (!Number.isFinite(item)) return String(item);
      const steps = Math.round(item / step + grid);
      return [steps === 0 ? 0 : steps];
    }
    if (Array.isArray(item)) return item.map(visit);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(
      Object.entries(item)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, visit(value)]),
    );
  };
  return [step, visit(data)];
}

function plainOf(outcome: Outcome, grid: number): Data {
  if (outcome.kind === 'threw') return ['threw', outcome.errorClass];
  if (outcome.kind === 'none') return ['none', outcome.reason];
  const { value, argumentsAfter = null, earlierAnswer = null, moved = null } = outcome;
  return [value, argumentsAfter, earlierAnswer, moved].map((part) => rounded(part, grid));
}

/** Thirty-six bits. */
const LENGTH = 6;

/**
 * The fingerprints of one call's outcome.
 * @param salt of the kit: without it they are those of no other kit
 */
export const fingerprintsOf = (outcome: Outcome, salt: string): Fingerprints =>
  grids.map((grid) =>
    createHash('sha256')
      .update(salt)
      .update(JSON.stringify(plainOf(outcome, grid)))
      .digest('base64url')
      .slice(0, LENGTH),
  ) as unknown as Fingerprints;

export const areAlike = (a: Fingerprints, b: Fingerprints): boolean =>
  a[0] === b[0] || a[1] === b[1];
