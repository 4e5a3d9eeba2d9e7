/**
 * Tells when one of a few files was saved. Asks for their state several times a second instead of
 * waiting for events, which do not arrive from network drives, containers and some editors.
 */
import { unwatchFile, watchFile } from 'node:fs';

const INTERVAL = 200;

/** Settles at the next save of any of the files. */
export function nextSave(files: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const saved = (): void => {
      for (const file of files) unwatchFile(file, saved);
      resolve();
    };
    for (const file of files) watchFile(file, { interval: INTERVAL }, saved);
  });
}
