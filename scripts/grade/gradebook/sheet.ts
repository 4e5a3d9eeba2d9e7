/**
 * A gradebook's file as a table that can be written again with every byte as it was. Libraries for
 * CSV give the cells' values, from which nobody can tell how they had been quoted, so the cells are
 * cut here and keep their own text.
 */
import { UserError } from '../../../reference/user-error';

/** `text` is what the cell says; `raw` is how it stands in the file, quotes included. */
export interface Cell {
  raw: string;
  text: string;
}

export interface Sheet {
  separator: string;
  rows: Cell[][];
  /** What ends each row: `\n`, `\r\n`, or nothing after the last. */
  ends: string[];
  encoding: Encoding;
}

/** A mark at the start says which; without one the bytes do. `latin1` keeps each byte as it is. */
interface Encoding {
  name: 'utf8' | 'utf16le' | 'latin1';
  mark: string;
}

const MARK = '\ufeff';

function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'utf16le', mark: MARK };
  const isEverySecondZero = bytes.length > 1 && bytes[1] === 0 && bytes.at(-1) === 0;
  if (isEverySecondZero) return { name: 'utf16le', mark: '' };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { name: 'latin1', mark: '' };
  }
  return { name: 'utf8', mark: bytes.subarray(0, 3).equals(Buffer.from(MARK)) ? MARK : '' };
}

/** Bytes that are no UTF-8 are what a spreadsheet on Windows writes. */
const shown = (text: string, { name }: Encoding): string =>
  name === 'latin1' ? new TextDecoder('windows-1252').decode(Buffer.from(text, 'latin1')) : text;

/** One cell: quoted with doubled quotes inside, or anything up to the separator or the line's end. */
const cellPattern = (separator: string): RegExp =>
  new RegExp(`"(?:[^"]|"")*"(?=[${separator}\\r\\n]|$)|[^${separator}\\r\\n]*`, 'y');

/** `="00123"` is how some exports keep a spreadsheet from taking zeros away. */
function textOf(raw: string): string {
  const inner = /^"([\s\S]*)"$/.exec(raw)?.[1]?.replaceAll('""', '"') ?? raw;
  return /^="(.*)"$/.exec(inner)?.[1] ?? inner;
}

function cut(text: string, separator: string, encoding: Encoding): Sheet {
  const sheet: Sheet = { separator, rows: [], ends: [], encoding };
  const pattern = cellPattern(separator);
  let row: Cell[] = [];
  let at = 0;
  while (at < text.length || row.length > 0) {
    pattern.lastIndex = at;
    const raw = pattern.exec(text)?.[0] ?? '';
    row.push({ raw, text: shown(textOf(raw), encoding).trim() });
    at += raw.length;
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end still has an empty cell behind it.
      if (at < text.length) continue;
      row.push({ raw: '', text: '' });
    }
    const [end = ''] = /^(?:\r\n|\n|\r)/.exec(text.slice(at, at + 2)) ?? [];
    sheet.rows.push(row);
    sheet.ends.push(end);
    row = [];
    at += end.length;
  }
  return sheet;
}

/**
 * Reads a file once for each separator that platforms write; the caller knows by the heads which
 * one it was.
 * @throws UserError for a file that has no rows of text
 */
export function readSheets(bytes: Buffer, file: string): Sheet[] {
  const encoding = encodingOf(bytes);
  const text = bytes.toString(encoding.name).slice(encoding.mark.length);
  // A workbook is no text: it begins with signs that no text has.
  if ([...text.slice(0, 1_000)].some((sign) => sign < '\t')) {
    throw new UserError(`${file}: expected a CSV or tab-separated file; export it as CSV`);
  }
  if (text.trim() === '') throw new UserError(`${file}: it is empty; export the gradebook again`);
  return ['\t', ',', ';', ':'].map((separator) => cut(text, separator, encoding));
}

/** The file's bytes. */
export function writeSheet({ separator, rows, ends, encoding }: Sheet): Buffer {
  const lines = rows.map((row, i) => row.map(({ raw }) => raw).join(separator) + ends[i]);
  return Buffer.from(encoding.mark + lines.join(''), encoding.name);
}

/** A cell that says something else, quoted where the one before was. */
export const replaceText = ({ raw }: Cell, text: string): Cell => ({
  raw: raw.startsWith('"') || /[,;:\t]/.test(text) ? `"${text}"` : text,
  text,
});
