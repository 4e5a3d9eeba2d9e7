/** The hidden specs of a run, stated once: their calls and reference answers are the same for all. */
import { type CatalogEntry, catalog, type Slug } from '../../exercises/catalog';
import { type Plan, QUICK, type Spec } from '../../reference/judging/spec';
import { loadEngine } from '../../reference/oracle/engine';

/** A plan for each exercise of the run. */
export type Plans = ReadonlyMap<Slug, Plan>;

const loadSpec = async (slug: Slug): Promise<Spec> =>
  (await import(`../../reference/specs/${slug}.spec.ts`)).default;

/** The plans of these exercises, of all where none is named. */
export async function statePlans(
  seed: number,
  slugs: readonly Slug[] = catalog.map(({ slug }) => slug),
): Promise<Plans> {
  await loadEngine();
  const stated = slugs.map(
    async (slug) => [slug, (await loadSpec(slug)).state(seed, QUICK)] as const,
  );
  return new Map(await Promise.all(stated));
}

/** The exercises that a run judges. */
export const exercisesOf = (plans: Plans): CatalogEntry[] =>
  catalog.filter(({ slug }) => plans.has(slug));

/** @throws Error for an exercise that is not judged */
export function planOf(plans: Plans, slug: Slug): Plan {
  const plan = plans.get(slug);
  if (plan) return plan;
  throw new Error(`grade: ${slug} is not judged in this run`);
}
