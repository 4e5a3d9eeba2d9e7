/** Folders for what a command needs only while it runs; they lie where the system keeps such. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';

const made: string[] = [];

/** What has just been ended may still hold a file; Windows then removes none. */
const PATIENT = { recursive: true, force: true, maxRetries: 5 } as const;

/** Those that are still there when the process ends before its time. */
function removeAll(): void {
  for (const folder of made) {
    try {
      rmSync(folder, PATIENT);
    } catch {
      // The system clears its temporary folder in its own time.
    }
  }
}

/** Makes a folder that its caller takes away again, or the end of the process: `/tmp/kata-fuzz-x7Qp2a`. */
export function makeTemporary(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `kata-${name}-`));
  if (made.length === 0) process.once('exit', removeAll);
  made.push(folder);
  return folder;
}

/** Whether a place is one that this process chose for itself, and not one that a person named. */
export const isTemporary = (place: string): boolean =>
  made.some((folder) => place === folder || place.startsWith(folder + sep));
