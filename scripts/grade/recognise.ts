/**
 * Recognises planted wrong answers: a failing test gets the id of a misconception that computes the
 * same for the same calls. Each misconception runs once a run, and only when its exercise has a
 * failing answer. An answer that is missing (`error`) is never named.
 */
import type { Exercise, Slug } from '../../exercises/catalog';
import { CHAIN, differenceOf } from '../../reference/judging/close';
import type { Data } from '../../reference/judging/data';
import { isMoved } from '../../reference/judging/expectation';
import { type Misconception, plant } from '../../reference/judging/misconceptions';
import { judge, type Plan, type PlannedTest } from '../../reference/judging/spec';
import type { Outcome, TestResult } from '../../reference/judging/verdict';
import { runBatch } from '../sandbox/batch';
import type { Runner } from '../sandbox/pool';
import { type Plans, planOf } from './plans';

type CatalogEntry = Exercise & { slug: Slug };

/** What a misconception computes, and which tests (by their place) it does not pass. */
interface Planted {
  id: string;
  outcomes: Outcome[];
  wrongAt: Set<number>;
}

/** Ids, one for each test, null where no misconception computes the same. */
export type Recognise = (
  exercise: CatalogEntry,
  outcomes: readonly Outcome[],
  results: readonly TestResult[],
) => Promise<(string | null)[]>;

export const loadBank = async (slug: Slug): Promise<Misconception[]> =>
  (await import(`../../reference/misconceptions/${slug}.ts`)).default;

const isSameData = (a: Data, b: Data): boolean => differenceOf(a, b, CHAIN) === null;

function isSameOutcome(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (a?.kind === 'returned' && b?.kind === 'returned') {
    return (
      isSameData(a.value, b.value) &&
      isSameData(a.argumentsAfter ?? [], b.argumentsAfter ?? []) &&
      isSameData(a.earlierAnswer ?? null, b.earlierAnswer ?? null) &&
      isMoved(a) === isMoved(b)
    );
  }
  if (a?.kind === 'threw' && b?.kind === 'threw') return a.errorClass === b.errorClass;
  return a?.kind === 'none' && b?.kind === 'none' && a.reason === b.reason;
}

/** A test's calls, and those whose answers they are given or read again. */
function callsOf(plan: Plan, { expectations }: PlannedTest): Set<number> {
  const calls = new Set<number>();
  const add = (at: number): void => {
    calls.add(at);
    const { args = [], rereads } = plan.calls[at] ?? {};
    for (const argument of args) if ('answerOf' in argument) add(argument.answerOf);
    if (rereads !== undefined) add(rereads);
  };
  for (const { call } of expectations) add(call);
  return calls;
}

async function runBank(sandbox: Runner, exercise: CatalogEntry, plan: Plan): Promise<Planted[]> {
  const bank = await loadBank(exercise.slug);
  const run = async (misconception: Misconception): Promise<Planted> => {
    const source = plant(exercise, misconception);
    const outcomes = await runBatch(sandbox, { exercise, source, calls: plan.calls });
    const failure = outcomes.find(
      (each) => each.kind === 'none' && each.reason === 'infrastructure',
    );
    // Left out, it would give other bytes than a run in which it answered.
    if (failure) throw new Error(`the planted ${misconception.id} has no outcome`);
    const wrong = judge(plan, outcomes).flatMap(({ verdict }, i) =>
      verdict === 'pass' ? [] : [i],
    );
    return { id: misconception.id, outcomes, wrongAt: new Set(wrong) };
  };
  return Promise.all(bank.map(run));
}

/**
 * How well each candidate fits: the failing tests it explains, then the calls at which it computes
 * the same, right ones among them.
 */
function rank(candidates: readonly Planted[][], outcomes: readonly Outcome[]) {
  const ranks = new Map<Planted, number>();
  for (const planted of new Set(candidates.flat())) {
    const explained = candidates.filter((each) => each.includes(planted)).length;
    const same = outcomes.filter((outcome, i) => isSameOutcome(outcome, planted.outcomes[i]));
    ranks.set(planted, explained + same.length / (outcomes.length + 1));
  }
  return ranks;
}

/** The one that fits best; of equals the first in the bank. */
function choose(candidates: readonly Planted[], ranks: Map<Planted, number>): string | null {
  const best = Math.max(...candidates.map((each) => ranks.get(each) ?? 0));
  return candidates.find((each) => ranks.get(each) === best)?.id ?? null;
}

/** A function that names the misconceptions in failing answers of one run. */
export function createRecognise(sandbox: Runner, plans: Plans): Recognise {
  const banks = new Map<Slug, Promise<Planted[]>>();
  const bankOf = (exercise: CatalogEntry): Promise<Planted[]> => {
    const known = banks.get(exercise.slug);
    if (known) return known;
    const running = runBank(sandbox, exercise, planOf(plans, exercise.slug));
    banks.set(exercise.slug, running);
    // A bank that could not run is tried again with the next submission.
    running.catch(() => banks.delete(exercise.slug));
    return running;
  };
  return async (exercise, outcomes, results) => {
    const plan = planOf(plans, exercise.slug);
    if (!results.some(({ verdict }) => verdict === 'fail')) return results.map(() => null);
    const bank = await bankOf(exercise);
    const candidates = results.map(({ verdict }, i) => {
      const test = plan.tests[i];
      if (verdict !== 'fail' || !test) return [];
      const calls = [...callsOf(plan, test)];
      return bank.filter(
        (planted) =>
          planted.wrongAt.has(i) &&
          calls.every((call) => isSameOutcome(outcomes[call], planted.outcomes[call])),
      );
    });
    const ranks = rank(candidates, outcomes);
    return candidates.map((each) => choose(each, ranks));
  };
}
