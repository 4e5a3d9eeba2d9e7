/**
 * Where things lie on disk. The same answer from a source file and from the compiled cache,
 * because both stand somewhere below the package's own package.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function isKit(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  return JSON.parse(readFileSync(manifest, 'utf8')).name === 'attention-kata';
}

function findRoot(folder: string): string {
  if (isKit(folder)) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`root: no attention-kata package.json above ${__dirname}`);
  return findRoot(parent);
}

/** The repository's folder. */
export const root = findRoot(__dirname);

/** What may be deleted at any time: compiled code, the engine probe's answers, hints asked for. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'attention-kata');

/** The compiled form of a `*.child.ts` file, for `child_process.spawn`. */
export const childProgram = (name: string): string =>
  join(cacheFolder, 'build', `${name}.child.cjs`);
