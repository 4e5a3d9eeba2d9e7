/** Makes fingerprints of what planted wrong answers give, for `recognition.process.test.ts`. */
import { createHash } from 'node:crypto';
import { differenceOf, type Tolerance } from '../../judging/close';
import type { Data } from '../../judging/data';
import { isMoved } from '../../judging/expectation';
import {
  areAlike,
  type Fingerprints,
  fingerprinter,
  nameOfCalls,
  refusalsOf,
} from '../../judging/fingerprint';
import type { Misconception } from '../../judging/misconceptions';
import { hashOfPlan, type Known, type Recognition } from '../../judging/recognition';
import type { Plan } from '../../judging/spec';
import type { Outcome } from '../../judging/verdict';

export interface Planted {
  wrong: Misconception;
  outcomes: Outcome[];
}

const leavesIn = (data: Data): unknown[] =>
  typeof data === 'object' && data !== null ? Object.values(data).flatMap(leavesIn) : [data];

/** By so much of the largest number, many steps of what a fingerprint rounds to, answers differ. */
const CLEARLY: Tolerance = { atol: 5e-3, rtol: 0 };

const isOff = (a: Data = null, b: Data = null): boolean => differenceOf(a, b, CLEARLY) !== null;

/** Whether two outcomes differ by more than what rounding and float32 make of one. */
const areApart = (a: Outcome, b: Outcome): boolean =>
  a.kind !== 'returned' ||
  b.kind !== 'returned' ||
  isOff(a.value, b.value) ||
  isOff(a.argumentsAfter, b.argumentsAfter) ||
  isOff(a.earlierAnswer, b.earlierAnswer) ||
  isMoved(a) !== isMoved(b);

/** Bits of a number as a fingerprint rounds it. */
const FRACTION = 12;

/** More than can be tried out. */
const ENOUGH = 48;

/**
 * Whether students may hold a fingerprint of what a wrong answer gives. Of what has few possibilities
 * (a refusal, an index, a few pieces, one number) all could be tried: the wrong ones would be seen,
 * and tell the right one. Many of them together have as many possibilities as a matrix.
 */
export function handed(wrong: readonly Outcome[], right: readonly Outcome[]): boolean {
  if ([...wrong, ...right].some(({ kind }) => kind !== 'returned')) return false;
  const leaves = wrong.flatMap((each) => (each.kind === 'returned' ? leavesIn(each.value) : []));
  const counts = new Map<unknown, number>();
  for (const leaf of leaves) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  const isFraction = (leaf: unknown): boolean =>
    Number.isFinite(leaf) && !Number.isInteger((leaf as number) * 2);
  // What it takes to tell which of the different ones stands where, and what the fractions are.
  const order = leaves.map((leaf) => Math.log2(leaves.length / (counts.get(leaf) ?? 1)));
  const fractions = [...counts.keys()].filter(isFraction).length * FRACTION;
  return order.reduce((sum, bits) => sum + bits, fractions) >= ENOUGH;
}

/** Whether fingerprints of wrong outcomes together may be kept, where these would be the right ones. */
type IsTold = (wrong: readonly Outcome[], right: readonly Outcome[]) => boolean;

const of = (outcomes: readonly Outcome[], calls: readonly number[]): Outcome[] =>
  calls.map((call) => outcomes[call] as Outcome);

/**
 * Calls each by itself where that may be told, and what is left of a function's together, apart from
 * those that have to be refused: a learner is told of each of these what it should have been.
 */
function toldCalls(plan: Plan, wrong: readonly number[], isTold: (calls: number[]) => boolean) {
  const refusals = refusalsOf(plan);
  const alone = wrong.filter((call) => isTold([call]));
  const rest = wrong.filter((call) => !alone.includes(call) && !refusals.has(call));
  const functions = [...new Set(rest.map((call) => plan.calls[call]?.name))];
  const together = functions.map((name) => rest.filter((call) => plan.calls[call]?.name === name));
  return [...alone.map((call) => [call]), ...together.filter(isTold)];
}

/** For each call what right ways give, once where they give the same. */
function rightOutcomes(plan: Plan, ways: readonly (readonly Outcome[])[], salt: string) {
  const prints = ways.map((way) => fingerprinter(plan, way, salt));
  return plan.calls.map((_, call) => {
    const found: { right: Outcome; print: Fingerprints }[] = [];
    for (const [i, way] of ways.entries()) {
      const print = prints[i]?.(`${call}`) as Fingerprints;
      if (found.some((other) => areAlike(other.print, print))) continue;
      found.push({ right: way[call] as Outcome, print });
    }
    return found;
  });
}

/**
 * What is known of a bank under a plan.
 * @param ways what right ways give, the solution first: what one of them gives names nothing
 */
export function knownUnder(
  plan: Plan,
  ways: readonly (readonly Outcome[])[],
  bank: readonly Planted[],
  isTold: IsTold,
): Recognition {
  const salt = createHash('sha256')
    .update(`attention-kata ${plan.slug}`)
    .digest('hex')
    .slice(0, 16);
  const refusals = refusalsOf(plan);
  const rights = rightOutcomes(plan, ways, salt);
  const misconceptions = bank.flatMap(({ wrong: { id, says, asks }, outcomes }): Known[] => {
    const printOf = fingerprinter(plan, outcomes, salt);
    const isRightAt = (call: number, outcome: Outcome): boolean => {
      const own = printOf(`${call}`);
      return (rights[call] ?? []).some(
        ({ print, right }) => areAlike(own, print) || !areApart(outcome, right),
      );
    };
    const wrong = [...outcomes.entries()].flatMap(([call, outcome]) => {
      // That code breaks off says little of why, unless it is asked to.
      const isAnswer =
        outcome.kind === 'returned' || (outcome.kind === 'threw' && refusals.has(call));
      return isAnswer && !isRightAt(call, outcome) ? [call] : [];
    });
    const told = toldCalls(plan, wrong, (calls) =>
      isTold(of(outcomes, calls), of(ways[0] ?? [], calls)),
    );
    const names = told.map(nameOfCalls);
    const gives = Object.fromEntries(names.map((name) => [name, printOf(name)]));
    return told.length === 0 ? [] : [{ id, says, ...(asks && { asks }), gives }];
  });
  return { plan: hashOfPlan(plan), salt, misconceptions };
}

/** Whether two misconceptions give the same wherever either is wrong. */
const areTwins = ({ gives: a }: Known, { gives: b }: Known): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((calls) => {
    const [one, other] = [a[calls], b[calls]];
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
