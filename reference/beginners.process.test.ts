/**
 * How many of beginners' mistakes `check` names, written in another style than the bank's: by the
 * plan and the fingerprints of the kit, and by those of a release. A wrong name is worse than none.
 * `KATA_SEEDS=30` takes all of them, as for the planted ones; without it every third stands for them.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { join } from 'node:path';
import { catalog } from '../exercises/catalog';
import { readKnown } from '../scripts/check/known';
import { isSample, sampled } from './jest/sample';
import { defaultSeed } from './judging/inputs';
import type { Beginners } from './judging/misconceptions';
import { recognise } from './judging/recognition';
import { judge, type Plan, type Spec, THOROUGH } from './judging/spec';
import { loadEngine } from './oracle/engine';
import { root } from './root';
import { openTarget } from './running/target';

jest.setTimeout(300_000);

const folder = join(root, 'solutions');

/** Of all exercises together in either; in the kit, of each as well. */
const ENOUGH = 0.8;

const suites = ['specs', 'visible'] as const;
type SuiteName = (typeof suites)[number];

interface Named {
  suite: SuiteName;
  mistake: string;
  isNamed: boolean;
}
const all: Named[] = [];

const shareOf = (named: readonly Named[], wanted: SuiteName): number => {
  const those = named.filter(({ suite }) => suite === wanted);
  return those.filter(({ isNamed }) => isNamed).length / those.length;
};

const bankOf = (slug: string): Beginners => require(`./beginners/${slug}`).default;

describe.each(catalog)("beginners' mistakes in $slug", (exercise) => {
  const { slug } = exercise;
  const planOf = (suite: SuiteName): Plan =>
    (require(`./${suite}/${slug}.spec`).default as Spec).state(defaultSeed, THOROUGH);

  const here: Named[] = [];
  const falselyNamed: string[] = [];
  beforeAll(async () => {
    await loadEngine();
    const session = openTarget({ folder }, exercise);
    const judged = suites.map((suite) => ({
      suite,
      plan: planOf(suite),
      known: readKnown(suite, slug),
    }));
    for (const { mistake, named, besides = [], code } of sampled(bankOf(slug))) {
      session.goOnWith({ folder, replaced: { [slug]: code } });
      for (const { suite, plan, known } of judged) {
        const outcomes = await session.run(plan.calls);
        const { cause, tests } = recognise(known, plan, outcomes, judge(plan, outcomes));
        const isNamed = cause !== null && named.includes(cause.id);
        here.push({ suite, mistake, isNamed });
        const ids = tests.flatMap((test) => test?.id ?? []);
        const wrong = ids.filter((id) => !named.includes(id) && !besides.includes(id));
        if (cause && !isNamed) wrong.push(cause.id);
        falselyNamed.push(...wrong.map((id) => `${suite}: ${mistake} is called ${id}`));
      }
    }
    await session.close();
    all.push(...here);
  });

  test('are at least twelve, each with a sentence of its own', () => {
    const mistakes = bankOf(slug).map(({ mistake }) => mistake);
    expect(mistakes.length).toBeGreaterThanOrEqual(12);
    expect(new Set(mistakes).size).toBe(mistakes.length);
  });

  test('are not called by a wrong name', () => {
    expect([...new Set(falselyNamed)]).toEqual([]);
  });

  const whole = isSample ? test.skip : test;
  const why = isSample ? ' (skipped: a third is too few; KATA_SEEDS=30 takes all)' : '';
  whole(`are named in the kit, four of five of them${why}`, () => {
    expect(shareOf(here, 'specs')).toBeGreaterThanOrEqual(ENOUGH);
  });
});

test.each(suites)("beginners' mistakes are named often enough by the plan of %s", (suite) => {
  expect(shareOf(all, suite)).toBeGreaterThanOrEqual(ENOUGH);
});
