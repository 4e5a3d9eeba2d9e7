/**
 * The engine of a machine: QuickJS compiled to WebAssembly, on a memory that it is given. Strings
 * cross its border by Node's own encoders, because the loops that the module brings for them take as
 * long as many a call.
 *
 * The package's binary is made for little size. `quickjs.wasm` beside this file is the same with its
 * small functions put into those that call them, which takes a fifth off all that runs in it:
 *
 *     npx -p binaryen@132.0.0 wasm-opt -O3 -aimfs 40 -fimfs 60 --enable-bulk-memory \
 *       --enable-sign-ext --enable-mutable-globals --enable-nontrapping-float-to-int \
 *       node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm \
 *       -o scripts/sandbox/quickjs.wasm
 *
 * What students are handed has the package's alone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { root } from '../../reference/root';
import { type BoundedMemory, contentWithLess } from './memory';

/** The binary of the package. */
export const packaged = createRequire(join(root, 'package.json')).resolve(
  '@jitl/quickjs-wasmfile-release-sync/wasm',
);
/** The same, optimised. */
export const optimised = join(root, 'scripts', 'sandbox', 'quickjs.wasm');
export const binary = existsSync(optimised) ? optimised : packaged;

/** The module's functions for strings, which end in a zero; `at` counts bytes of the memory. */
const stringsIn = (memory: WebAssembly.Memory) => ({
  lengthBytesUTF8: (text: string): number => Buffer.byteLength(text),
  stringToUTF8(text: string, at: number, room: number): number {
    const bytes = Buffer.from(memory.buffer, at, room);
    const length = bytes.write(text);
    bytes[length] = 0;
    return length;
  },
  UTF8ToString(at: number): string {
    const bytes = Buffer.from(memory.buffer, at);
    return bytes.toString('utf8', 0, bytes.indexOf(0));
  },
});

/** Starts an engine that leaves its memory when that is full. */
export function loadEngine({ memory, guard }: BoundedMemory) {
  const instantiateWasm = (
    imports: WebAssembly.Imports,
    use: (instance: WebAssembly.Instance) => void,
  ): object => {
    const module = new WebAssembly.Module(contentWithLess(readFileSync(binary)));
    const instance = new WebAssembly.Instance(module, guard(imports));
    use(instance);
    return instance.exports;
  };
  const postRun = [(module: object) => void Object.assign(module, stringsIn(memory))];
  const emscriptenModule = { instantiateWasm, postRun } as object;
  return newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmMemory: memory, emscriptenModule }),
  );
}
