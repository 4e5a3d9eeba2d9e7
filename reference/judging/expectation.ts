/**
 * What a spec demands of an outcome, and the judging of it. Runs in the trusted process on decoded
 * data; never calls anything a learner wrote.
 */
import {
  CHAIN,
  type Comparison,
  compare,
  differenceOf,
  different,
  EXACT,
  type Mismatch,
  SAME,
  type Tolerance,
} from './close';
import type { Data } from './data';
import { explainOddAnswer } from './oddities';
import { describe } from './shape';
import type { Call, Outcome, Reason } from './verdict';

/** Stands for what a stated call will return. */
export interface Answer {
  readonly answerOf: number;
}

/**
 * What one demand comes to. What is not a pass says what was wrong, so that it can never count as one.
 * `share` is what an answer took of what is allowed: up to 1 passes, and no answer took all there is.
 */
export type Judgement =
  | { verdict: 'pass'; share: number }
  | { verdict: 'fail'; share: number; mismatch: Mismatch }
  | { verdict: 'error'; share: number; reason: Reason; mismatch: Mismatch };

/** A demand on the outcome of call number `call`. */
export interface Expectation {
  call: number;
  /** An error is demanded, and any answer is wrong. */
  isRefusal?: true;
  /** Two answers are compared, either of which can be the wrong one. */
  isRelation?: true;
  judge(outcomes: readonly Outcome[]): Judgement;
}

/** What is found in an answer: numbers that were compared, a sentence that says what is wrong, or nothing wrong. */
type Found = Comparison | string | null;

/** A property of a returned value: null when it holds, otherwise what is wrong. */
export type Property = (value: Data) => Found;

function judgementOf(found: Found): Judgement {
  if (found === null) return judgementOf(SAME);
  if (typeof found === 'string') return judgementOf(different({ summary: found, cells: [] }));
  const { share, off } = found;
  return off ? { verdict: 'fail', share, mismatch: off } : { verdict: 'pass', share };
}

function noAnswer(outcome: Exclude<Outcome, { kind: 'returned' }>): Judgement {
  const summary =
    outcome.kind === 'none'
      ? explainOddAnswer(outcome.message)
      : `threw ${outcome.errorClass}: ${outcome.message}${outcome.where ? ` (${outcome.where})` : ''}`;
  const reason = outcome.kind === 'none' ? outcome.reason : 'threw';
  return { verdict: 'error', share: Infinity, reason, mismatch: { summary, cells: [] } };
}

const missing: Outcome = {
  kind: 'none',
  reason: 'infrastructure',
  message: 'no outcome came back for this call',
};

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'answerOf' in value;

const movements = new WeakMap<Outcome, number>();

/** How far from the answer a library's moved numbers take it, in tolerances; no answer is far. */
function movementOf(outcome: Outcome): number {
  if (outcome.kind !== 'returned' || outcome.moved === undefined) return 0;
  // Every demand on a large answer asks for it.
  const known = movements.get(outcome) ?? compare(outcome.moved, outcome.value, CHAIN).share;
  movements.set(outcome, known);
  return known;
}

/** Whether a library's moved numbers made another answer; no answer at all is another one, too. */
export const isMoved = (outcome: Outcome): boolean => movementOf(outcome) > 1;

/** The demands a spec can make of one call; each adds an expectation to the test being stated. */
export function expectationsOf(
  { answerOf: call }: Answer,
  calls: Call[],
  add: (expectation: Expectation) => void,
) {
  const statedAt = (index: number): Call => {
    const stated = calls[index];
    if (stated) return stated;
    throw new Error(`expect: no call number ${index}`);
  };
  const onReturned = (judge: (value: Data, outcome: Outcome) => Found) =>
    add({
      call,
      judge: (outcomes) => {
        const outcome = outcomes[call] ?? missing;
        if (outcome.kind !== 'returned') return noAnswer(outcome);
        return judgementOf(judge(outcome.value, outcome));
      },
    });
  return {
    /** Equal to `expected` within `tolerance`; `expected` may be another call's answer. */
    toBeClose(expected: Data | Answer, tolerance: Tolerance = CHAIN): void {
      if (!isAnswer(expected)) {
        onReturned((value) => compare(value, expected, tolerance));
        return;
      }
      add({
        call,
        isRelation: true,
        judge: (outcomes) => {
          const pair = [outcomes[call] ?? missing, outcomes[expected.answerOf] ?? missing] as const;
          const [mine, other] = pair;
          if (mine.kind !== 'returned') return noAnswer(mine);
          if (other.kind !== 'returned') return noAnswer(other);
          const { share, off } = compare(mine.value, other.value, tolerance);
          const doubt = `one of two answers is wrong, this one or that of ${statedAt(expected.answerOf).name}`;
          return judgementOf({
            share,
            off: off && { ...off, summary: `${doubt}; ${off.summary}` },
          });
        },
      });
    },

    /** Throws an error of this class (or one derived from it), with any text. */
    toThrow(errorClass: { name: string }): void {
      add({
        call,
        isRefusal: true,
        judge: (outcomes) => {
          const outcome = outcomes[call] ?? missing;
          if (outcome.kind === 'returned')
            return judgementOf(`expected a ${errorClass.name}, got an answer`);
          const thrown = outcome.kind === 'threw' ? outcome.errorClass : '';
          return thrown === errorClass.name ? judgementOf(null) : noAnswer(outcome);
        },
      });
    },

    /** Returns something that has a property. A value the property cannot read does not have it. */
    toSatisfy(property: Property): void {
      onReturned((value) => {
        try {
          return property(value);
        } catch {
          return `the answer has the wrong shape: got ${describe(value)}`;
        }
      });
    },

    /** Is another answer when the numbers are moved that a library's operations give. */
    toDependOn(library: string): void {
      const stated = statedAt(call);
      stated.moves = library;
      const summary = `it does not depend on what the operations of ${library} give`;
      // The other way round: the nearer the moved answer is, the less there is to tell it by.
      onReturned((_, outcome) => ({
        share: 1 / movementOf(outcome),
        off: isMoved(outcome) ? null : { summary, cells: [] },
      }));
    },

    /** Still has its value after a later call. */
    toOutlast({ answerOf: later }: Answer): void {
      statedAt(later).rereads = call;
      add({
        call: later,
        judge: (outcomes) => {
          const [mine, other] = [outcomes[call] ?? missing, outcomes[later] ?? missing];
          if (mine.kind !== 'returned') return noAnswer(mine);
          if (other.kind !== 'returned') return noAnswer(other);
          if (other.earlierAnswer === undefined)
            return judgementOf('the earlier answer did not come back');
          const { share, off } = compare(other.earlierAnswer, mine.value, EXACT);
          const summary = 'this call changed what an earlier call had returned';
          return judgementOf({ share, off: off && { ...off, summary } });
        },
      });
    },

    /** Leaves what it was called with as it was. */
    toLeaveItsArgumentsAlone(): void {
      const stated = statedAt(call);
      stated.watched = true;
      onReturned((_, outcome) => {
        const after = outcome.kind === 'returned' ? outcome.argumentsAfter : undefined;
        if (!after) return 'the arguments did not come back';
        const before = stated.args.map((argument) => ('data' in argument ? argument.data : null));
        for (const [i, argument] of before.entries()) {
          const changed = differenceOf(after[i] ?? null, argument, EXACT);
          if (changed) return different({ ...changed, summary: `argument ${i + 1} was changed` });
        }
        return null;
      });
    },
  };
}
