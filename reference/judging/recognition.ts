/**
 * Names what a learner got wrong: a failing call that gave what a misconception gives is named after
 * it. What the misconceptions give is known by fingerprints, made beforehand for one plan, so nothing
 * of the bank has to run, or to be there. Explains a failure that was found without it; never makes one.
 */
import { createHash } from 'node:crypto';
import { areAlike, type Fingerprints, fingerprintsOf } from './fingerprint';
import type { Plan } from './spec';
import type { Outcome, TestResult } from './verdict';

/** What is known of one misconception under a plan. */
export interface Known {
  id: string;
  /** What the code does instead, for the learner. */
  says: string;
  /** Indices of the tests that it does not pass. */
  fails: number[];
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

/**
 * For each test the misconception that explains why it fails, or null: of several the one that gives
 * what the learner's code gave at most calls of failing tests, then the one that fails least besides.
 * @param outcomes of the plan's calls
 * @param results of the plan's tests, by the same outcomes
 */
export function recognise(
  { plan: hash, salt, misconceptions }: Recognition,
  plan: Plan,
  outcomes: readonly Outcome[],
  results: readonly TestResult[],
): (Known | null)[] {
  const nothing = results.map(() => null);
  const failing = results.flatMap(({ verdict }, i) => (verdict === 'fail' ? [i] : []));
  if (failing.length === 0 || hash !== hashOfPlan(plan)) return nothing;
  const prints = outcomes.map((outcome) => fingerprintsOf(outcome, salt));
  const isSameAt = ({ gives }: Known, call: number): boolean => {
    const [wrong, own] = [gives[call], prints[call]];
    return wrong !== undefined && own !== undefined && areAlike(wrong, own);
  };
  const explains = (known: Known, test: number): boolean => {
    const { finding } = results[test] as TestResult;
    const call = finding ? plan.calls.indexOf(finding.call) : -1;
    return known.fails.includes(test) && isSameAt(known, call);
  };
  const fitOf = (known: Known): number => {
    const explained = failing.filter((test) => explains(known, test)).length;
    const same = plan.calls.filter((_, call) => isSameAt(known, call)).length;
    const besides = known.fails.filter((test) => !failing.includes(test)).length;
    return explained + same / (plan.calls.length + 1) - besides;
  };
  const ranked = misconceptions
    .map((known) => ({ known, fit: fitOf(known) }))
    .sort((a, b) => b.fit - a.fit)
    .map(({ known }) => known);
  return results.map(({ verdict }, test) =>
    verdict === 'fail' ? (ranked.find((known) => explains(known, test)) ?? null) : null,
  );
}
