/** Makes fingerprints of what planted wrong answers give, for `recognition.process.test.ts`. */
import { createHash } from 'node:crypto';
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
  const misconceptions = bank.flatMap(({ wrong, outcomes }): Known[] => {
    const { id, says } = wrong;
    const fails = judge(plan, outcomes).flatMap(({ verdict }, i) =>
      verdict === 'fail' ? [i] : [],
    );
    const gives: Known['gives'] = {};
    for (const [call, outcome] of outcomes.entries()) {
      const print = fingerprintsOf(outcome, salt);
      const isRight = rightPrints.some((way) => areAlike(print, way[call] as Fingerprints));
      if (outcome.kind === 'none' || isRight) continue;
      if (isTold(outcome) && isTold(ways[0]?.[call] as Outcome)) gives[call] = print;
    }
    return fails.length > 0 && Object.keys(gives).length > 0 ? [{ id, says, fails, gives }] : [];
  });
  return { plan: hash, salt, misconceptions };
}
