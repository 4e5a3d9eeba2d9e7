/**
 * The bytecode that V8 made of a file, kept on the disk for the next process, which would otherwise
 * spend half of its start on it.
 */
import { readFileSync, statSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { getHeapCodeStatistics } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { writeCacheFile } from '../cache-file';
import { cacheFolder } from '../root';

/** V8 takes bytecode only where version, processor and flags are those that it was made with. */
const made = [process.version, process.arch, ...process.execArgv].join('').replace(/[^\w.-]/g, '-');

/**
 * In front of the bytecode: when the program was compiled, the size of all bytecode in that run, and a
 * checksum. V8 compares none, and a process that it gives damaged bytecode to crashes.
 */
const HEADER = 3 * Float64Array.BYTES_PER_ELEMENT;
/** Where so many times as much was compiled as is kept, it pays to keep it all. */
const GROWTH = 1.2;

interface Kept {
  compiled: number;
  size: number;
  bytecode: Buffer;
}

function read(file: string): Kept | null {
  try {
    const content = readFileSync(file);
    const [compiled = 0, size = 0, checksum] = [0, 8, 16].map((at) => content.readDoubleLE(at));
    const bytecode = content.subarray(HEADER);
    return checksum === crc32(bytecode) ? { compiled, size, bytecode } : null;
  } catch {
    return null;
  }
}

function write(file: string, { compiled, size, bytecode }: Kept): void {
  const header = Buffer.alloc(HEADER);
  for (const [i, value] of [compiled, size, crc32(bytecode)].entries()) {
    header.writeDoubleLE(value, i * Float64Array.BYTES_PER_ELEMENT);
  }
  writeCacheFile(file, Buffer.concat([header, bytecode]));
}

/** What of this process is written down when it ends. */
const keeping: ((size: number) => void)[] = [];

function keepAtEnd(keep: (size: number) => void): void {
  if (keeping.push(keep) > 1) return;
  process.once('exit', () => {
    const size = getHeapCodeStatistics().bytecode_and_metadata_size;
    for (const each of keeping) {
      try {
        each(size);
      } catch {
        // Code that ran here may have changed what this needs: the process ends as it would without.
      }
    }
  });
}

/** A CommonJS file as Node wraps it. */
export type Wrapped = (
  this: unknown,
  exports: unknown,
  require: NodeJS.Require,
  module: { exports: unknown },
  file: string,
  folder: string,
) => void;

/**
 * Compiles a CommonJS file with what is kept of it, and keeps what it comes to in this process.
 * @param name under which it is kept
 * @throws SyntaxError for any other file
 */
export function compileKept(file: string, name: string): Wrapped {
  // V8 compares the length of the source and no more: when it was written says the rest.
  const compiled = statSync(file).mtimeMs;
  const keptIn = join(cacheFolder, 'bytecode', made, name);
  const found = read(keptIn);
  const kept = found?.compiled === compiled ? found : null;
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), {
    filename: file,
    cachedData: kept?.bytecode,
  });
  const isTaken = kept !== null && script.cachedDataRejected === false;
  keepAtEnd((size) => {
    if (isTaken && size < GROWTH * kept.size) return;
    write(keptIn, { compiled, size, bytecode: script.createCachedData() });
  });
  return script.runInThisContext();
}
