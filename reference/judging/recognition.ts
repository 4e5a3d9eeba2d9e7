/**
 * Names what a learner got wrong: a failing call that gave what a misconception gives is named after
 * it. What the misconceptions give is known by fingerprints, made beforehand for one plan, so nothing
 * of the bank has to run, or to be there. Explains a failure that was found without it; never makes one.
 */
import { createHash } from 'node:crypto';
import { areAlike, type Fingerprints, fingerprintsOf, refusalsOf } from './fingerprint';
import { judgeCalls, type Plan } from './spec';
import type { Outcome, TestResult } from './verdict';

/** What is known of one misconception under a plan. */
export interface Known {
  id: string;
  /** What the code does instead, for the learner. */
  says: string;
  /** A question that leads out. */
  asks?: string;
  /** Index of a call → what it gives there; calls at which it is right are left out. */
  gives: Record<number, Fingerprints>;
}

/** All that is known under a plan. */
export interface Recognition {
  /** In what no student may see. */
  mark?: string;
  /** What the plan asks, as a hash: for any other nothing is known. */
  plan: string;
  salt: string;
  misconceptions: Known[];
}

/** A hash of all that a plan asks. */
export const hashOfPlan = ({ slug, seed, calls, tests }: Plan): string =>
  createHash('sha256')
    .update(JSON.stringify([slug, seed, calls, tests.map(({ title }) => title)]))
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
  /** The share of those among all calls at which either is wrong. */
  share: number;
}

/** More than this share of right answers where a misconception gives wrong ones speaks against it. */
const CONTRADICTED = 0.1;

/** More than this part of what a misconception gives has to be there, and of what is wrong be explained. */
const HALF = 0.5;

/** So many wrong answers in common are no chance, whatever else is wrong besides. */
const MANY = 5;

/**
 * Names what is behind a wrong answer: misconceptions that give what the learner's code gave, and
 * that the learner's right answers do not contradict.
 * @param outcomes of the plan's calls
 * @param results of the plan's tests, by the same outcomes
 */
export function recognise(
  { plan: hash, salt, misconceptions }: Recognition,
  plan: Plan,
  outcomes: readonly Outcome[],
  results: readonly TestResult[],
): Recognised {
  const nothing = { cause: null, tests: results.map(() => null) };
  if (hash !== hashOfPlan(plan)) return nothing;
  const prints = fingerprintsOf(plan, outcomes, salt);
  const met = judgeCalls(plan, outcomes);
  const refusals = refusalsOf(plan);
  const told = new Set(misconceptions.flatMap(({ gives }) => Object.keys(gives).map(Number)));
  const wrong = [...told].filter((call) => met.get(call) === false);
  const fitOf = (known: Known): Fit[] => {
    const calls = Object.keys(known.gives).map(Number);
    const same = new Set(
      calls.filter((call) =>
        areAlike(known.gives[call] as Fingerprints, prints[call] as Fingerprints),
      ),
    );
    const against = calls.filter((call) => !same.has(call) && met.get(call) === true);
    const isSeen = same.size > HALF * calls.length || same.size >= MANY;
    if (!isSeen || against.length > CONTRADICTED * calls.length) return [];
    // That nothing is refused besides has a cause of its own.
    const checks = calls.some((call) => refusals.has(call));
    const asked = wrong.filter((call) => checks || !refusals.has(call));
    return [{ known, same, share: same.size / new Set([...calls, ...asked]).size }];
  };
  const fits = misconceptions
    .flatMap(fitOf)
    .sort((a, b) => b.share - a.share || b.same.size - a.same.size);
  const nameOf = ({ verdict, finding }: TestResult): Known | null => {
    const call = finding ? plan.calls.indexOf(finding.call) : -1;
    // Where code breaks off there is no wrong answer, unless an error of another kind is demanded.
    if (verdict !== 'fail' && !refusals.has(call)) return null;
    return fits.find(({ same }) => same.has(call))?.known ?? null;
  };
  const [best] = fits;
  const asked = wrong.filter((call) => !refusals.has(call));
  const explained = asked.filter((call) => fits.some(({ same }) => same.has(call)));
  const isAlone = best !== undefined && best.share > HALF;
  // What explains a little of an answer that is wrong for another reason explains it by chance.
  if (!isAlone && explained.length <= HALF * asked.length) return nothing;
  const tests = results.map(nameOf);
  // Of several together the one behind the first test, because the simple cases come first.
  const cause = isAlone ? best.known : (tests.find((known) => known !== null) ?? null);
  return { cause, tests };
}
