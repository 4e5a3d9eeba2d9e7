/** What a layout is: how a platform names what it lets an instructor download. */
import { type Listed, readFile } from '../disk';
import type { Line } from '../persons';
import { readText } from '../text';

/** A folder as a platform's download was unpacked into it. */
export interface Download {
  /** Its own name. */
  name: string;
  entries: readonly Listed[];
}

export interface Layout {
  /** As `--layout` names it. */
  name: string;
  /** How its names look, for a person who has to choose. */
  looks: string;
  /** Reads the names of one download; null is no name of this layout. */
  reader(download: Download): (entry: Listed) => Line | null;
  /** Files of the platform's own, which no person handed in. */
  isOwn?(name: string): boolean;
}

/** The text of a file that the platform wrote; null where it cannot be read. */
export function textIn(entry: Listed | undefined, limit: number): string | null {
  if (entry?.kind !== 'file') return null;
  const content = readFile(entry.path, limit);
  if (!('bytes' in content)) return null;
  const read = readText(content.bytes);
  return 'text' in read ? read.text : null;
}
