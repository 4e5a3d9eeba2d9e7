/**
 * Every file of a report, one a line: what it is called, which format asks for it, and what stands in
 * it. A new format is a name in `options.ts` and a line here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import type { Format, Level } from '../options';
import type { GradedSubmission, GradeReport } from '../report';
import { classViewOf } from './class-view';
import { classroom50Of } from './classroom50';
import { writeCsv } from './csv';
import { visibleJson } from './escape';
import type { Sayings } from './explain';
import { feedbackOf } from './feedback';
import { gradescopeOf } from './gradescope';
import { classPageOf } from './html/class-page';
import { feedbackPageOf } from './html/feedback-page';
import { writeJunit } from './junit';
import type { ToldStudent } from './student';
import { writeSummary } from './summary';
import type { Tally } from './tally';

/** How much is told, and in which words. */
export interface Telling {
  level: Level;
  sayings: Sayings;
}

/** Written for each person by itself; `name` is the person's `fileNameOf`. */
interface Page {
  /** Null for what is always written. */
  format: Format | null;
  pathOf(name: string): string;
  /** Null where the person has none. */
  textOf(submission: GradedSubmission, told: ToldStudent, telling: Telling): string | null;
}

/** Written once, after every person's. */
interface ClassFile {
  format: Format | null;
  path: string;
  textOf(report: GradeReport, tally: Tally, telling: Telling): Iterable<string>;
}

/** Whether a file is one of those that were asked for. */
export const isAskedFor =
  (formats: readonly Format[]) =>
  ({ format }: { format: Format | null }): boolean =>
    format === null || formats.includes(format);

const document = (value: unknown): string => `${visibleJson(value, 2)}\n`;

export const pages: readonly Page[] = [
  {
    format: null,
    pathOf: (name) => join('feedback', `${name}.md`),
    textOf: (_submission, told) => feedbackOf(told),
  },
  {
    format: 'html',
    pathOf: (name) => join('feedback', `${name}.html`),
    textOf: (_submission, told) => feedbackPageOf(told),
  },
  {
    format: 'gradescope',
    pathOf: (name) => join('gradescope', name, 'results.json'),
    textOf: (submission, _told, { level, sayings }) =>
      document(gradescopeOf(submission, level, sayings)),
  },
  {
    format: 'classroom50',
    pathOf: (name) => join('classroom50', name, 'result.json'),
    textOf: (submission, _told, { level, sayings }) => {
      const result = classroom50Of(submission, level, sayings, process.env);
      return result && document(result);
    },
  },
];

export const classFiles: readonly ClassFile[] = [
  {
    format: null,
    path: 'class.md',
    textOf: (_report, tally, { sayings }) => [classViewOf(tally, sayings)],
  },
  { format: 'csv', path: 'grades.csv', textOf: (report, tally) => writeCsv(report, tally) },
  {
    format: 'junit',
    path: 'junit.xml',
    textOf: (report, _tally, { level, sayings }) => writeJunit(report, level, sayings),
  },
  {
    format: 'summary',
    path: 'summary.md',
    textOf: (report, tally, { sayings }) => writeSummary(report, tally, sayings),
  },
  {
    format: 'html',
    path: 'class.html',
    textOf: ({ kit }, tally, { sayings }) => [classPageOf(tally, sayings, kit)],
  },
  {
    format: 'classroom50',
    path: join('classroom50', 'autograder.py'),
    textOf: () => [
      readFileSync(join(root, 'scripts', 'grade', 'classroom50', 'autograder.py'), 'utf8'),
    ],
  },
];
