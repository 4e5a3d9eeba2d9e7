/** Finds the hidden spec of an exercise by the catalogue's name; there is no list to keep. */
import type { Slug } from '../../exercises/catalog';
import type { Spec } from './spec';

/** The spec in `specs/<slug>.spec.ts`. */
export const loadSpec = async (slug: Slug): Promise<Spec> =>
  (await import(`../specs/${slug}.spec.ts`)).default;
