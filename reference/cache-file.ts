/** Files in the cache: whole or not at all, and missed by no one where they cannot be written. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Something stands where its folder should be: there is no file.
  }
}

/** What cannot be written now is made again by the next run. */
export function writeCacheFile(file: string, content: string | Buffer): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch {
    remove(temporary);
  }
}
