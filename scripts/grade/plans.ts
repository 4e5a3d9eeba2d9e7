/** The hidden specs of a run, stated once: their calls and reference answers are the same for all. */
import { catalog, type Slug } from '../../exercises/catalog';
import { type Plan, QUICK, type Spec } from '../../reference/judging/spec';
import { loadEngine } from '../../reference/oracle/engine';

export type Plans = Record<Slug, Plan>;

const loadSpec = async (slug: Slug): Promise<Spec> =>
  (await import(`../../reference/specs/${slug}.spec.ts`)).default;

/** The plans of all exercises. */
export async function statePlans(seed: number): Promise<Plans> {
  await loadEngine();
  const stated = catalog.map(async ({ slug }) => [slug, (await loadSpec(slug)).state(seed, QUICK)]);
  return Object.fromEntries(await Promise.all(stated));
}
