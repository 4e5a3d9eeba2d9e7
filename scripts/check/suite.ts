/** What judges an exercise besides its visible examples, and the words for it. */
import type { Slug } from '../../exercises/catalog';
import type { Recognition } from '../../reference/judging/recognition';
import type { Plan } from '../../reference/judging/spec';

/** What a test is: an example that is in sight, a hidden test, or a property of right answers. */
export type Kind = 'example' | 'hidden' | 'property';

/** A spec for each exercise. */
export interface Suite {
  kind: Exclude<Kind, 'example'>;
  /** All of them: `the hidden specs`. */
  specs: string;
  /** One test: `hidden test`. */
  test: string;
  /** For `--help`: what the environment decides. */
  environment: string;
  /**
   * Names the reference that answers are compared with, null where there is none.
   * @throws UserError where there has to be one and none can run
   */
  reference(): string | null;
  /** States the spec of an exercise for the run's seed. */
  state(slug: Slug): Promise<Plan>;
  /** What wrong answers give, for the default seed. */
  known(slug: Slug): Recognition;
  /** What may be said when `count` exercises pass. */
  praise(count: number): string;
}

/** What states each spec once: a watch judges by the same plan again and again. */
export function statingOnce(state: Suite['state']): Suite['state'] {
  const stated = new Map<Slug, Promise<Plan>>();
  return (slug) => {
    const plan = stated.get(slug) ?? state(slug);
    stated.set(slug, plan);
    return plan;
  };
}
