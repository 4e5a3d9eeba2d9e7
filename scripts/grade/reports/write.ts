/**
 * Writes a run's reports. Each file is whole or not there; `grade-report.json` comes last, so that
 * where it lies the others lie, too.
 */

import { closeSync, copyFileSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { writeAll } from '../../../reference/write-all';
import { fileNameOf } from '../../submissions/ids';
import type { Output } from '../options';
import { loadBank } from '../recognise';
import type { GradedSubmission, GradeReport } from '../report';
import { REPORT } from '../report';
import { classViewOf } from './class-view';
import { classroom50Of } from './classroom50';
import { writeCsv } from './csv';
import { csvText, visibleJson } from './escape';
import type { Sayings } from './explain';
import { feedbackOf } from './feedback';
import { gradescopeOf } from './gradescope';
import { classPageOf } from './html/class-page';
import { feedbackPageOf } from './html/feedback-page';
import { packForMoodle } from './html/moodle-zip';
import { writeJson } from './json';
import { writeJunit } from './junit';
import { writeSummary } from './summary';
import { type Tally, tallyOf } from './tally';

/** What every misconception says to a learner. */
export async function loadSayings(): Promise<Sayings> {
  const banks = await Promise.all(catalog.map(({ slug }) => loadBank(slug)));
  return new Map(banks.flat().map(({ id, says }) => [id, says]));
}

const BUFFERED = 1 << 16;

/** Writes piece by piece, so that a large class needs no more memory than a small one. */
export function writeWhole(path: string, pieces: Iterable<string>): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w');
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < BUFFERED) continue;
    writeAll(file, waiting);
    waiting = '';
  }
  writeAll(file, waiting);
  closeSync(file);
  renameSync(temporary, path);
}

/** What is written for each submission by itself. */
function writeOwn(submission: GradedSubmission, { out, formats, level }: Output, sayings: Sayings) {
  const name = fileNameOf(submission.id);
  const document = (value: unknown): string[] => [`${visibleJson(value, 2)}\n`];
  writeWhole(join(out, 'feedback', `${name}.md`), [feedbackOf(submission, level, sayings)]);
  if (formats.includes('html')) {
    const text = feedbackPageOf(submission, level, sayings);
    writeWhole(join(out, 'feedback', `${name}.html`), [text]);
  }
  if (formats.includes('gradescope')) {
    const results = gradescopeOf(submission, level, sayings);
    writeWhole(join(out, 'gradescope', name, 'results.json'), document(results));
  }
  if (formats.includes('classroom50')) {
    const path = join(out, 'classroom50', name, 'result.json');
    const result = classroom50Of(submission, level, sayings, process.env);
    if (result) writeWhole(path, document(result));
    // An earlier run's mark is none of this one.
    else rmSync(path, { force: true });
  }
}

/** Which page is whose: a page's name is safe on every file system, an id need not be. */
function* indexOf(submissions: Iterable<GradedSubmission>): Generator<string> {
  yield '\ufeffid,page\r\n';
  for (const { id } of submissions) yield `${csvText(id)},${csvText(`${fileNameOf(id)}.md`)}\r\n`;
}

/** Writes all that was asked for; gives the class in numbers. */
export async function writeReports(report: GradeReport, output: Output): Promise<Tally> {
  const { out, formats, level } = output;
  const sayings = await loadSayings();
  const tally = tallyOf(report);
  for (const submission of report.submissions) writeOwn(submission, output, sayings);
  writeWhole(join(out, 'feedback', 'index.csv'), indexOf(report.submissions));
  writeWhole(join(out, 'class.md'), [classViewOf(tally, sayings)]);
  if (formats.includes('csv')) writeWhole(join(out, 'grades.csv'), writeCsv(report, tally));
  if (formats.includes('junit')) {
    writeWhole(join(out, 'junit.xml'), writeJunit(report, level, sayings));
  }
  if (formats.includes('summary')) {
    writeWhole(join(out, 'summary.md'), writeSummary(report, tally, sayings));
  }
  if (formats.includes('html')) {
    writeWhole(join(out, 'class.html'), [classPageOf(tally, sayings, report.kit)]);
    if (report.layout === 'moodle') await packForMoodle(out, tally.persons);
  }
  if (formats.includes('classroom50')) {
    mkdirSync(join(out, 'classroom50'), { recursive: true });
    const shim = join(root, 'scripts', 'grade', 'classroom50', 'autograder.py');
    copyFileSync(shim, join(out, 'classroom50', 'autograder.py'));
  }
  writeWhole(join(out, REPORT), writeJson(report));
  return tally;
}
