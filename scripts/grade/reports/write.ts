/**
 * Writes a run's reports. Each file is whole or not there; `grade-report.json` comes last, so that
 * where it lies the others lie, too.
 */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../../exercises/catalog';
import { writeWhole } from '../../../reference/write-whole';
import { fileNameOf } from '../../submissions/ids';
import { startProgress } from '../../terminal/progress';
import type { Output } from '../options';
import type { Received } from '../received';
import { loadBank } from '../recognise';
import { type GradeReport, REPORT } from '../report';
import { csvText } from './escape';
import type { Sayings } from './explain';
import { classFiles, isAskedFor, pages, type Telling } from './formats';
import { packForMoodle } from './html/moodle-zip';
import { writeJson } from './json';
import { removeStale } from './stale';
import { tellStudent } from './student';
import { type Tally, tallyOf } from './tally';

/** What every misconception says to a learner. */
export async function loadSayings(): Promise<Sayings> {
  const banks = await Promise.all(catalog.map(({ slug }) => loadBank(slug)));
  return new Map(banks.flat().map(({ id, says }) => [id, says]));
}

/** Which page is whose: a page's name is safe on every file system, an id need not be. */
function* indexOf(ids: Iterable<string>): Generator<string> {
  yield '\ufeffid,page\r\n';
  for (const id of ids) yield `${csvText(id)},${csvText(`${fileNameOf(id)}.md`)}\r\n`;
}

/** What a report is written beside: what was received, and the ids of the report that lay there. */
export interface Beside {
  received: readonly Received[];
  before: readonly string[];
}

/** Writes all that was asked for; gives the class in numbers. */
export async function writeReports(
  report: GradeReport,
  output: Output,
  { received, before }: Beside = { received: [], before: [] },
): Promise<Tally> {
  const { out, formats, level } = output;
  const isAsked = isAskedFor(formats);
  const remarks = new Map(received.map(({ id, notes }) => [id, notes]));
  const telling: Telling = { level, sayings: await loadSayings() };
  const tally = tallyOf(report);
  const ids = tally.persons.map(({ id }) => id);
  removeStale(output, before, new Set(ids));
  const progress = startProgress('reports', ids.length, 0, process.stderr);
  for (const submission of report.submissions) {
    const name = fileNameOf(submission.id);
    const told = tellStudent(submission, level, telling.sayings, remarks.get(submission.id) ?? []);
    for (const page of pages.filter(isAsked)) {
      const text = page.textOf(submission, told, telling);
      const path = join(out, page.pathOf(name));
      if (text !== null) writeWhole(path, [text]);
      // An earlier run's mark is none of this one.
      else rmSync(path, { force: true });
    }
    progress.step();
  }
  progress.end();
  writeWhole(join(out, 'feedback', 'index.csv'), indexOf(ids));
  for (const file of classFiles.filter(isAsked)) {
    writeWhole(join(out, file.path), file.textOf(report, tally, telling));
  }
  if (formats.includes('html') && report.layout === 'moodle') {
    await packForMoodle(out, tally.persons);
  }
  writeWhole(join(out, REPORT), writeJson(report));
  return tally;
}
