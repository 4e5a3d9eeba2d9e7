/**
 * The private cache: files of one commit, and parts of files. An entry is there whole or not at
 * all, because it is written under another name and renamed. A cache that cannot be written costs
 * time and nothing else, so that is no error.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ByteSource, Range } from './bytes';

export interface Store {
  /** null where there is no such entry. */
  read(entry: string): Promise<Uint8Array | null>;
  write(entry: string, bytes: Uint8Array): Promise<void>;
  /** The names in a folder of the store. */
  list(folder: string): Promise<string[]>;
}

/** A store in a folder, which need not exist yet. */
export function openStore(root: string): Store {
  return {
    read: (entry) => readFile(join(root, entry)).catch(() => null),
    list: (folder) => readdir(join(root, folder)).catch(() => []),
    async write(entry, bytes) {
      const path = join(root, entry);
      const temporary = `${path}.${randomUUID()}.tmp`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(temporary, bytes);
        await rename(temporary, path);
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
  };
}

/** For what may not be kept, such as files whose commit is not known. */
export const noStore: Store = {
  read: async () => null,
  list: async () => [],
  write: async () => {},
};

const entryOf = ({ from, to }: Range): string => `${from}-${to}`;

function rangeOf(entry: string): Range[] {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(entry) ?? [];
  return from && to ? [{ from: Number(from), to: Number(to) }] : [];
}

/** A source whose parts are kept: `folder/from-to`, read again where a kept part holds the bytes. */
export async function keepParts(
  source: ByteSource,
  store: Store,
  folder: string,
): Promise<ByteSource> {
  const kept = (await store.list(folder)).flatMap(rangeOf);
  const readKept = async (from: number, to: number): Promise<Uint8Array | null> => {
    const part = kept.find((range) => range.from <= from && to <= range.to);
    const bytes = part && (await store.read(`${folder}/${entryOf(part)}`));
    if (bytes?.length !== (part && part.to - part.from)) return null;
    return part && bytes ? bytes.subarray(from - part.from, to - part.from) : null;
  };
  return {
    ...source,
    async read(from, to) {
      const found = await readKept(from, to);
      if (found) return found;
      const bytes = await source.read(from, to);
      await store.write(`${folder}/${entryOf({ from, to })}`, bytes);
      kept.push({ from, to });
      return bytes;
    },
  };
}
