/**
 * Runs a compiled program with the bytecode that V8 made of it the last time, which a start would
 * otherwise spend half of its time on: `node program.child.cjs check.cjs 3`. Every command and every
 * child starts here. Node keeps bytecode by itself from version 22 on: of packages too, but only
 * of what the very first run used.
 */
import { readFileSync, statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
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

/** Runs a CommonJS file as its `require` would. */
function run(file: string): void {
  // V8 compares the length of the source and no more: when it was written says the rest.
  const compiled = statSync(file).mtimeMs;
  const keptIn = join(cacheFolder, 'bytecode', made, basename(file, '.cjs'));
  const found = read(keptIn);
  const kept = found?.compiled === compiled ? found : null;
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), {
    filename: file,
    cachedData: kept?.bytecode,
  });
  const isTaken = kept !== null && script.cachedDataRejected === false;
  process.once('exit', () => {
    const size = getHeapCodeStatistics().bytecode_and_metadata_size;
    if (isTaken && size < GROWTH * kept.size) return;
    try {
      write(keptIn, { compiled, size, bytecode: script.createCachedData() });
    } catch {
      // Code that ran here may have changed what this needs: the program ends as it would without.
    }
  });
  const module = { exports: {} };
  const start = script.runInThisContext();
  start.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
}

const { enableCompileCache } = Module as { enableCompileCache?(folder: string): unknown };
enableCompileCache?.(join(cacheFolder, 'bytecode'));
process.argv.splice(1, 1);
run(process.argv[1] as string);
