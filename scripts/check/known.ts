/** What is known of wrong answers to an exercise, under the plan of a suite. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Slug } from '../../exercises/catalog';
import type { Recognition } from '../../reference/judging/recognition';
import { root } from '../../reference/root';

/** Until fingerprints are made, as of a new exercise. */
const NOTHING: Recognition = { plan: '', salt: '', misconceptions: [] };

/** @param suite whose plans: the hidden specs', or those of what students hold */
export function readKnown(suite: 'specs' | 'visible', slug: Slug): Recognition {
  const path = join(root, 'reference', suite, 'known', `${slug}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : NOTHING;
}
