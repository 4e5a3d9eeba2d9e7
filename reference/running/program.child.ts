/**
 * Runs a compiled program with the bytecode that V8 made of it the last time:
 * `node program.child.cjs check.cjs 3`. Every command and every child starts here. Node keeps
 * bytecode by itself from version 22 on: of packages too, but only of what the very first run used.
 */
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { cacheFolder } from '../root';
import { compileKept } from './bytecode';

/** Runs a CommonJS file as its `require` would. */
function run(file: string): void {
  const start = compileKept(file, basename(file, '.cjs'));
  const module = { exports: {} };
  start.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
}

const { enableCompileCache } = Module as { enableCompileCache?(folder: string): unknown };
enableCompileCache?.(join(cacheFolder, 'bytecode'));
process.argv.splice(1, 1);
run(process.argv[1] as string);
