/** Makes fingerprints of what planted wrong answers give, for `recognition.process.test.ts`. */
import { createHash } from 'node:crypto';
import { mismatch, type Tolerance } from '../../judging/close';
import type { Data } from '../../judging/data';
import { areAlike, type Fingerprints, fingerprintsOf } from '../../judging/fingerprint';
import type { Misconception } from '../../judging/misconceptions';
import { hashOfPlan, type Known, type Recognition } from '../../judging/recognition';
import { judge, type Plan } from '../../judging/spec';
import type { Outcome } from '../../judging/verdict';

export interface Planted {
  wrong: Misconception;
  outcomes: Outcome[];
}

function numbersIn(data: Data): number[] {
  if (typeof data === 'number') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap(numbersIn);
}

const MANY = 4;

/** By so much of the largest number, many steps of what a fingerprint rounds to, answers differ. */
const CLEARLY: Tolerance = { atol: 5e-3, rtol: 0 };

const partsOf = (outcome: Outcome): Data[] =>
  outcome.kind === 'returned'
    ? [outcome.value, outcome.argumentsAfter ?? null, outcome.earlierAnswer ?? null]
    : [];

/** Whether two outcomes differ by more than what rounding and float32 make of one. */
function areApart(a: Outcome, b: Outcome): boolean {
  if (a.kind !== 'returned' || b.kind !== 'returned') return true;
  const others = partsOf(b);
  return partsOf(a).some((part, i) => mismatch(part, others[i] ?? null, CLEARLY) !== null);
}

/**
 * Whether students may hold a fingerprint of a wrong answer. Of what has few possibilities (indices,
 * pieces, refusals, shapes) the wrong ones would tell the right one.
 */
export function handed(outcome: Outcome): boolean {
  if (outcome.kind !== 'returned') return false;
  const fractions = numbersIn(outcome.value).filter(
    (value) => Number.isFinite(value) && !Number.isInteger(value * 2),
  );
  return new Set(fractions).size >= MANY;
}

/**
 * What is known of a bank under a plan.
 * @param ways what right ways give, the solution first: what one of them gives names nothing
 */
export function knownUnder(
  plan: Plan,
  ways: readonly (readonly Outcome[])[],
  bank: readonly Planted[],
  isTold: (outcome: Outcome) => boolean,
): Recognition {
  const salt = createHash('sha256')
    .update(`attention-kata ${plan.slug}`)
    .digest('hex')
    .slice(0, 16);
  const hash = hashOfPlan(plan);
  const rightPrints = ways.map((way) => way.map((outcome) => fingerprintsOf(outcome, salt)));
  const isRightAt = (call: number, outcome: Outcome, print: Fingerprints): boolean =>
    ways.some((way) => !areApart(outcome, way[call] as Outcome)) ||
    rightPrints.some((way) => areAlike(print, way[call] as Fingerprints));
  const misconceptions = bank.flatMap(({ wrong, outcomes }): Known[] => {
    const { id, says } = wrong;
    const fails = judge(plan, outcomes).flatMap(({ verdict }, i) =>
      verdict === 'fail' ? [i] : [],
    );
    const gives: Known['gives'] = {};
    for (const [call, outcome] of outcomes.entries()) {
      const print = fingerprintsOf(outcome, salt);
      if (outcome.kind === 'none' || isRightAt(call, outcome, print)) continue;
      if (isTold(outcome) && isTold(ways[0]?.[call] as Outcome)) gives[call] = print;
    }
    return fails.length > 0 && Object.keys(gives).length > 0 ? [{ id, says, fails, gives }] : [];
  });
  return { plan: hash, salt, misconceptions };
}
