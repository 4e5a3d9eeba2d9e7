/**
 * A machine's memory once its libraries are loaded, kept on the disk: the next process reads in 30 ms
 * what takes a second and a half to come to. It is as good as the kit's compiled code, beside which it
 * lies, and is made anew where the engine or what is loaded into it is another.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
        const { length, ...places } = JSON.parse(all.toString('utf8', 0, HEADER));
        const bytes = all.subarray(HEADER);
        return bytes.length === length ? { places, bytes } : null;
      } catch {
        return null;
      }
    },
    /** Keeps this one and no older one; a folder that cannot be written to is left as it is. */
    write({ places, bytes }: Kept): void {
      const header = JSON.stringify({ ...places, length: bytes.length }).padEnd(HEADER);
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        mkdirSync(folder, { recursive: true });
        for (const name of readdirSync(folder)) {
          if (name.startsWith(`${script}-`) && !name.endsWith('.tmp'))
            rmSync(join(folder, name), { force: true });
        }
        writeFileSync(temporary, Buffer.concat([Buffer.from(header), bytes]));
        renameSync(temporary, file);
      } catch {
        rmSync(temporary, { force: true });
      }
    },
  };
}
