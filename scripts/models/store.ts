/**
 * The private cache: files of one commit, and parts of files. An entry is there whole or not at
 * all, because it is written under another name and renamed. A cache that cannot be written costs
 * time and nothing else, so that is no error.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Store {
  /** For messages. */
  folder: string;
  /** null where there is no such entry. */
  read(entry: string): Promise<Uint8Array | null>;
  write(entry: string, bytes: Uint8Array): Promise<void>;
  /** The names in a folder of the store. */
  list(folder: string): Promise<string[]>;
  /** Removes an entry, or all of them. */
  forget(entry?: string): Promise<void>;
}

/** A store in a folder, which need not exist yet. */
export function openStore(folder: string): Store {
  return {
    folder,
    read: (entry) => readFile(join(folder, entry)).catch(() => null),
    list: (name) => readdir(join(folder, name)).catch(() => []),
    forget: (entry = '') =>
      rm(join(folder, entry), { recursive: true, force: true }).catch(() => {}),
    async write(entry, bytes) {
      const path = join(folder, entry);
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
  folder: 'no cache',
  read: async () => null,
  list: async () => [],
  forget: async () => {},
  write: async () => {},
};
