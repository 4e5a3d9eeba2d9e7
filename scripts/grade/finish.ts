/**
 * The end of a run and of a merge: whose marks change, whether that may be written, and what a
 * person reads on the terminal.
 */

import { join } from 'node:path';
import { quoteId } from '../submissions/ids';
import { paint } from '../terminal/colour';
import { writeGradebook } from './gradebook/write';
import type { Output } from './options';
import type { Received } from './received';
import { type Comparison, compareReports, isFall, readReport, showChange } from './regrade';
import { type GradeReport, REPORT } from './report';
import { headline } from './reports/class-view';
import { writeReports, writeWhole } from './reports/write';
import { list } from './tell';

/** Reasons of one change on the terminal; changes.txt has all. */
const SHOWN_REASONS = 2;

/** Whether the report may be written: no mark falls, or that is accepted. */
function mayWrite(comparison: Comparison, output: Output): boolean {
  const changes = compareReports(comparison);
  if (changes.length === 0) return true;
  const falls = changes.filter(isFall);
  const isRefused = falls.length > 0 && !output.acceptLower;
  const differ = changes.length === 1 ? 'mark differs' : 'marks differ';
  console.log(`${changes.length} ${differ} from the report in ${output.out}:`);
  // Those that fall come first: they are the ones to look at.
  const ordered = [...falls, ...changes.filter((change) => !isFall(change))];
  list(
    ordered.map((change) => showChange(change, SHOWN_REASONS)),
    console.log,
  );
  if (!isRefused) {
    writeWhole(
      join(output.out, 'changes.txt'),
      changes.map((change) => `${showChange(change, Number.POSITIVE_INFINITY)}\n`),
    );
    return true;
  }
  console.error(
    `grade: ${falls.length} of them would fall, so nothing was overwritten; --accept-lower with ` +
      `--seed ${comparison.after.kit.seed} writes these marks, without --seed it judges with fresh inputs`,
  );
  return false;
}

/** Writes what was judged and says how it went. */
export async function finish(
  report: GradeReport,
  received: readonly Received[],
  output: Output,
  isOther: (id: string) => boolean,
): Promise<number> {
  const before = readReport(join(output.out, REPORT));
  if (before && !mayWrite({ before, after: report, isOther }, output)) return 1;
  const ids = before?.submissions.map(({ id }) => id) ?? [];
  const tally = await writeReports(report, output, { received, before: ids });
  console.log(`${paint('bold', headline(tally))}.`);
  if (output.gradebook) {
    const place = { out: output.out, maxScore: tally.maxScore };
    const { counts, persons, rows } = writeGradebook(output.gradebook, report, received, place);
    console.log(counts);
    list(persons, console.log);
    list(rows, console.log);
  }
  console.log(`Report in ${output.out}; seed ${report.kit.seed}, reference ${report.kit.engine}`);
  const lost = [...report.submissions].filter(({ status }) => status === 'infrastructure');
  if (lost.length === 0) return 0;
  console.error(
    'grade: without a verdict, through no fault of the submission; --resume tries again:',
  );
  list(
    lost.map(({ id }) => quoteId(id)),
    console.error,
  );
  return 1;
}
