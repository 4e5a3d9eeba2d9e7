/** Finds the hidden spec of an exercise by the catalogue's name; there is no list to keep. */
import type { Slug } from '../exercises/catalog';
import type { Spec } from './spec';

/** The spec in `specs/<slug>.spec.ts`. */
export const loadSpec = async (slug: Slug): Promise<Spec> =>
  (await import(`./specs/${slug}.spec.ts`)).default;

/** The run's seed: fixed, so that a learner sees the same case twice; `KATA_SEED` changes it. */
export const defaultSeed = Number(process.env.KATA_SEED ?? 42) >>> 0;
