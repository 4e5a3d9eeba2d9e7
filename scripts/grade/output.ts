/** What can be known to go wrong in `--out` at the end is said at the start. */
import { join } from 'node:path';
import { catalog, type Slug } from '../../exercises/catalog';
import { refusedAt } from '../../reference/machine-trouble';
import { makeFolders } from '../../reference/make-folders';
import { UserError } from '../../reference/user-error';
import { checkGradebook } from './gradebook/write';
import type { Output } from './options';
import { readReport } from './regrade';
import { isByHand, REPORT, sum } from './report';
import { count } from './tell';

/** @throws UserError when nothing can be written there */
export function makeFolder(out: string): void {
  try {
    makeFolders(out);
  } catch (cause) {
    throw refusedAt(out, cause);
  }
}

/**
 * Marks given by hand last as long as their file is named.
 * @throws UserError where the report in `out` has such marks and this run is told of none
 */
function refuseForgotten({ out, overrides }: Output): void {
  if (overrides !== null) return;
  const given = readReport(join(out, REPORT))?.submissions.filter(isByHand).length ?? 0;
  if (given === 0) return;
  throw new UserError(
    `the report in ${out} has marks given by hand (${count(given, 'submission')}); name their file with --overrides again, or one with the first line alone to take them back`,
  );
}

/** @throws UserError for a gradebook that cannot be filled, and for marks by hand that are forgotten */
export function checkOutput(output: Output, slugs: readonly Slug[]): void {
  const { gradebook, out } = output;
  refuseForgotten(output);
  const chosen = catalog.filter(({ slug }) => slugs.includes(slug));
  if (gradebook) checkGradebook(gradebook, out, sum(chosen.map(({ points }) => points)));
}
