/**
 * What source files need: the files that they import, directly or not, and the packages. Read off
 * the sources as the compiler sees them, types included, so that an editor finds everything too.
 * A template with a variable in it names no file: parts that may be absent are reached like that.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, posix } from 'node:path';
import { preProcessFile } from 'typescript';
import { root } from '../../reference/root';
import { filesBelow } from './files';

/** Paths from the root, with slashes. */
export interface Needed {
  files: string[];
  packages: string[];
}

const isFile = (path: string): boolean =>
  statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false;

/** The file a relative import means: written out, or without its ending. */
function fileOf(importer: string, name: string): string {
  const path = posix.join(dirname(importer), name);
  const candidates = [path, `${path}.ts`, path.replace(/\.mjs$/, '.d.mts')];
  const found = candidates.find(isFile);
  if (found) return found;
  throw new Error(`release: ${importer} imports ${name}, and there is no such file`);
}

/** `@scope/name/deep` → `@scope/name` */
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** `startChild<…>('calls')`, `takeChild<…>('calls')` and `childProgram('calls')` start the program of `calls.child.ts`. */
const childrenOf = (source: string): string[] =>
  [...source.matchAll(/(?:(?:start|take)Child(?:<[^()]*>)?|childProgram)\(\s*'([\w-]+)'/g)].map(
    ([, name = '']) => name,
  );

/** `new Worker(new URL('./attend.worker.ts', …))` */
const workersOf = (source: string): string[] =>
  [...source.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g)].map(([, name = '']) => name);

function namesIn(source: string): string[] {
  const { importedFiles } = preProcessFile(source, true, true);
  return [...importedFiles.map(({ fileName }) => fileName), ...workersOf(source)];
}

/** Where the program of each `*.child.ts` lies: `calls` → `reference/running/calls.child.ts`. */
export function childPrograms(): Map<string, string> {
  const files = ['reference', 'scripts'].flatMap((folder) =>
    filesBelow(join(root, folder)).map((file) => `${folder}/${file}`),
  );
  const children = files.filter((path) => path.endsWith('.child.ts'));
  return new Map(children.map((path) => [basename(path, '.child.ts'), path]));
}

/**
 * What one source file names: files by import or as a program to start, and packages.
 * @param path of the source, from the root
 */
export function importsOf(path: string, source: string, programs: Map<string, string>): Needed {
  const names = namesIn(source);
  const started = childrenOf(source).map((name) => {
    const program = programs.get(name);
    if (program) return program;
    throw new Error(`release: ${path} starts ${name}, and there is no such program`);
  });
  const files = names.filter((name) => name.startsWith('.')).map((name) => fileOf(path, name));
  const packages = names.filter((name) => !name.startsWith('.') && !isBuiltin(name));
  return { files: [...files, ...started], packages: packages.map(packageOf) };
}

/**
 * Everything that some files need, themselves included, sorted.
 * @param entries paths from the root
 */
export function neededBy(entries: readonly string[]): Needed {
  const programs = childPrograms();
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (path: string): void => {
    if (files.has(path)) return;
    if (!existsSync(join(root, path))) throw new Error(`release: there is no ${path}`);
    files.add(path);
    if (!/\.m?ts$|\.mjs$/.test(path)) return;
    const needed = importsOf(path, readFileSync(join(root, path), 'utf8'), programs);
    for (const name of needed.packages) packages.add(name);
    needed.files.forEach(visit);
  };
  entries.forEach(visit);
  return { files: [...files].sort(), packages: [...packages].sort() };
}
