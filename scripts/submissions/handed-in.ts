/** What a person handed in, as one flat list, wherever it lies: on the disk or in an archive. */
import type { Content, Unread } from './disk';
import { isPassedOver } from './names';

/** A file; its path is within what was handed in: `work.zip/exercises/01-softmax/softmax.ts`. */
export interface HandedFile {
  path: string;
  /** Its bytes, at most `SIZE_LIMIT` of them, or why there are none. */
  read(): Content;
}

/** Something that was not looked into, and whose doing that is. */
export type Closed = { path: string } & Unread;

export interface HandedIn {
  files: HandedFile[];
  /** Links, folders and archives that may hold more. */
  closed: Closed[];
  /** Folders whose files are no answers, hidden ones and packages left out: `solutions`. */
  passedOver: Set<string>;
}

export const nothing = (): HandedIn => ({ files: [], closed: [], passedOver: new Set() });

/** Adds a part to what there is. */
export function merge(all: HandedIn, part: HandedIn): void {
  // No spread: an archive may have more files than a call may have arguments.
  for (const file of part.files) all.files.push(file);
  for (const closed of part.closed) all.closed.push(closed);
  for (const path of part.passedOver) all.passedOver.add(path);
}

/** Notes the outermost folder of a path that is passed over, where a person may have put answers. */
export function notePassedOver(path: string, all: HandedIn): void {
  const segments = path.split('/');
  const at = segments.findIndex(isPassedOver);
  const name = segments[at]?.toLowerCase();
  if (name === 'solutions' || name === 'reference') {
    all.passedOver.add(segments.slice(0, at + 1).join('/'));
  }
}
