/** The hidden specs of a run, stated once: their calls and reference answers are the same for all. */
import { catalog, type Slug } from '../../exercises/catalog';
import { type Plan, QUICK } from '../../reference/judging/spec';
import { loadSpec } from '../../reference/judging/specs';
import { loadEngine } from '../../reference/oracle/engine';

export type Plans = Record<Slug, Plan>;

/** The plans of all exercises. */
export async function statePlans(seed: number): Promise<Plans> {
  await loadEngine();
  const stated = catalog.map(async ({ slug }) => [slug, (await loadSpec(slug)).state(seed, QUICK)]);
  return Object.fromEntries(await Promise.all(stated));
}
