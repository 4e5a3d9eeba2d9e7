/**
 * The engine of a machine: QuickJS compiled to WebAssembly, on a memory that it is given. Strings
 * cross its border by Node's own encoders, because the loops that the module brings for them take as
 * long as many a call.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { root } from '../../reference/root';
import { type BoundedMemory, contentWithLess } from './memory';

const binary = createRequire(join(root, 'package.json')).resolve(
  '@jitl/quickjs-wasmfile-release-sync/wasm',
);

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
