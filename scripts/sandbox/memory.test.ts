/** That the engine begins on as little memory as a machine gives it, and says so when it cannot. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { contentWithLess, createMemory } from './memory';

const binary = readFileSync(
  createRequire(join(root, 'package.json')).resolve('@jitl/quickjs-wasmfile-release-sync/wasm'),
);
const { memory } = createMemory();

/** What the engine imports, with this memory for its own. */
const imports = (): WebAssembly.Imports => {
  const nothing = (): void => {};
  return { a: new Proxy({}, { get: (_, name) => (name === 'a' ? memory : nothing) }) };
};

test('the engine as it comes asks for more memory than there is', () => {
  expect(() => new WebAssembly.Instance(new WebAssembly.Module(binary), imports())).toThrow(
    /memory import/,
  );
});

test('it is content with less once it is told so', () => {
  const module = new WebAssembly.Module(contentWithLess(binary));
  expect(() => new WebAssembly.Instance(module, imports())).not.toThrow();
});

test('an engine that asks in another way is refused before it runs', () => {
  expect(() => contentWithLess(Buffer.concat([binary, binary]))).toThrow(/in an unknown way/);
  expect(() => contentWithLess(Buffer.alloc(8))).toThrow(/in an unknown way/);
});
