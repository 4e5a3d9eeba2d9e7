/** Tells by the names in a download which platform wrote it. */
import { UserError } from '../../../reference/user-error';
import type { Listed } from '../disk';
import type { Read } from '../persons';
import { blackboard } from './blackboard';
import { brightspace } from './brightspace';
import { canvas } from './canvas';
import { classroom } from './classroom';
import { gradescope } from './gradescope';
import type { Download, Layout } from './layout';
import { moodle } from './moodle';
import { plain } from './plain';

/** The only list of platforms. */
const platforms: readonly Layout[] = [
  canvas,
  moodle,
  blackboard,
  brightspace,
  gradescope,
  classroom,
];

/** For `--help`, and for errors. */
export const layouts: readonly Layout[] = [...platforms, plain];

/** A download as a layout reads it. */
export interface Reading {
  layout: Layout;
  read: Read[];
  /** What is not of its form. */
  others: Listed[];
}

/** What systems put into folders by themselves. */
const isNoise = (name: string): boolean =>
  name.startsWith('.') || ['__MACOSX', 'Thumbs.db', 'desktop.ini'].includes(name);

/** Reads a download by one layout. */
export function readBy(layout: Layout, download: Download): Reading {
  const lineOf = layout.reader(download);
  const reading: Reading = { layout, read: [], others: [] };
  for (const entry of download.entries) {
    const line = lineOf(entry);
    if (line) reading.read.push({ entry, line });
    else if (!isNoise(entry.name) && !layout.isOwn?.(entry.name)) reading.others.push(entry);
  }
  return reading;
}

/** The platform of a download; null where as many names would be persons of a plain folder. */
export function recognise(download: Download): Reading | null {
  const isPlain = plain.reader(download);
  const fitting = platforms
    .map((layout) => readBy(layout, download))
    .filter(({ read, others }) => read.length > others.filter(isPlain).length)
    .sort((a, b) => b.read.length - a.read.length);
  return fitting[0] ?? null;
}

/**
 * A download by the layout that `--layout` names.
 * @throws UserError where not a single name is of its form
 */
export function readAs(layout: Layout, download: Download): Reading {
  const reading = readBy(layout, download);
  if (reading.read.length > 0) return reading;
  throw new UserError(
    `--layout ${layout.name}: ${download.name} holds no ${layout.looks}; leave --layout out, or name the folder that holds them`,
  );
}
