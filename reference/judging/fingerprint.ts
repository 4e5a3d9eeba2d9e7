/**
 * Short fingerprints of what a call gave, by which a wrong answer is recognised without the code that
 * gives it. Numbers are rounded, so that another order of a sum has the same one; a number that lies
 * where rounding turns has the same one on the other of two grids. Of what a call did besides, only
 * that it did so counts: how a part of an argument was changed depends on how the code is written.
 */
import { createHash } from 'node:crypto';
import { differenceOf, EXACT } from './close';
import type { Data } from './data';
import { isMoved } from './expectation';
import type { Plan } from './spec';
import type { Outcome } from './verdict';

/** One on each grid. */
export type Fingerprints = readonly [string, string];

const grids = [0, 0.5] as const;

function largestIn(data: Data): number {
  if (typeof data === 'number') return Number.isFinite(data) ? Math.abs(data) : 0;
  if (typeof data !== 'object' || data === null) return 0;
  const items = Array.isArray(data) ? data : Object.values(data);
  return items.reduce((most: number, item) => Math.max(most, largestIn(item)), 0);
}

/**
 * A power of ten below a thousandth of a number, as it is written: what `**` and `log10` give differs
 * between versions of Node in the last digit.
 */
function stepFor(largest: number): number {
  const [, exponent] = largest.toExponential(5).split('e');
  return largest === 0 ? 1 : Math.max(Number.MIN_VALUE, Number(`1e${Number(exponent) - 3}`));
}

/** On each grid, numbers as whole steps, a thousand to ten thousand of which are the largest. */
function rounded(data: Data): Data[] {
  const step = stepFor(largestIn(data));
  const visit = (item: Data, grid: number): Data => {
    if (typeof item === 'number') {
      if (!Number.isFinite(item)) return String(item);
      const steps = Math.round(item / step + grid);
      return [steps === 0 ? 0 : steps];
    }
    if (Array.isArray(item)) return item.map((each) => visit(each, grid));
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(
      Object.entries(item)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, visit(value, grid)]),
    );
  };
  return grids.map((grid) => [step, visit(data, grid)]);
}

const isOther = (now: Data | undefined, before: Data): boolean =>
  now !== undefined && differenceOf(now, before, EXACT) !== null;

/** Names of an argument's parts that were changed; of an argument without names, whether it was. */
function changedIn(now: Data | undefined, before: Data): Data {
  if (typeof before !== 'object' || before === null || Array.isArray(before)) {
    return isOther(now, before);
  }
  const after = Object(now) as Record<string, Data>;
  return Object.keys(before).filter((key) => isOther(after[key], before[key] as Data));
}

/** What the call did besides answering: changed an argument, an earlier answer, leant on a library. */
function effectsOf({ calls }: Plan, outcomes: readonly Outcome[], call: number): Data {
  const outcome = outcomes[call];
  const { args = [], rereads = -1 } = calls[call] ?? {};
  if (outcome?.kind !== 'returned') return [];
  const { argumentsAfter, earlierAnswer } = outcome;
  const earlier = outcomes[rereads];
  return [
    args.map((arg, i) => 'data' in arg && changedIn(argumentsAfter?.[i], arg.data)),
    earlier?.kind === 'returned' && isOther(earlierAnswer, earlier.value),
    isMoved(outcome),
  ];
}

/** What a call gave, on each grid. */
function plainOf(outcome: Outcome, isRefusal: boolean): Data[] {
  if (outcome.kind === 'threw') return grids.map(() => ['threw', outcome.errorClass]);
  if (outcome.kind === 'none') return grids.map(() => ['none', outcome.reason]);
  // Where there is no answer, what the code makes of it depends on how it is written.
  return isRefusal ? grids.map(() => ['answered']) : rounded(outcome.value);
}

/** Indices of the calls of which an error is demanded. */
export const refusalsOf = ({ tests }: Plan): Set<number> =>
  new Set(
    tests.flatMap(({ expectations }) =>
      expectations.flatMap(({ call, isRefusal }) => (isRefusal ? [call] : [])),
    ),
  );

/** Thirty-six bits. */
const LENGTH = 6;

/** How calls are named whose answers have one fingerprint together: `3,7`. */
export const nameOfCalls = (calls: readonly number[]): string => calls.join();
export const callsNamed = (name: string): number[] => name.split(',').map(Number);

/**
 * Makes fingerprints of what calls of a plan gave, each once.
 * @param salt of the kit: without it they are those of no other kit
 * @returns for the name of a call, or of several together
 */
export function fingerprinter(plan: Plan, outcomes: readonly Outcome[], salt: string) {
  const refusals = refusalsOf(plan);
  const linesOf = (call: number): string[] => {
    const effects = effectsOf(plan, outcomes, call);
    return plainOf(outcomes[call] as Outcome, refusals.has(call)).map((plain) =>
      JSON.stringify([plain, effects]),
    );
  };
  const lines = new Map<number, string[]>();
  const prints = new Map<string, Fingerprints>();
  return (name: string): Fingerprints => {
    const before = prints.get(name);
    if (before) return before;
    const each = callsNamed(name).map((call) => {
      const found = lines.get(call) ?? linesOf(call);
      lines.set(call, found);
      return found;
    });
    const made = grids.map((_, i) =>
      createHash('sha256')
        .update(salt)
        .update(each.map((both) => both[i]).join('\n'))
        .digest('base64url')
        .slice(0, LENGTH),
    ) as unknown as Fingerprints;
    prints.set(name, made);
    return made;
  };
}

export const areAlike = (a: Fingerprints, b: Fingerprints): boolean =>
  a[0] === b[0] || a[1] === b[1];
