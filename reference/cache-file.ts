/** Files in the cache: whole or not at all, and missed by no one where they cannot be written. */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Milliseconds after which nobody is still writing a file. */
const WRITTEN = 60_000;

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Something stands where its folder should be: there is no file.
  }
}

/** What processes left that were ended while they wrote the same file. */
function removeHalves(file: string): void {
  const start = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file))) {
    const half = join(dirname(file), name);
    const isHalf = name.startsWith(start) && /^\d+$/.test(name.slice(start.length));
    if (isHalf && Date.now() - statSync(half).mtimeMs > WRITTEN) remove(half);
  }
}

/** What cannot be written now is made again by the next run. */
export function writeCacheFile(file: string, content: string | Buffer): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    removeHalves(file);
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch {
    remove(temporary);
  }
}
