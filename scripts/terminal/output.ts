/** Files that a person asked a command to write. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../reference/user-error';

/**
 * Writes a file and the folders above it.
 * @throws UserError where that cannot be done
 */
export function writeOut(file: string, content: string | Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (cause) {
    throw new UserError(`${file} cannot be written (${(cause as Error).message})`, { cause });
  }
}
