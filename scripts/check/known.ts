/** What is known of wrong answers to an exercise, under the plan of a suite. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Slug } from '../../exercises/catalog';
import type { Recognition } from '../../reference/judging/recognition';
import { root } from '../../reference/root';

/** @param suite whose plans: the hidden specs', or those of what students hold */
export const readKnown = (suite: 'specs' | 'visible', slug: Slug): Recognition =>
  JSON.parse(readFileSync(join(root, 'reference', suite, 'known', `${slug}.json`), 'utf8'));
