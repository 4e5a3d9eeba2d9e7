/** Runs mutants past the two judges: the plan that decides a grade, and what students hold. */
import { join } from 'node:path';
import { type CatalogEntry, catalog, exampleOf, type Slug } from '../../../exercises/catalog';
import { judge, type Plan, QUICK, type Spec, THOROUGH } from '../../../reference/judging/spec';
import { root } from '../../../reference/root';
import { type ChildSession, openTarget, type Target } from '../../../reference/running/target';
import { runExamples } from '../../check/examples';
import type { Mutant } from './mutants';

/** What became of a mutant: whether each judge found that it is no right answer. */
export interface Fate {
  mutant: Mutant;
  byGrade: boolean;
  byRelease: boolean;
}

interface Plans {
  deciding: Plan;
  visible: Plan;
}

async function plansFor(slug: Slug, seed: number): Promise<Plans> {
  const { default: hidden }: { default: Spec } = await import(
    `../../../reference/specs/${slug}.spec.ts`
  );
  const { default: visible }: { default: Spec } = await import(
    `../../../reference/visible/${slug}.spec.ts`
  );
  return { deciding: hidden.state(seed, QUICK), visible: visible.state(seed, THOROUGH) };
}

async function isFound(session: ChildSession, plan: Plan): Promise<boolean> {
  const results = judge(plan, await session.run(plan.calls));
  const lost = results.find(({ reason }) => reason === 'infrastructure');
  if (lost) throw new Error(`mutate: the plan of ${plan.slug} has no outcome`);
  return results.some(({ verdict }) => verdict !== 'pass');
}

async function meet(
  mutant: Mutant,
  { deciding, visible }: Plans,
  session: ChildSession,
): Promise<Fate> {
  const { exercise, source } = mutant;
  const folder = join(root, 'solutions');
  const target: Target = { folder, replaced: { [exercise.slug]: source } };
  session.goOnWith(target);
  const byGrade = await isFound(session, deciding);
  // Examples start a process of their own, so they are asked last.
  const byRelease =
    (await isFound(session, visible)) ||
    (await runExamples({ exercise, target, file: exampleOf(exercise) })).some(
      ({ verdict }) => verdict !== 'pass',
    );
  return { mutant, byGrade, byRelease };
}

async function meetAll(
  exercise: CatalogEntry,
  mutants: readonly Mutant[],
  seed: number,
  tell: () => void,
): Promise<Fate[]> {
  if (mutants.length === 0) return [];
  const plans = await plansFor(exercise.slug, seed);
  const session = openTarget({ folder: join(root, 'solutions') }, exercise);
  const fates: Fate[] = [];
  try {
    for (const mutant of mutants) {
      fates.push(await meet(mutant, plans, session));
      tell();
    }
  } finally {
    await session.close();
  }
  return fates;
}

/**
 * Judges mutants, two exercises at a time.
 * @param seed of the plans' inputs
 */
export async function survey(
  mutants: readonly Mutant[],
  seed: number,
  tell: () => void,
): Promise<Fate[]> {
  const waiting = catalog.map((exercise) => ({
    exercise,
    own: mutants.filter((mutant) => mutant.exercise.slug === exercise.slug),
  }));
  waiting.sort((a, b) => b.own.length - a.own.length);
  const fates: Fate[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      fates.push(...(await meetAll(next.exercise, next.own, seed, tell)));
    }
  };
  await Promise.all([work(), work()]);
  return mutants.flatMap((mutant) => fates.find((fate) => fate.mutant === mutant) ?? []);
}
