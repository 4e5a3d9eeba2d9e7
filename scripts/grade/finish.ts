/**
 * The end of a run and of a merge: whose marks change, whether that may be written, and what a
 * person reads on the terminal.
 */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../reference/write-whole';
import { quoteId } from '../submissions/ids';
import { paint } from '../terminal/colour';
import { print, printError } from '../terminal/output';
import { removeFilled, writeGradebook } from './gradebook/write';
import type { Output } from './options';
import type { Received } from './received';
import {
  type Comparison,
  compareReports,
  isFall,
  readReport,
  type StoredReport,
  showChange,
} from './regrade';
import { type GradeReport, REPORT } from './report';
import { headline } from './reports/class-view';
import { writeReports } from './reports/write';
import { list } from './tell';

/** Reasons of one change on the terminal; changes.txt has all. */
const SHOWN_REASONS = 2;

/** What a person can do, by the way in which the report came about. */
export interface Advice {
  /** Where a submission has no verdict. */
  lost: string;
  /** Where marks would fall. */
  refused(seed: number): string;
}

/** Whether the report may be written: no mark falls, or that is accepted. */
function mayWrite(comparison: Comparison, output: Output, advice: Advice): boolean {
  const changes = compareReports(comparison);
  const told = join(output.out, 'changes.txt');
  if (changes.length === 0) {
    rmSync(told, { force: true });
    return true;
  }
  const falls = changes.filter(isFall);
  const isRefused = falls.length > 0 && !output.acceptLower;
  const differ = changes.length === 1 ? 'mark differs' : 'marks differ';
  print(`${changes.length} ${differ} from the report in ${output.out}:`);
  // Those that fall come first: they are the ones to look at.
  const ordered = [...falls, ...changes.filter((change) => !isFall(change))];
  list(
    ordered.map((change) => showChange(change, SHOWN_REASONS)),
    print,
  );
  if (!isRefused) {
    writeWhole(
      told,
      changes.map((change) => `${showChange(change, Number.POSITIVE_INFINITY)}\n`),
    );
    return true;
  }
  printError(
    `grade: ${falls.length} of them would fall, so the report stays as it was; ${advice.refused(comparison.after.kit.seed)}`,
  );
  return false;
}

/** Whether the report was written, and every submission has a verdict. */
export type Finished = 'all judged' | 'some lost' | 'refused';

/** Says where a report is about other exercises than the one that lies there. */
function tellExercises(before: StoredReport, { slugs }: GradeReport, out: string): void {
  const were = before.submissions[0]?.exercises.map(({ slug }) => slug) ?? [...slugs];
  if (were.join() === slugs.join()) return;
  const show = (all: readonly string[]): string => all.map((slug) => slug.slice(0, 2)).join(', ');
  print(`The report in ${out} was about ${show(were)}; this one is about ${show(slugs)}.`);
}

/** Writes what was judged and says how it went. */
export async function finish(
  report: GradeReport,
  received: readonly Received[],
  output: Output,
  advice: Advice,
  isOther: (id: string) => boolean,
): Promise<Finished> {
  const before = readReport(join(output.out, REPORT));
  if (before) tellExercises(before, report, output.out);
  if (before && !mayWrite({ before, after: report, isOther }, output, advice)) return 'refused';
  const ids = before?.submissions.map(({ id }) => id) ?? [];
  const tally = await writeReports(report, output, { received, before: ids });
  print(`${paint('bold', headline(tally))}.`);
  const filled = removeFilled(output.out);
  if (filled && !output.gradebook) {
    print(
      `Removed ${filled}, which an earlier run filled with other marks; --gradebook fills it again`,
    );
  }
  if (output.gradebook) {
    const place = { out: output.out, maxScore: tally.maxScore };
    const { counts, persons, rows } = writeGradebook(output.gradebook, report, received, place);
    print(counts);
    list(persons, print);
    list(rows, print);
  }
  print(`Report in ${output.out}; seed ${report.kit.seed}, reference ${report.kit.engine}`);
  const lost = [...report.submissions].filter(({ status }) => status === 'infrastructure');
  if (lost.length === 0) return 'all judged';
  printError(`grade: without a verdict, through no fault of the submission; ${advice.lost}:`);
  list(
    lost.map(({ id }) => quoteId(id)),
    printError,
  );
  return 'some lost';
}
