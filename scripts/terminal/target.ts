/** `--target`: whose code a command runs. */
import { join } from 'node:path';
import { root } from '../../reference/root';
import type { Target } from '../../reference/target';
import { UserError } from '../../reference/user-error';

/** A target with the name a person typed. */
export type NamedTarget = Target & { name: string };

/**
 * The learner's own code or the solutions.
 * @throws UserError for another person's folder, which may only run in a sandbox
 */
export function chooseTarget(name: string): NamedTarget {
  if (name === 'exercises' || name === 'solutions') return { name, folder: join(root, name) };
  throw new UserError(
    `--target ${name}: another person's code runs only in the sandbox that npm run grade will bring; until then use exercises or solutions`,
  );
}
