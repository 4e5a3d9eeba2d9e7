/** Files that are whole or not there: a reader never meets a half, also where the writer is ended. */
import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { refusedAt } from './machine-trouble';
import { makeFolders } from './make-folders';
import { writeAll } from './write-all';

const BUFFERED = 1 << 16;

/** Writes piece by piece, so that a large class needs no more memory than a small one. */
export function writeWhole(path: string, pieces: Iterable<string>): void {
  makeFolders(dirname(path));
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    let waiting = '';
    for (const piece of pieces) {
      waiting += piece;
      if (waiting.length < BUFFERED) continue;
      writeAll(file, waiting);
      waiting = '';
    }
    writeAll(file, waiting);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw refusedAt(path, cause);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
