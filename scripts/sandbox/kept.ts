/**
 * A machine's memory once its harness is loaded, kept on the disk: with libraries the next process
 * reads in 30 ms what takes a second and a half to come to. It is as good as the kit's compiled code,
 * beside which it lies, and is made anew where the engine or what is loaded into it is another.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeCacheFile } from '../../reference/cache-file';
import { cacheFolder } from '../../reference/root';

/** Where things lie in the memory: what the host made before, and the harness's doors. */
export interface Places {
  host: number;
  doors: number[];
}

export interface Kept {
  places: Places;
  bytes: Uint8Array;
}

const folder = join(cacheFolder, 'machines');
const HEADER = 256;

const fileOf = (script: string, parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return join(folder, `${script}-${hash.digest('hex').slice(0, 16)}`);
};

/** A fault of the disk must change no mark: what is read has to be what was written. */
const sumOf = (bytes: Uint8Array): number => crc32(bytes);

/** Those of another engine, or of other libraries; half a file has a longer name. */
function removeOlder(script: string): void {
  for (const name of readdirSync(folder)) {
    const isKept = /-[0-9a-f]{16}$/.test(name) && name.startsWith(`${script}-`);
    if (isKept) rmSync(join(folder, name), { force: true });
  }
}

/**
 * @param script the name of what is loaded
 * @param parts all that decides what the memory becomes
 */
export function createKeep(script: string, parts: readonly (string | Buffer)[]) {
  const file = fileOf(script, parts);
  return {
    /** Null where there is none, or none that is whole. */
    read(): Kept | null {
      try {
        const all = readFileSync(file);
        const { sum, ...places } = JSON.parse(all.toString('utf8', 0, HEADER));
        const bytes = all.subarray(HEADER);
        return sum === sumOf(bytes) ? { places, bytes } : null;
      } catch {
        return null;
      }
    },
    /** Keeps this one and no older one; a folder that cannot be written to is left as it is. */
    write({ places, bytes }: Kept): void {
      try {
        const header = JSON.stringify({ ...places, sum: sumOf(bytes) }).padEnd(HEADER);
        mkdirSync(folder, { recursive: true });
        removeOlder(script);
        writeCacheFile(file, Buffer.concat([Buffer.from(header), bytes]));
      } catch {
        // The next process loads the libraries again.
      }
    },
  };
}
