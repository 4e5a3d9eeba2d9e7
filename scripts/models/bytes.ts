/**
 * Bytes that are read where they are needed: one small interface for a file on disk, a file on a
 * server and a file in the cache. Ranges are `from … to`, `to` exclusive, counted from 0.
 */
import { open, stat } from 'node:fs/promises';
import { UserError } from '../../reference/user-error';

export interface Range {
  from: number;
  to: number;
}

export interface ByteSource {
  /** For messages: a path or `id/file`. */
  name: string;
  size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

/** A file of which parts may be kept for another time. */
export interface WeightsFile {
  /** For messages. */
  name: string;
  /** Gives `work` the file to read. What is fetched for it is kept only where it ends well. */
  use<T>(work: (source: ByteSource) => Promise<T>): Promise<T>;
}

/** A source of which nothing is kept. */
export const unkept = (source: ByteSource): WeightsFile => ({
  name: source.name,
  use: (work) => work(source),
});

/** Joined ranges end here, so that a broken connection costs little and several run at once. */
const LARGEST_JOIN = 8 << 20;

const AT_ONCE = 6;

/** Joins ranges that touch or overlap, in order. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    const isInside = last && to <= last.to;
    const joins = last && from <= last.to && to - last.from <= LARGEST_JOIN;
    if (last && (isInside || joins)) last.to = Math.max(last.to, to);
    else if (to > from) merged.push({ from, to });
  }
  return merged;
}

/**
 * Reads ranges with as few reads as they need.
 * @returns the bytes of each range, in the order asked
 */
export async function readRanges(source: ByteSource, ranges: readonly Range[]) {
  const merged = mergeRanges(ranges);
  const parts = new Map<Range, Uint8Array>();
  const queue = [...merged];
  const work = async (): Promise<void> => {
    for (let range = queue.shift(); range; range = queue.shift()) {
      parts.set(range, await source.read(range.from, range.to));
    }
  };
  const stop = (error: unknown): never => {
    queue.length = 0;
    throw error;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch(stop)));
  return ranges.map(({ from, to }) => {
    const around = merged.find((range) => range.from <= from && to <= range.to);
    const bytes = around && parts.get(around);
    return bytes ? bytes.subarray(from - around.from, to - around.from) : new Uint8Array(0);
  });
}

/**
 * A file on disk.
 * @throws UserError when a read comes back short
 */
export async function openFile(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return {
    name: path,
    size,
    async read(from, to) {
      const file = await open(path);
      try {
        const { buffer, bytesRead } = await file.read(
          new Uint8Array(to - from),
          0,
          to - from,
          from,
        );
        if (bytesRead === to - from) return buffer;
        throw new UserError(
          `${path}: expected bytes ${from}–${to - 1}, the file ended after ${from + bytesRead}; was it changed? Run the command again`,
        );
      } finally {
        await file.close();
      }
    },
  };
}
