/**
 * Fills one column of a gradebook that was exported, and nothing else: whoever has no mark keeps
 * what stood there, and every other byte is the file's own.
 */
import { nearest } from '../../../reference/nearest';
import { UserError } from '../../../reference/user-error';
import { type Column, type Export, readMark, readTable, recogniseExport } from './exports';
import { type Marked, type Matched, matchRows } from './match';
import { type Cell, readSheets, replaceText, type Sheet, writeSheet } from './sheet';

/** What was asked for on the command line: an export, and its column of marks. */
export interface Gradebook {
  file: string;
  /** Its head, or null for the only one that takes marks. */
  column: string | null;
  /** Whether marks may be scaled to the column's points. */
  isScaled: boolean;
}

/** What is asked of the column. */
export interface Choice {
  /** Its head, or null for the only one that takes marks. */
  column: string | null;
  /** Points of all exercises of the run. */
  maxScore: number;
  /** Whether marks may be scaled to the column's points. */
  isScaled: boolean;
}

export interface Filled {
  bytes: Buffer;
  platform: Export['platform'];
  column: Column;
  matched: Matched;
  /** Marks written. */
  written: number;
  /** Of those that took an older one's place: what the row says of its person, and both marks. */
  replaced: string[];
  /** What the rows of `matched.rowsAlone` say of their person. */
  rowsAlone: string[];
}

const listed = (columns: readonly Column[]): string =>
  columns.map(({ title }) => JSON.stringify(title)).join(', ') || 'none';

/** `Kata (123)`, `Kata Points Grade <…>`, `Kata [Total Pts: …] |1` → also found as `Kata`. */
const shortTitle = (title: string): string =>
  title.replace(/ (?:\(\d+\)|\(Real\)|Points Grade.*|\[Total Pts.*)$/, '').toLowerCase();

function chooseColumn({ columns }: Export, { column }: Choice, file: string): Column {
  const [only] = columns;
  if (column === null) {
    if (only && columns.length === 1) return only;
    throw new UserError(
      `${file}: expected one column that takes marks, got ${columns.length}: ${listed(columns)}; name it with --column`,
    );
  }
  const exact = columns.filter(({ title }) => title === column);
  const short = columns.filter(({ title }) => shortTitle(title) === column.toLowerCase());
  const found = exact.length > 0 ? exact : short;
  if (found.length === 1 && found[0]) return found[0];
  const titles = columns.map(({ title }) => shortTitle(title));
  const meant = columns[titles.indexOf(nearest(column, titles) ?? '')];
  const hint = meant ? `; did you mean ${meant.title}?` : '';
  throw new UserError(
    `${file}: expected one column ${JSON.stringify(column)}, found ${found.length} of it among ${listed(columns)}${hint}`,
  );
}

function factorOf({ title, max }: Column, { maxScore, isScaled }: Choice, file: string): number {
  if (max === null || max === maxScore) return 1;
  if (isScaled && max > 0) return max / maxScore;
  throw new UserError(
    `${file}: ${JSON.stringify(title)} is out of ${max}, the marks are out of ${maxScore}; give the column ${maxScore} points, or --scale`,
  );
}

/** Two decimals where a mark is scaled, written as the column's other marks are. */
function writtenMark(score: number, factor: number, hasCommas: boolean): string {
  const mark = String(Math.round(score * factor * 100) / 100);
  return hasCommas ? mark.replace('.', ',') : mark;
}

const isSameMark = (a: string, b: string): boolean => readMark(a) === readMark(b);

/** A row as wide as its head. */
const widened = (row: readonly Cell[], width: number): Cell[] =>
  row.length >= width
    ? [...row]
    : [...row, ...Array.from({ length: width - row.length }, () => ({ raw: '', text: '' }))];

function open(
  bytes: Buffer,
  file: string,
  people: readonly Marked[],
  column: string | null,
): { sheet: Sheet; found: Export } {
  const sheets = readSheets(bytes, file);
  const ids = new Set(people.flatMap(({ keys }) => keys));
  const known =
    recogniseExport(sheets) ?? (column === null ? null : readTable(sheets, column, ids));
  if (known) return known;
  throw new UserError(
    `${file}: expected a gradebook exported from Canvas, Moodle, Brightspace or Blackboard; of any other table name the column of marks with --column`,
  );
}

/**
 * Fills in the marks.
 * @param bytes the export
 * @param file its name, for messages
 * @throws UserError for a file that is no gradebook, a column that is not told, and one out of other
 *   points
 */
export function fillGradebook(
  bytes: Buffer,
  file: string,
  people: readonly Marked[],
  choice: Choice,
): Filled {
  const { sheet, found } = open(bytes, file, people, choice.column);
  const column = chooseColumn(found, choice, file);
  const factor = factorOf(column, choice, file);
  const matched = matchRows(people, sheet.rows, found);
  const hasCommas = sheet.rows.some((row) => /^\d+,\d+$/.test(row[column.index]?.text ?? ''));
  const heads = (sheet.rows[0] ?? []).map(({ text }) => text);
  const labelOf = (row: readonly Cell[]): string =>
    [...found.fullName, ...found.own, ...found.keys]
      .map((head) => row[heads.indexOf(head)]?.text ?? '')
      .filter(Boolean)
      .join(', ');
  let written = 0;
  const replaced: string[] = [];
  const rows = sheet.rows.map((row, at) => {
    const score = matched.rows.get(at)?.score ?? null;
    if (score === null) return row;
    const filled = widened(row, column.index + 1);
    const before = filled[column.index] ?? { raw: '', text: '' };
    const mark = writtenMark(score, factor, hasCommas);
    written += 1;
    if (isSameMark(before.text, mark)) return row;
    // Moodle writes a dash where there is none.
    if (!['', '-'].includes(before.text)) {
      replaced.push(`${labelOf(row)}: ${before.text} → ${mark}`);
    }
    filled[column.index] = replaceText(before, mark);
    return filled;
  });
  const rowsAlone = matched.rowsAlone.map((at) => labelOf(sheet.rows[at] ?? []));
  const bytesFilled = writeSheet({ ...sheet, rows });
  return {
    bytes: bytesFilled,
    platform: found.platform,
    column,
    matched,
    written,
    replaced,
    rowsAlone,
  };
}
