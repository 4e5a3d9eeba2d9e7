/**
 * The package's own addon, compiled against the wheel's libraries. The one that the package would
 * download asks for other symbol versions and does not load with them. N-API keeps one binary good
 * for every Node.
 */
import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE } from './packages';
import { type Program, runProgram } from './programs';

export const ADDON = 'tfjs_binding.node';
/** From `lib/napi-v8/`, where the package looks for its addon, to the links beside it. */
const RPATH = '-Wl,-rpath,$ORIGIN/../../deps/lib';

/** `libtensorflow_cc.so.2`, `libtensorflow_framework.so.2` */
export const librariesIn = (store: string): string[] =>
  readdirSync(join(store, 'tensorflow')).filter((name) =>
    /^libtensorflow_\w+\.so\.\d+$/.test(name),
  );

/** The compiler's arguments, as paths from the store. */
export function compilerArguments(libraries: string[], output: string): string[] {
  const source = join('npm', 'node_modules', PACKAGE);
  const includes = ['tensorflow/include', 'npm/node_modules/node-api-headers/include', source];
  return [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-w', '-DNAPI_VERSION=8'],
    ...includes.map((folder) => `-I${folder}`),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(source, 'binding', file)),
    ...['-o', output, '-Ltensorflow', ...libraries.map((name) => `-l:${name}`), RPATH],
  ];
}

/**
 * Compiles the addon into the store, under another name until it is whole.
 * @returns its bytes
 */
export async function compileAddon(compiler: Program, store: string): Promise<number> {
  const draft = `${ADDON}.part`;
  await runProgram(compiler, compilerArguments(librariesIn(store), draft), {
    folder: store,
    failure: 'setup:native: the addon could not be compiled',
    advice: 'it needs a compiler that knows C++17 (g++ 8 or newer); CXX=… names another',
  });
  renameSync(join(store, draft), join(store, ADDON));
  return statSync(join(store, ADDON)).size;
}
