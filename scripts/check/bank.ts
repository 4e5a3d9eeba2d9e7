/**
 * What judges an exercise besides its visible examples. The kit has hidden specs for that. What
 * students are handed lacks them, and the properties that every right answer has stand in.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Slug } from '../../exercises/catalog';
import type { Spec } from '../../reference/judging/spec';
import { root } from '../../reference/root';
import { visible } from './visible';

/** A source of specs, and the words for them. */
export interface Bank {
  /** All of them: `the hidden specs`. */
  specs: string;
  /** One test: `hidden test`. */
  test: string;
  /** For `--help`: what the environment decides. */
  environment: string;
  /** Gets ready; names the reference that answers are compared with, null where there is none. */
  prepare(): Promise<string | null>;
  load(slug: Slug): Promise<Spec>;
  /** What may be said when `count` exercises pass. */
  praise(count: number): string;
}

/** The hidden specs where this checkout has them. */
export async function openBank(): Promise<Bank> {
  const name = 'hidden';
  const isHere = existsSync(join(root, 'scripts', 'check', `${name}.kit.ts`));
  return isHere ? (await import(`./${name}.kit.ts`)).hidden : visible;
}
