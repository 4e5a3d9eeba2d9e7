/**
 * How the gradebooks that platforms export are laid out: by which columns a person is told, which
 * columns take marks, and out of how many points. Facts of the platforms' own help pages.
 */
import type { Sheet } from './sheet';

/** A column that takes marks. */
export interface Column {
  index: number;
  title: string;
  /** Points that a full mark has; null where the export does not say. */
  max: number | null;
}

export interface Export {
  platform: 'canvas' | 'moodle' | 'brightspace' | 'blackboard' | 'table';
  /** Heads of the columns with the platform's own numbers, which its downloads are named by. */
  own: readonly string[];
  /** Heads of the columns with what a school or the persons themselves give: logins, numbers, mail. */
  keys: readonly string[];
  /** Heads whose texts, with a space between, are a person's full name. */
  fullName: readonly string[];
  /** Rows above the first person's. */
  headRows: number;
  columns: Column[];
}

const headsOf = ({ rows }: Sheet): string[] => (rows[0] ?? []).map(({ text }) => text);

/** `100`, `100.00`, `12,5` → a number; null for anything else. */
export function readMark(text: string): number | null {
  return /^\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
}

/**
 * What a cell of a key column is compared as. Moodle writes `Participant 123` for 123; Brightspace
 * puts a `#` before ids, which its own import wants there.
 */
export function keyOf(head: string, text: string): string {
  if (head === 'Identifier') return /^\D+ ?(\d+)$/.exec(text)?.[1] ?? text;
  return text.startsWith('#') ? text.slice(1) : text;
}

type Reader = (sheet: Sheet, heads: string[]) => Export | null;

const has = (heads: readonly string[], ...wanted: string[]): boolean =>
  wanted.every((head) => heads.includes(head));

const columnsOf = (
  heads: readonly string[],
  maxOf: (head: string, i: number) => number | null | undefined,
) =>
  heads.flatMap((title, index): Column[] => {
    const max = maxOf(title, index);
    return max === undefined ? [] : [{ index, title, max }];
  });

/** Assignments end in their number in brackets; the points stand in a row of their own. */
const canvas: Reader = ({ rows }, heads) => {
  if (!has(heads, 'Student', 'ID', 'Section')) return null;
  const points = rows.findIndex(([first]) => first?.text === 'Points Possible');
  const maxOf = (title: string, i: number) =>
    / \(\d+\)$/.test(title) ? readMark(rows[points]?.[i]?.text ?? '') : undefined;
  return {
    platform: 'canvas',
    own: ['ID'],
    keys: ['SIS Login ID', 'SIS User ID', 'Integration ID'],
    fullName: ['Student'],
    headRows: points + 1 || 1,
    columns: columnsOf(heads, maxOf),
  };
};

/** The worksheet of one assignment, for grading off line. */
const moodleWorksheet: Reader = ({ rows }, heads) => {
  if (!has(heads, 'Identifier', 'Grade')) return null;
  const most = heads.indexOf('Maximum Grade');
  const max = readMark(rows[1]?.[most]?.text ?? '');
  return {
    platform: 'moodle',
    own: ['Identifier'],
    keys: ['ID number', 'Email address', 'Username'],
    fullName: ['Full name'],
    headRows: 1,
    columns: columnsOf(heads, (title) => (title === 'Grade' ? max : undefined)),
  };
};

/** The gradebook of a course; it does not say the points. */
const moodle: Reader = (_, heads) => {
  const surname = ['Surname', 'Last name'].find((head) => heads.includes(head));
  if (!surname || !has(heads, 'First name', 'Email address')) return null;
  return {
    platform: 'moodle',
    own: [],
    keys: ['Email address', 'ID number', 'Username'],
    fullName: ['First name', surname],
    headRows: 1,
    columns: columnsOf(heads, (title) => (title.endsWith('(Real)') ? null : undefined)),
  };
};

const brightspace: Reader = (_, heads) => {
  if (!has(heads, 'End-of-Line Indicator')) return null;
  const maxOf = (title: string) =>
    / Points Grade(?: <|$)/.test(title)
      ? readMark(/MaxPoints:([\d.,]+)/.exec(title)?.[1] ?? '')
      : undefined;
  return {
    platform: 'brightspace',
    own: [],
    keys: ['OrgDefinedId', 'Username', 'Email'],
    fullName: ['First Name', 'Last Name'],
    headRows: 1,
    columns: columnsOf(heads, maxOf),
  };
};

const blackboard: Reader = (_, heads) => {
  if (!has(heads, 'Username', 'Last Name', 'First Name')) return null;
  const maxOf = (title: string) => {
    const [, points] = /\[Total Pts: ([\d.,]+)[^\]]*\] ?\|\d+$/.exec(title) ?? [];
    return points === undefined ? undefined : readMark(points);
  };
  return {
    platform: 'blackboard',
    own: [],
    keys: ['Username', 'Student ID'],
    fullName: ['First Name', 'Last Name'],
    headRows: 1,
    columns: columnsOf(heads, maxOf),
  };
};

const readers = [canvas, moodleWorksheet, brightspace, blackboard, moodle];

/**
 * Recognises an export by its heads.
 * @returns null where they are no platform's
 */
export function recogniseExport(sheets: readonly Sheet[]): { sheet: Sheet; found: Export } | null {
  for (const read of readers) {
    for (const sheet of sheets) {
      const found = read(sheet, headsOf(sheet));
      if (found) return { sheet, found };
    }
  }
  return null;
}

/** The head of the column that holds the most of some ids; undefined where none holds any. */
function headOfIds({ rows }: Sheet, heads: readonly string[], ids: ReadonlySet<string>) {
  const counts = heads.map((_, i) => rows.filter((row) => ids.has(row[i]?.text ?? '')).length);
  const most = Math.max(0, ...counts);
  return most > 0 ? heads[counts.indexOf(most)] : undefined;
}

/**
 * Any other table with a row of heads, read with the separator that makes `column` one of them.
 * @param ids of the persons, one column of which tells the rows
 */
export function readTable(
  sheets: readonly Sheet[],
  column: string,
  ids: ReadonlySet<string>,
): { sheet: Sheet; found: Export } | null {
  const sheet = sheets.find((each) => has(headsOf(each), column));
  if (!sheet) return null;
  const heads = headsOf(sheet);
  const key = headOfIds(sheet, heads, ids);
  const columns = columnsOf(heads, (title) => (title === column ? null : undefined));
  const keys = key === undefined || key === column ? [] : [key];
  return {
    sheet,
    found: { platform: 'table', own: keys, keys, fullName: [], headRows: 1, columns },
  };
}
