/**
 * Looks into folders that strangers made: names are listed, one named file is read, links are
 * never followed. A file is taken when it is regular, has one name, is small and is text.
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
import type { Reason } from '../../reference/judging/verdict';

/** A file that was asked for: its text, that it is not there, or why it is refused. */
export type SourceFile = { text: string } | { missing: true } | { rejected: string };

/** Why there is no text to run. */
export function whyUnread(source: Exclude<SourceFile, { text: string }>): {
  reason: Reason;
  message: string;
} {
  if ('missing' in source) return { reason: 'missing-export', message: 'the file is not there' };
  return { reason: 'rejected', message: `the file was refused: ${source.rejected}` };
}

/** What stands under a name in a folder. */
export type Kind = 'folder' | 'file' | 'link' | 'other';

/** Bytes of a source file; the longest right answer has a tenth. */
export const SIZE_LIMIT = 256 * 1024;

/** Errors that a submission can bring about by itself; any other is the machine's. */
const theirs = ['EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'ENXIO', 'ENOENT', 'ENOTDIR'];

export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
export const isTheirs = (error: unknown): boolean => theirs.includes(codeOf(error));

export function kindOf(stats: Pick<Stats, 'isDirectory' | 'isFile' | 'isSymbolicLink'>): Kind {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'other';
}

/** Names in a folder, exactly as they are written there; nothing for what is no folder. */
export function listFolder(folder: string): Map<string, Kind> {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return new Map();
  const entries = readdirSync(folder, { withFileTypes: true });
  return new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
}

function refusalOf(stats: Stats): string | null {
  if (stats.isSymbolicLink()) return 'it is a link';
  if (!stats.isFile()) return 'it is no regular file';
  if (stats.nlink > 1) return 'it has more than one hard link';
  return stats.size > SIZE_LIMIT ? `it is larger than ${SIZE_LIMIT / 1024} KB` : null;
}

/** Reads until the end or one byte past the limit: a file may grow while it is read. */
function readBytes(file: number): Buffer {
  const bytes = Buffer.alloc(SIZE_LIMIT + 1);
  let length = 0;
  for (;;) {
    const read = readSync(file, bytes, length, bytes.length - length, null);
    length += read;
    if (read === 0 || length === bytes.length) return bytes.subarray(0, length);
  }
}

function toText(bytes: Buffer): SourceFile {
  if (bytes.length > SIZE_LIMIT) return { rejected: `it is larger than ${SIZE_LIMIT / 1024} KB` };
  if (bytes.includes(0)) return { rejected: 'it has a NUL character' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { rejected: 'it is not valid UTF-8' };
  }
}

function readOpened(file: number, seen: Stats): SourceFile {
  const stats = fstatSync(file);
  const isSame = stats.ino === seen.ino && stats.dev === seen.dev;
  const refusal = refusalOf(stats) ?? (isSame ? null : 'it changed while it was read');
  return refusal ? { rejected: refusal } : toText(readBytes(file));
}

/**
 * Reads one file without following a link.
 * @throws Error when the machine, not the file, is to blame
 */
export function readSource(path: string): SourceFile {
  // Windows knows neither flag; there `lstat` alone finds the link.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  try {
    const seen = lstatSync(path);
    const refusal = refusalOf(seen);
    if (refusal) return { rejected: refusal };
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      return readOpened(file, seen);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { missing: true };
    if (isTheirs(error)) return { rejected: `it cannot be opened (${codeOf(error)})` };
    throw error;
  }
}
