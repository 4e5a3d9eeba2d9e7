/**
 * Unpacks archives in memory: nothing of one is written to the disk. yauzl reads the directory of
 * the archive, refuses paths that are absolute or lead out of it, and sees to it that an entry has
 * the size it claims; the limits below are looked at before anything is unpacked.
 */
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, fromFdPromise, type ZipFile } from 'yauzl';
import { type Content, type Opened, showSize } from './disk';
import {
  type Closed,
  type HandedFile,
  type HandedIn,
  merge,
  notePassedOver,
  nothing,
} from './handed-in';
import { claimOf, isPassedOver } from './names';
import { SIZE_LIMIT } from './source';

/** Archives within archives. */
const MOST_DEEP = 3;
/** Entries of one archive; the kit with its packages has a quarter of them. */
const MOST_ENTRIES = 200_000;
/** Bytes of an archive within an archive. */
const MOST_INNER = 64 * 2 ** 20;
/** How many times its own size an inner archive may unpack to. */
const MOST_RATIO = 100;
/** Bytes that one person's archives may unpack to together. */
const MOST_UNPACKED = 256 * 2 ** 20;

/** What one person's archives have unpacked to so far. */
export interface Budget {
  unpacked: number;
}

/** Bits of `externalFileAttributes` on Unix: the type of the file, and that of a link. */
const TYPE = 0o170000;
const LINK = 0o120000;
const isLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & TYPE) === LINK;

const isArchive = (path: string): boolean => /\.zip$/i.test(path);

/** Why an entry is not unpacked; null where it may be. */
function refusalOf(entry: Entry, budget: Budget): string | null {
  const { compressedSize, uncompressedSize } = entry;
  const limit = isArchive(entry.fileName) ? MOST_INNER : SIZE_LIMIT;
  if (isLink(entry)) return 'it is a link';
  if (entry.isEncrypted()) return 'it is encrypted';
  if (!entry.canDecodeFileData()) return 'it is compressed in a way that is not known here';
  if (uncompressedSize > limit) return `it is larger than ${showSize(limit)}`;
  if (uncompressedSize > SIZE_LIMIT && uncompressedSize > MOST_RATIO * compressedSize) {
    return `it unpacks to more than ${MOST_RATIO} times its size`;
  }
  if (budget.unpacked + uncompressedSize > MOST_UNPACKED) {
    return `what was handed in unpacks to more than ${showSize(MOST_UNPACKED)}`;
  }
  return null;
}

async function unpack(zip: ZipFile, entry: Entry, budget: Budget): Promise<Content> {
  const rejected = refusalOf(entry, budget);
  if (rejected) return { rejected };
  budget.unpacked += entry.uncompressedSize;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const isWhole = crc32(bytes) === entry.crc32;
    return isWhole ? { bytes } : { rejected: 'it is damaged in the archive' };
  } catch (error) {
    return { rejected: `it cannot be unpacked (${(error as Error).message})` };
  }
}

/** What is named but not unpacked has no content. */
const unread = (path: string): HandedFile => ({
  path,
  read: () => ({ rejected: 'it was not unpacked' }),
});

const closedAs = (closed: Closed): HandedIn => ({ ...nothing(), closed: [closed] });

async function takeEntry(
  zip: ZipFile,
  entry: Entry,
  place: { path: string; depth: number },
  budget: Budget,
): Promise<HandedIn> {
  const path = `${place.path}/${entry.fileName}`;
  const isInner = isArchive(entry.fileName);
  if (!isInner && !claimOf(path)) return { ...nothing(), files: [unread(path)] };
  const content = await unpack(zip, entry, budget);
  if (!isInner) return { ...nothing(), files: [{ path, read: () => content }] };
  if (!('bytes' in content)) return closedAs({ path, ...content });
  return unzip(content.bytes, { path, depth: place.depth + 1 }, budget);
}

async function takeEntries(
  zip: ZipFile,
  place: { path: string; depth: number },
  budget: Budget,
): Promise<HandedIn> {
  const all = nothing();
  if (zip.entryCount > MOST_ENTRIES) {
    return closedAs({ path: place.path, rejected: `it has more than ${MOST_ENTRIES} entries` });
  }
  for await (const entry of zip.eachEntry()) {
    const path = `${place.path}/${entry.fileName}`;
    if (entry.fileName.split('/').some(isPassedOver)) notePassedOver(path, all);
    else if (!entry.fileName.endsWith('/')) merge(all, await takeEntry(zip, entry, place, budget));
  }
  return all;
}

/**
 * The files of an archive. One that is broken, encrypted or too much is `closed`, with the reason.
 * @param place the archive's own path within what was handed in, and how many archives it lies in
 */
export async function unzip(
  archive: Opened | Buffer,
  place: { path: string; depth: number },
  budget: Budget,
): Promise<HandedIn> {
  const { path } = place;
  if (place.depth > MOST_DEEP) {
    return closedAs({ path, rejected: `it lies in more than ${MOST_DEEP} archives` });
  }
  try {
    const zip = Buffer.isBuffer(archive)
      ? await fromBufferPromise(archive)
      : await fromFdPromise(archive.file, { autoClose: false });
    return await takeEntries(zip, place, budget);
  } catch (error) {
    return closedAs({ path, rejected: `it cannot be unpacked (${(error as Error).message})` });
  }
}
