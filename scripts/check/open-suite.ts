/**
 * Chooses what judges. The kit has hidden specs. What students are handed lacks them, and the
 * properties that every right answer has stand in.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { properties } from './properties';
import type { Suite } from './suite';

/** The hidden specs where this checkout has them. */
export async function openSuite(): Promise<Suite> {
  const name = 'hidden';
  const isHere = existsSync(join(root, 'scripts', 'check', `${name}.kit.ts`));
  return isHere ? (await import(`./${name}.kit.ts`)).hidden : properties;
}
