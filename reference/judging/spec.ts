/**
 * The form of a spec: it reads like Jest and is data.
 *
 * A spec's body does not run learner code. Each call it makes is noted and stands for an answer to
 * come; each `expect` notes a demand on such an answer. So a spec stated with a seed is a plan: a
 * batch of calls, which any child may run, and a judge for what comes back. Under Jest `spec` also
 * registers the plan's tests as ordinary ones.
 */
import * as fc from 'fast-check';
import type { ExportOf, Slug } from '../../exercises/catalog';
import type { Data } from './data';
import { type Answer, type Expectation, expectationsOf, isAnswer } from './expectation';
import { hashOf, type Inputs, seededInputs } from './inputs';
import type { Argument, Call, Outcome, TestResult } from './verdict';

/** How much is spent: runs a property gets and the largest size it draws. */
export interface Effort {
  runs: number;
  largest: number;
}

/** What carries a verdict: cheap enough for an interpreter fifty times slower than this one. */
export const QUICK: Effort = { runs: 1, largest: 4 };

/** What a learner gets: the same tests, harder. */
export const THOROUGH: Effort = { runs: 12, largest: 9 };

/** The calls of a stated spec and what is demanded of them. */
export interface Plan {
  slug: Slug;
  seed: number;
  calls: Call[];
  tests: PlannedTest[];
}

export interface PlannedTest {
  title: string;
  points: number;
  expectations: Expectation[];
  /** For a property: the smallest counterexample that `fails` still finds. */
  shrink?(fails: (plan: Plan) => Promise<boolean>): Promise<Plan | null>;
}

/** Plain data; `object`, so that interfaces with optional fields are let in, too. */
type Given = Data | Answer | object;

type Recorders<S extends Slug> = {
  [name in ExportOf<S>]: (...args: readonly Given[]) => Answer;
};

interface Options {
  points: number;
}

export interface Verbs {
  /** One behaviour. `given` draws seeded inputs; each test has a stream of its own. */
  test(title: string, options: Options, body: (given: Inputs) => void): void;
  /** One behaviour for all inputs of an arbitrary; `largest` is the greatest size to draw. */
  property<T>(
    title: string,
    options: Options,
    arbitrary: (largest: number) => fc.Arbitrary<T>,
    body: (value: T) => void,
  ): void;
  expect(answer: Answer): ReturnType<typeof expectationsOf>;
}

type Body<S extends Slug> = (functions: Recorders<S>, verbs: Verbs) => void;

/** A spec before a seed is chosen. */
export interface Spec {
  slug: Slug;
  state(seed: number, effort: Effort): Plan;
}

const SHRINK_CALLS = 300;

/** Shrinks one value of a property; deterministic, so bounded by calls and not by seconds. */
async function shrinkProperty<T>(
  arbitrary: fc.Arbitrary<T>,
  settings: { seed: number; numRuns: number; unbiased: boolean },
  planOf: (value: T) => Plan,
  fails: (plan: Plan) => Promise<boolean>,
): Promise<Plan | null> {
  let calls = 0;
  const holds = async (value: T): Promise<boolean> => {
    calls += 1;
    return calls > SHRINK_CALLS || !(await fails(planOf(value)));
  };
  const details = await fc.check(fc.asyncProperty(arbitrary, holds), settings);
  return details.counterexample ? planOf(details.counterexample[0]) : null;
}

/**
 * Notes the calls and demands of whichever test is being stated. What stands outside of a test has
 * nowhere to be noted, and is an error of the spec.
 */
function createRecorder<S extends Slug>(slug: S) {
  let current: { plan: Plan; test: PlannedTest } | null = null;
  const open = () => {
    if (current) return current;
    throw new Error(`spec ${slug}: a call or an expectation stands outside of a test`);
  };
  const call = (name: string, args: readonly Given[]): Answer => {
    const { calls } = open().plan;
    const coded = args.map((arg): Argument => (isAnswer(arg) ? arg : { data: arg as Data }));
    return { answerOf: calls.push({ name, args: coded }) - 1 };
  };
  const functions = new Proxy({} as Recorders<S>, {
    get:
      (_, name) =>
      (...args: Given[]) =>
        call(String(name), args),
  });
  const expect: Verbs['expect'] = (answer) => {
    const { plan, test } = open();
    return expectationsOf(answer, plan.calls, (added) => test.expectations.push(added));
  };
  const state = (plan: Plan, test: PlannedTest, act: () => void): void => {
    current = { plan, test };
    act();
    current = null;
    plan.tests.push(test);
    if (test.expectations.length > 0) return;
    throw new Error(`spec ${slug}: "${test.title}" expects nothing`);
  };
  return { functions, expect, state };
}

