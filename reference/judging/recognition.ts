/**
 * Names what a learner got wrong: a failing call that gave what a misconception gives is named after
 * it. What the misconceptions give is known by fingerprints, made beforehand for one plan, so nothing
 * of the bank has to run, or to be there. Explains a failure that was found without it; never makes one.
 */
import { createHash } from 'node:crypto';
import { areAlike, callsNamed, type Fingerprints, fingerprinter, refusalsOf } from './fingerprint';
import { judgeCalls, type Plan } from './spec';
import type { Outcome, TestResult } from './verdict';

/** What is known of one misconception under a plan. */
export interface Known {
  id: string;
  /** What the code does instead, for the learner. */
  says: string;
  /** A question that leads out. */
  asks?: string;
  /** A call, or several together (`3,7`) → what it gives there; calls at which it is right are left out. */
  gives: Record<string, Fingerprints>;
}

/** All that is known under a plan. */
export interface Recognition {
  /** In what no student may see. */
  mark?: string;
  /** What it was made from, as a hash; in what no student may see. */
  bank?: string;
  /** What the plan asks, as a hash: for any other nothing is known. */
  plan: string;
  salt: string;
  misconceptions: Known[];
}

/** Engines differ in the last digits of inputs that they made; no plain fraction lies where this turns. */
const roughly = (_: string, item: unknown): unknown =>
  typeof item === 'number' ? Math.floor(item * 64 + 0.3) : item;

/** A hash of all that a plan asks, the same on every engine. */
export const hashOfPlan = ({ slug, seed, calls, tests }: Plan): string =>
  createHash('sha256')
    .update(JSON.stringify([slug, seed, calls, tests.map(({ title }) => title)], roughly))
    .digest('base64url')
    .slice(0, 16);

/** What explains a wrong answer. */
export interface Recognised {
  /** The one that explains more than half of it, or the first of several that do so together. */
  cause: Known | null;
  /** For each test the one that explains why it fails. */
  tests: (Known | null)[];
}

/** How a misconception compares with what the learner's code gave, by numbers of calls. */
interface Fit {
  known: Known;
  /** Calls at which both give the same wrong answer. */
  same: Set<number>;
  /** The share of its fingerprints that agree, among those and the calls that are wrong besides. */
  share: number;
}

/** More than this share of right answers where a misconception gives wrong ones speaks against it. */
const CONTRADICTED = 0.1;

/** More than this part of what a misconception gives has to be there, and of what is wrong be explained. */
const HALF = 0.5;

/** So many wrong answers in common are no chance, whatever else is wrong besides. */
const MANY = 5;

/** What is known of what the learner's code did. */
interface Seen {
  /** The fingerprints of what calls gave, by the calls' name. */
  gave(calls: string): Fingerprints;
  /** Of which something is demanded, each with whether it is met. */
  met: Map<number, boolean>;
  refusals: Set<number>;
  /** Of the calls that a misconception is told of by themselves those that are wrong. */
  wrong: number[];
}

function see(recognition: Recognition, plan: Plan, outcomes: readonly Outcome[]): Seen {
  const { salt, misconceptions } = recognition;
  const met = judgeCalls(plan, outcomes);
  // Of a call that is told only among others a misconception may give what is not told of it.
  const told = misconceptions
    .flatMap(({ gives }) => Object.keys(gives).map(callsNamed))
    .flatMap((calls) => (calls.length === 1 ? calls : []));
  const wrong = [...new Set(told)].filter((call) => met.get(call) === false);
  const gave = fingerprinter(plan, outcomes, salt);
  return { gave, met, refusals: refusalsOf(plan), wrong };
}

/** @returns none where too little agrees, or what is right speaks against it */
function fitOf(known: Known, { gave, met, refusals, wrong }: Seen): Fit[] {
  const given = Object.entries(known.gives).map(([name, print]) => ({
    calls: callsNamed(name),
    isAlike: areAlike(print, gave(name)),
  }));
  const alike = given.filter(({ isAlike }) => isAlike);
  // One number in several calls is enough for another fingerprint of them all, and says little.
  const telling = given.filter(({ calls, isAlike }) => isAlike || calls.length === 1);
  const against = telling.filter(
    ({ calls: [call = -1], isAlike }) => !isAlike && met.get(call) === true,
  );
  const isSeen = alike.length > HALF * telling.length || alike.length >= MANY;
  if (!isSeen || against.length > CONTRADICTED * telling.length) return [];
  const calls = new Set(given.flatMap((each) => each.calls));
  const same = new Set(alike.flatMap((each) => each.calls));
  // That nothing is refused besides has a cause of its own.
  const checks = [...calls].some((call) => refusals.has(call));
  const besides = wrong.filter((call) => !calls.has(call) && (checks || !refusals.has(call)));
  return [{ known, same, share: alike.length / (telling.length + besides.length) }];
}

/**
 * Names what is behind a wrong answer: misconceptions that give what the learner's code gave, and
 * that the learner's right answers do not contradict.
 * @param outcomes of the plan's calls
 * @param results of the plan's tests, by the same outcomes
 */
export function recognise(
  recognition: Recognition,
  plan: Plan,
  outcomes: readonly Outcome[],
  results: readonly TestResult[],
): Recognised {
  const nothing = { cause: null, tests: results.map(() => null) };
  if (recognition.plan !== hashOfPlan(plan)) return nothing;
  const seen = see(recognition, plan, outcomes);
  const fits = recognition.misconceptions
    .flatMap((known) => fitOf(known, seen))
    .sort((a, b) => b.share - a.share || b.same.size - a.same.size);
  const nameOf = ({ verdict, finding }: TestResult): Known | null => {
    const call = finding ? plan.calls.indexOf(finding.call) : -1;
    // Where code breaks off there is no wrong answer, unless an error of another kind is demanded.
    if (verdict !== 'fail' && !seen.refusals.has(call)) return null;
    return fits.find(({ same }) => same.has(call))?.known ?? null;
  };
  const [best] = fits;
  const asked = seen.wrong.filter((call) => !seen.refusals.has(call));
  const explained = asked.filter((call) => fits.some(({ same }) => same.has(call)));
  const isAlone = best !== undefined && best.share > HALF;
  // What explains a little of an answer that is wrong for another reason explains it by chance.
  if (!isAlone && explained.length <= HALF * asked.length) return nothing;
  const tests = results.map(nameOf);
  // Of several together the one behind the first test, because the simple cases come first.
  const cause = isAlone ? best.known : (tests.find((known) => known !== null) ?? null);
  return { cause, tests };
}
