/**
 * What node-canvas is built from, seen without starting a process. Only looks; native.mjs acts.
 */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs on the PATH, or undefined. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function pkgConfigFolders() {
  const multiarch = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-'))
    : [];
  return [
    ...(process.env.PKG_CONFIG_PATH ?? '').split(delimiter).filter(Boolean),
    ...multiarch.map((name) => `/usr/lib/${name}/pkgconfig`),
    '/usr/lib/pkgconfig',
    '/usr/lib64/pkgconfig',
    '/usr/share/pkgconfig',
    '/usr/local/lib/pkgconfig',
    '/opt/homebrew/lib/pkgconfig',
  ];
}

export const hasCompiler = () =>
  Boolean(findProgram('g++', 'c++', 'clang++') && findProgram('make'));
export const hasPython = () => Boolean(findProgram('python3', 'python'));

/** Whether node-gyp could build node-canvas here. */
export function hasLibraries() {
  const folders = pkgConfigFolders();
  const isThere = (name) => folders.some((folder) => existsSync(join(folder, name)));
  return (
    hasCompiler() &&
    hasPython() &&
    Boolean(findProgram('pkg-config', 'pkgconf')) &&
    ['cairo.pc', 'pangocairo.pc'].every(isThere)
  );
}