function statePlan<S extends Slug>(slug: S, body: Body<S>, seed: number, effort: Effort): Plan {
  const emptyPlan = (): Plan => ({ slug, seed, calls: [], tests: [] });
  const { functions, expect, state } = createRecorder(slug);
  const plan = emptyPlan();
  body(functions, {
    expect,
    test: (title, { points }, act) =>
      state(plan, { title, points, expectations: [] }, () => act(seededInputs(seed, title))),
    property: (title, { points }, arbitraryOf, act) => {
      const arbitrary = arbitraryOf(effort.largest);
      const settings = { seed: hashOf(title, seed), numRuns: effort.runs, unbiased: true };
      const planOf = (value: Parameters<typeof act>[0]): Plan => {
        const single = emptyPlan();
        state(single, { title, points, expectations: [] }, () => act(value));
        return single;
      };
      const shrink: PlannedTest['shrink'] = (fails) =>
        shrinkProperty(arbitrary, settings, planOf, fails);
      const values = fc.sample(arbitrary, settings);
      state(plan, { title, points, expectations: [], shrink }, () => values.forEach(act));
    },
  });
  return plan;
}

function callAt({ slug, calls }: Plan, at: number, title: string): Call {
  const call = calls[at];
  if (call) return call;
  throw new Error(
    `spec ${slug}: "${title}" judges call ${at}, and there are ${calls.length} calls`,
  );
}

function judgeTest(plan: Plan, test: PlannedTest, outcomes: readonly Outcome[]): TestResult {
  const { title, points: maxPoints } = test;
  for (const { call, judge } of test.expectations) {
    const called = callAt(plan, call, title);
    const judgement = judge(outcomes);
    if (judgement.verdict === 'pass') continue;
    const { verdict, mismatch } = judgement;
    const reason = verdict === 'error' ? judgement.reason : null;
    const finding = { call: called, calls: plan.calls, mismatch };
    return { title, verdict, reason, points: 0, maxPoints, finding };
  }
  return { title, verdict: 'pass', reason: null, points: maxPoints, maxPoints, finding: null };
}

/** Judges a batch's outcomes: the first demand that is not met decides a test. */
export const judge = (plan: Plan, outcomes: readonly Outcome[]): TestResult[] =>
  plan.tests.map((test) => judgeTest(plan, test, outcomes));

/**
 * The calls of which something is demanded, each with whether all of it is met. Where two answers are
 * compared, either can be the wrong one, so that says nothing of a call.
 */
export function judgeCalls({ tests }: Plan, outcomes: readonly Outcome[]): Map<number, boolean> {
  const met = new Map<number, boolean>();
  for (const { call, judge, isRelation } of tests.flatMap(({ expectations }) => expectations)) {
    if (isRelation) continue;
    met.set(call, met.get(call) !== false && judge(outcomes).verdict === 'pass');
  }
  return met;
}

/**
 * Declares the spec of an exercise.
 * @example
 * export default spec('01-softmax', ({ softmax }, { test, expect }) => {
 *   test('shares the weight equally between equal logits', { points: 1 }, () => {
 *     expect(softmax([7, 7])).toBeClose([0.5, 0.5]);
 *   });
 * });
 */
export function spec<S extends Slug>(slug: S, body: Body<S>): Spec {
  const declared: Spec = { slug, state: (seed, effort) => statePlan(slug, body, seed, effort) };
  globalThis.registerSpec?.(declared);
  return declared;
}

declare global {
  /** Present under Jest alone: turns a spec into ordinary tests. */
  var registerSpec: ((spec: Spec) => void) | undefined;
}
