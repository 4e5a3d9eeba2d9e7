/** Makes fingerprints of what planted wrong answers give, for `recognition.process.test.ts`. */
import { createHash } from 'node:crypto';
import { mismatch, type Tolerance } from '../../judging/close';
import type { Data } from '../../judging/data';
import { isMoved } from '../../judging/expectation';
import { areAlike, type Fingerprints, fingerprintsOf, refusalsOf } from '../../judging/fingerprint';
import type { Misconception } from '../../judging/misconceptions';
import { hashOfPlan, type Known, type Recognition } from '../../judging/recognition';
import type { Plan } from '../../judging/spec';
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

/** Both ways round, because a comparison does not look at further keys. */
const isOff = (a: Data | undefined, b: Data | undefined): boolean =>
  mismatch(a ?? null, b ?? null, CLEARLY) !== null ||
  mismatch(b ?? null, a ?? null, CLEARLY) !== null;

/** Whether two outcomes differ by more than what rounding and float32 make of one. */
const areApart = (a: Outcome, b: Outcome): boolean =>
  a.kind !== 'returned' ||
  b.kind !== 'returned' ||
  isOff(a.value, b.value) ||
  isOff(a.argumentsAfter, b.argumentsAfter) ||
  isOff(a.earlierAnswer, b.earlierAnswer) ||
  isMoved(a) !== isMoved(b);

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
  const refusals = refusalsOf(plan);
  const rightPrints = ways.map((way) => fingerprintsOf(plan, way, salt));
  const isRightAt = (call: number, outcome: Outcome, print: Fingerprints): boolean =>
    ways.some((way) => !areApart(outcome, way[call] as Outcome)) ||
    rightPrints.some((way) => areAlike(print, way[call] as Fingerprints));
  const misconceptions = bank.flatMap(({ wrong, outcomes }): Known[] => {
    const { id, says, asks } = wrong;
    const prints = fingerprintsOf(plan, outcomes, salt);
    const gives: Known['gives'] = {};
    for (const [call, outcome] of outcomes.entries()) {
      const print = prints[call] as Fingerprints;
      // That code breaks off says little of why, unless it is asked to.
      if (outcome.kind !== 'returned' && !refusals.has(call)) continue;
      if (outcome.kind === 'none' || isRightAt(call, outcome, print)) continue;
      if (isTold(outcome) && isTold(ways[0]?.[call] as Outcome)) gives[call] = print;
    }
    if (Object.keys(gives).length === 0) return [];
    return [{ id, says, ...(asks && { asks }), gives }];
  });
  return { plan: hash, salt, misconceptions };
}

/** Whether two misconceptions give the same wherever either is wrong. */
const areTwins = ({ gives: a }: Known, { gives: b }: Known): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)].map(Number))].every((call) => {
    const [one, other] = [a[call], b[call]];
    return one !== undefined && other !== undefined && areAlike(one, other);
  });

/**
 * What a plan that asks less may name: without those that it cannot tell apart, where one that asks
 * more can.
 */
export function withoutGuesses(less: Recognition, more: Recognition): Recognition {
  const fully = (known: Known): Known | undefined =>
    more.misconceptions.find(({ id }) => id === known.id);
  const isGuess = (known: Known): boolean =>
    less.misconceptions.some((other) => {
      if (other === known || !areTwins(known, other)) return false;
      const [one, two] = [fully(known), fully(other)];
      return !one || !two || !areTwins(one, two);
    });
  return { ...less, misconceptions: less.misconceptions.filter((known) => !isGuess(known)) };
}
