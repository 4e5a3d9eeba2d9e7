/** Folders for what a command needs only while it runs; they lie where the system keeps such. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';

const made: string[] = [];

/** Makes a folder that its caller takes away again: `/tmp/kata-fuzz-x7Qp2a`. */
export function makeTemporary(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `kata-${name}-`));
  made.push(folder);
  return folder;
}

/** Whether a place is one that this process chose for itself, and not one that a person named. */
export const isTemporary = (place: string): boolean =>
  made.some((folder) => place === folder || place.startsWith(folder + sep));
