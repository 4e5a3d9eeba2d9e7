/**
 * `--gradebook`: the filled copy of an exported gradebook in `--out`, and who has no partner in it.
 * The export itself is only read, once before anything is judged, so that a wrong file or column
 * costs no time.
 */
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../../reference/user-error';
import { writeWhole } from '../../../reference/write-whole';
import { quoteId } from '../../submissions/ids';
import type { Received } from '../received';
import { type GradeReport, isByHand } from '../report';
import { markdownCode } from '../reports/escape';
import { count, showPerson } from '../tell';
import { type Filled, fillGradebook, type Gradebook } from './fill';
import type { Marked } from './match';

const LIST = 'gradebook.md';
/** Tables of the report itself, which a filled one must not take the place of. */
const ours = ['grades.csv', 'intake.csv', 'changes.txt'];

/** @throws UserError for a file that cannot be read */
function readExport({ file }: Gradebook): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new UserError(`--gradebook ${file} cannot be read (${why}); name the exported file`);
  }
}

/** @throws UserError where it cannot be filled, whoever the persons are */
export function checkGradebook(gradebook: Gradebook, out: string, maxScore: number): void {
  const { file } = gradebook;
  const bytes = readExport(gradebook);
  const target = join(out, basename(file));
  if (existsSync(target) && realpathSync(target) === realpathSync(file)) {
    throw new UserError(`--gradebook ${file} lies in --out; move the export elsewhere`);
  }
  if (ours.includes(basename(file))) {
    throw new UserError(`--gradebook ${file} is called as a file of the report is; rename it`);
  }
  fillGradebook(bytes, file, [], { ...gradebook, maxScore });
}

/** Layouts whose ids are numbers of the platform's own. */
const numbered = ['canvas', 'moodle', 'brightspace'];

/** Whom the marks are for: each member of a group by itself. */
function* markedOf(
  { layout, submissions }: GradeReport,
  received: readonly Received[],
): Generator<Marked> {
  const members = new Map(received.map((one) => [one.id, one.members]));
  for (const { id, name, score } of submissions) {
    const group = members.get(id) ?? [];
    const of = numbered.includes(layout) ? layout : null;
    if (group.length === 0) yield { id, keys: [id], of, name, score };
    for (const member of group) {
      const keys = [member.sid, member.email].filter((key) => key !== null && key !== '');
      yield { id, keys: keys as string[], of: null, name: member.name, score };
    }
  }
}

const called = ({ id, name }: Marked): string =>
  name === null ? markdownCode(id) : `${markdownCode(id)} (${markdownCode(name)})`;

/** Which of the marks were given by hand, by the id of the submission. */
const byHandIn = ({ submissions }: GradeReport): string[] =>
  [...submissions].filter(isByHand).map(({ id }) => id);

const section = (title: string, lines: readonly string[]): string[] => [
  `## ${title} (${lines.length})`,
  '',
  ...lines.map((line) => `- ${line}`),
  ...(lines.length > 0 ? [''] : []),
];

function listOf(
  { matched, rowsAlone, replaced, column }: Filled,
  file: string,
  byHand: readonly string[],
): string {
  const unmarked = [...matched.rows.values()].filter(({ score }) => score === null);
  return [
    `${headOf(file)}, column ${markdownCode(column.title)}`,
    '',
    ...section(
      'Persons without a row of their own',
      matched.alone.map(({ person, why }) => `${called(person)} ${why}`),
    ),
    ...section('Rows without a submission', rowsAlone.map(markdownCode)),
    ...section('Without a mark: what stood in their row stays', unmarked.map(called)),
    ...section('Marks where an older one stood', replaced.map(markdownCode)),
    ...section('Found by their full name alone', matched.byName.map(called)),
    ...section('Submissions with marks given by hand', byHand.map(markdownCode)),
  ].join('\n');
}

/** How the list begins, by which a later run finds the copy again. */
const headOf = (file: string): string => `# ${markdownCode(basename(file))}`;

/**
 * Removes what an earlier run filled: its marks are not those of this report any more.
 * @returns the copy's name; null where there was none
 */
export function removeFilled(out: string): string | null {
  const list = join(out, LIST);
  if (!existsSync(list)) return null;
  const head = readFileSync(list, 'utf8').split(', column ', 1)[0];
  const names = readdirSync(out).filter((name) => headOf(name) === head);
  for (const name of [LIST, ...names]) rmSync(join(out, name), { force: true });
  return names[0] ?? null;
}

/** What is said of a filled gradebook on the terminal. */
export interface Told {
  counts: string;
  /** A line for each person without a row, and for each row without a submission. */
  persons: string[];
  rows: string[];
}

/** Writes both files. */
export function writeGradebook(
  gradebook: Gradebook,
  report: GradeReport,
  received: readonly Received[],
  { out, maxScore }: { out: string; maxScore: number },
): Told {
  const { file } = gradebook;
  const people = [...markedOf(report, received)];
  const filled = fillGradebook(readExport(gradebook), file, people, { ...gradebook, maxScore });
  const target = join(out, basename(file));
  writeFileSync(`${target}.tmp`, filled.bytes);
  renameSync(`${target}.tmp`, target);
  writeWhole(join(out, LIST), [listOf(filled, file, byHandIn(report))]);
  const { matched, rowsAlone, written, replaced, column, platform } = filled;
  const counts = [
    count(written, 'mark'),
    `${replaced.length} of them where an older one stood`,
    `${matched.byName.length} found by name alone`,
    `${count(matched.alone.length, 'person')} without a row`,
    `${count(rowsAlone.length, 'row')} without a submission`,
  ];
  const whose = platform === 'table' ? 'a table' : platform;
  return {
    counts: `Gradebook of ${whose}, column ${JSON.stringify(column.title)}: ${counts.join(', ')}; ${LIST} names them.`,
    persons: matched.alone.map(({ person, why }) => `${showPerson(person)} ${why}`),
    rows: rowsAlone.map((row) => `${quoteId(row)} has no submission`),
  };
}
