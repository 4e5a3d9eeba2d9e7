/**
 * Looks into folders that strangers made: names are listed, a file is opened, links are never
 * followed. What the submission brought about is `rejected`, what the machine did not let the grader
 * do is `unreadable`. Paths are bytes, because a name need not be valid UTF-8.
 *
 * A second hard link is no reason to refuse a file: no platform carries one to this machine, and
 * `cp -al` and some file systems of clusters make one of each file.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import { textOf } from './ids';

/** What stands under a name in a folder. */
export type Kind = 'folder' | 'file' | 'link' | 'other';

/** An entry of a folder. */
export interface Listed {
  /** As text; a byte that is no UTF-8 is written `/xEB`, which no real name holds. */
  name: string;
  path: Buffer;
  kind: Kind;
}

/** Why something was not read, and whose doing that is. */
export type Unread = { rejected: string } | { unreadable: string };

/** A file's bytes, or why there are none. */
export type Content = { bytes: Buffer } | Unread;

/** Errors that a submission can bring about by itself; any other is the machine's. */
const theirs = ['ELOOP', 'ENAMETOOLONG', 'ENXIO', 'ENOTDIR'];

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** What came of an error of the file system. */
function blame(error: unknown, what: string): Unread {
  const code = codeOf(error);
  const says = `it cannot be ${what} (${code})`;
  return theirs.includes(code) ? { rejected: says } : { unreadable: says };
}

function kindOf(stats: Pick<Stats, 'isDirectory' | 'isFile' | 'isSymbolicLink'>): Kind {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'other';
}

/** A path's bytes. */
export const pathOf = (...parts: string[]): Buffer => Buffer.from(join(...parts));

/** The names in a folder, in the order of their bytes, or why they cannot be listed. */
export function listFolder(folder: Buffer): Listed[] | Unread {
  try {
    const entries = readdirSync(folder, { encoding: 'buffer', withFileTypes: true });
    // The types of Node 20 say that names are text, which they are not with this encoding.
    const named = entries.map((entry) => ({ bytes: entry.name as unknown as Buffer, entry }));
    named.sort((a, b) => Buffer.compare(a.bytes, b.bytes));
    return named.map(({ bytes, entry }) => ({
      name: textOf(bytes),
      path: Buffer.concat([folder, Buffer.from('/'), bytes]),
      kind: kindOf(entry),
    }));
  } catch (error) {
    return blame(error, 'looked into');
  }
}

/** A file that is open, and how many bytes it has. */
export interface Opened {
  file: number;
  size: number;
}

function refusalOf(stats: Stats): string | null {
  if (stats.isSymbolicLink()) return 'it is a link';
  return stats.isFile() ? null : 'it is no regular file';
}

/** Opens a regular file without following a link. Close it with `closeFile`. */
export function openFile(path: Buffer): Opened | Unread {
  // Windows knows neither flag; there `lstat` alone finds the link.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  try {
    const seen = lstatSync(path);
    const refusal = refusalOf(seen);
    if (refusal) return { rejected: refusal };
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = fstatSync(file);
    if (stats.ino === seen.ino && stats.dev === seen.dev) return { file, size: stats.size };
    closeSync(file);
    return { unreadable: 'it changed while it was read' };
  } catch (error) {
    return blame(error, 'opened');
  }
}

export const closeFile = ({ file }: Opened): void => closeSync(file);

/** Reads until the end or one byte past the limit: a file may grow while it is read. */
function readAll(file: number, limit: number): Buffer {
  const bytes = Buffer.alloc(limit + 1);
  let length = 0;
  for (;;) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    length += read;
    if (read === 0 || length === bytes.length) return bytes.subarray(0, length);
  }
}

/** `256 KB` */
export const showSize = (bytes: number): string =>
  bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KB` : `${Math.round(bytes / 2 ** 20)} MB`;

/** The bytes of one file of at most `limit` bytes. */
export function readFile(path: Buffer, limit: number): Content {
  const tooLarge: Content = { rejected: `it is larger than ${showSize(limit)}` };
  const opened = openFile(path);
  if (!('file' in opened)) return opened;
  try {
    if (opened.size > limit) return tooLarge;
    const bytes = readAll(opened.file, limit);
    return bytes.length > limit ? tooLarge : { bytes };
  } catch (error) {
    return blame(error, 'read');
  } finally {
    closeFile(opened);
  }
}
