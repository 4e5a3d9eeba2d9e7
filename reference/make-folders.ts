/** Makes folders, and where one cannot be made, says truly why. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it. On a disk that can only be read Node says of this that nothing is
 * there; the first folder that is missing, made alone, tells the reason.
 */
export function makeFolders(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    let first = resolve(folder);
    while (!existsSync(dirname(first))) first = dirname(first);
    mkdirSync(first);
    mkdirSync(folder, { recursive: true });
  }
}
