/** What judges an exercise besides its visible examples, and the words for it. Types only. */
import type { Slug } from '../../exercises/catalog';
import type { Spec } from '../../reference/judging/spec';

/** A spec for each exercise. */
export interface Suite {
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
