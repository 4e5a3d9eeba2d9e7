/**
 * Puts together what a person handed in: files, folders to their depth, archives unpacked in memory.
 * Links are named and never followed.
 */
import { closeFile, type Listed, listFolder, openFile, readFile, type Unread } from './disk';
import { type HandedIn, merge, notePassedOver, nothing } from './handed-in';
import { isPassedOver } from './names';
import { SIZE_LIMIT } from './source';
import { type Budget, unzip } from './zip';

/** A file or folder on the disk, under the name that the person gave it. */
export interface Part extends Listed {
  /** Path within what was handed in; empty for a folder whose content is all of it. */
  as: string;
}

/** Folders within folders. */
const MOST_DEEP = 16;
/** Files and folders of one person, packages left out. */
const MOST_ENTRIES = 50_000;

/** Archives that other programs make. */
const otherArchive = /\.(?:rar|7z|tar|tgz|gz|bz2|xz)$/i;

interface Walk {
  all: HandedIn;
  budget: Budget;
  entries: number;
}

async function takeArchive(part: Part, { all, budget }: Walk): Promise<void> {
  const opened = openFile(part.path);
  if (!('file' in opened)) {
    all.closed.push({ path: part.as, ...opened });
    return;
  }
  try {
    merge(all, await unzip(opened, { path: part.as, depth: 1 }, budget));
  } finally {
    closeFile(opened);
  }
}

async function takeFolder(part: Part, depth: number, walk: Walk): Promise<void> {
  const listed = listFolder(part.path);
  const isTooDeep = depth > MOST_DEEP && {
    rejected: `it lies more than ${MOST_DEEP} folders deep`,
  };
  if (!Array.isArray(listed) || isTooDeep) {
    walk.all.closed.push({ path: part.as || '.', ...(isTooDeep || (listed as Unread)) });
    return;
  }
  for (const entry of listed) {
    const as = part.as ? `${part.as}/${entry.name}` : entry.name;
    if (isPassedOver(entry.name)) notePassedOver(as, walk.all);
    else await take({ ...entry, as }, depth + 1, walk);
  }
}

async function take(part: Part, depth: number, walk: Walk): Promise<void> {
  const { as: path, kind } = part;
  walk.entries += 1;
  if (walk.entries > MOST_ENTRIES) return;
  if (kind === 'folder') return takeFolder(part, depth, walk);
  if (kind === 'link') {
    walk.all.closed.push({ path, rejected: 'it is a link' });
  } else if (kind === 'file' && /\.zip$/i.test(path)) {
    await takeArchive(part, walk);
  } else if (otherArchive.test(path)) {
    walk.all.closed.push({ path, rejected: 'it is an archive, and only .zip is unpacked' });
  } else {
    walk.all.files.push({ path, read: () => readFile(part.path, SIZE_LIMIT) });
  }
}

/** Everything in what a person handed in, by its path. */
export async function gather(parts: readonly Part[]): Promise<HandedIn> {
  const walk: Walk = { all: nothing(), budget: { unpacked: 0 }, entries: 0 };
  for (const part of parts) await take(part, 0, walk);
  if (walk.entries > MOST_ENTRIES) {
    const rejected = `it holds more than ${MOST_ENTRIES} files and folders`;
    walk.all.closed.push({ path: '.', rejected });
  }
  return walk.all;
}
