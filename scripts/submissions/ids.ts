/**
 * A submission's id is its folder's name, byte for byte. Which names are refused, how any name is
 * shown on a terminal, and which file name stands for it. Touches no disk.
 */
import { createHash } from 'node:crypto';
import { toUSVString } from 'node:util';
import { nearest } from '../../reference/nearest';
import { printableLine } from '../terminal/printable';

/** Characters that no reader can see, or that turn the text around them. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Why a name cannot be an id, or null. A slash stands for a byte that is no UTF-8. */
export function refusalOf(id: string): string | null {
  const found = unsafe.exec(id);
  if (found)
    return `its name has a control or bidirectional character (${printableLine(found[0])})`;
  if (id.includes('/')) return 'its name is not valid UTF-8';
  if (id.includes('\\')) return 'its name has a path separator';
  if (toUSVString(id) !== id) return 'its name is not valid Unicode';
  return null;
}

/** The same for all names that a file system may take for one: case and Unicode form left out. */
export const foldCase = (id: string): string =>
  id.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** A folder's name as text; a byte that is no UTF-8 becomes `/xEB`, which no real name holds. */
export function textOf(name: Buffer): string {
  const text = name.toString('utf8');
  if (Buffer.from(text).equals(name)) return text;
  return Array.from(name, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `/x${byte.toString(16).toUpperCase()}`,
  ).join('');
}

/** Order of ids in every report: by their bytes, so that no locale changes it. */
export const compareIds = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Text of strangers for a terminal or a log: visible, and no command to a program that reads it. */
export const showUnsafe = (text: string): string => printableLine(text).replace(/##\[/g, '# #[');

/** An id for a terminal or a log, in quotation marks. */
export const quoteId = (id: string): string => `"${showUnsafe(id)}"`;

const withoutZeros = (id: string): string => id.replace(/^0+(?=.)/, '');

/**
 * The id that was meant; null where none is near. Of numbers, one that looks alike is another
 * person's: only leading zeros may differ.
 */
export function nearestId(unknown: string, ids: readonly string[]): string | null {
  if (/^\d+$/.test(unknown)) {
    return ids.find((id) => withoutZeros(id) === withoutZeros(unknown)) ?? null;
  }
  return nearest(unknown, ids);
}

const KEPT = 40;
const plain = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The file name, without extension, for what is written about a submission. Two ids never share
 * one, on no file system: what is not plain gets a hash of the id behind a tilde.
 * @example fileNameOf('anna') // 'anna'
 */
export function fileNameOf(id: string): string {
  if (plain.test(id) && !reserved.test(id)) return id;
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
  const words = foldCase(toUSVString(id)).replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  const readable = Array.from(words.replace(/^-|-$/g, '')).slice(0, KEPT).join('');
  return `${readable || 'id'}~${hash}`;
}
