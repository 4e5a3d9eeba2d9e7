/** Packs files into a zip; the same files give the same bytes. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { refusedAt } from '../../reference/machine-trouble';

/** A file of the zip; `read` gives what is in it, when its turn comes. */
export interface Item {
  path: string;
  isProgram: boolean;
  read(): Buffer;
}

/** The first day that a zip can write. */
const DAY = new Date(1980, 0, 1);

/**
 * Writes the zip whole or not at all.
 * @throws UserError where it cannot be written
 */
export async function packInto(file: string, items: readonly Item[]): Promise<void> {
  const zip = new ZipFile();
  for (const { path, isProgram, read } of items) {
    const mode = isProgram ? 0o100755 : 0o100644;
    zip.addReadStreamLazy(path, { mtime: DAY, mode, forceDosTimestamp: true }, (give) =>
      give(null, Readable.from([read()])),
    );
  }
  zip.end();
  const temporary = `${file}.tmp`;
  try {
    await pipeline(zip.outputStream, createWriteStream(temporary));
    await rename(temporary, file);
  } catch (error) {
    // What stands in the way of the zip stands in the way of its rest, too.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw refusedAt(file, error);
  }
}
