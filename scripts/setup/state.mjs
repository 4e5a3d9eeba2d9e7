/**
 * What is already done, told by two stamps beside the results: install.json (packages) and
 * build.json (compiled kit). A stamp is written last, so what was interrupted has none.
 * Reads only: some hundred `stat`s and a few small files. prepare.mjs writes the stamps.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const modules = join(root, 'node_modules');
/** Packages of before, while `npm ci` replaces them. The inner name keeps git and Jest out. */
export const previous = join(root, '.previous', 'node_modules');
export const cache = join(modules, '.cache', 'attention-kata');
export const buildFolder = join(cache, 'build');
export const installStamp = join(cache, 'install.json');
export const buildStamp = join(cache, 'build.json');
/** The files of the kit that each compiled program was made of: `{ 'grade.cjs': ['exercises/…', …] }`. */
export const bundleInputs = join(cache, 'bundles.json');

export const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'overrides',
];

/** Native packages belong to one of these. */
export const runtime = [process.version, process.platform, process.arch].join(' ');

/** The parsed file, or null where there is none or only half of one. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A hash of everything that decides what an install brings. */
export function packagesKey() {
  // `import 'node:crypto'` takes 3 ms longer than this, a third of a warm set-up.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const parts = dependencyFields.map((field) => manifest[field]);
  return createHash('sha1')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(JSON.stringify([parts, runtime]))
    .digest('hex');
}

const isSource = (name) => /^[^.]+\.ts$/.test(name);
const isChild = (name) => name.endsWith('.child.ts');

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return item.name === 'node_modules' ? [] : filesBelow(path);
    return [path];
  });
}

/** The names that can be given as a command: scripts/commands/check.ts is `check`. */
export function listCommands() {
  return readdirSync(join(root, 'scripts', 'commands'))
    .filter(isSource)
    .map((name) => basename(name, '.ts'));
}

const sourcesBelow = (...folders) => folders.flatMap((name) => filesBelow(join(root, name)));

/** Every file that becomes a script for the sandbox's interpreter. */
export function listScripts() {
  return sourcesBelow('scripts')
    .filter((name) => name.endsWith('.vm.ts'))
    .sort();
}

/** Every file that becomes a program of its own: commands and `*.child.ts`. */
export function listEntries() {
  const children = sourcesBelow('scripts', 'reference');
  return [
    ...listCommands().map((name) => join(root, 'scripts', 'commands', `${name}.ts`)),
    ...children.filter(isChild),
  ].sort();
}

export function isInstalled() {
  return readJson(installStamp)?.key === packagesKey();
}

/** False where node-canvas could not be built for want of libraries that are there now. */
export async function isCanvasSettled() {
  if (readJson(installStamp)?.canvas !== 'waiting') return true;
  return !(await import('./libraries.mjs')).hasLibraries();
}

/** Every folder in which a program could lie; its time tells of each file that came or went. */
export function listFolders() {
  const below = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((item) => item.isDirectory() && item.name !== 'node_modules')
      .flatMap(({ name }) => [`${folder}/${name}`, ...below(`${folder}/${name}`)]);
  return ['scripts', 'reference']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => [folder, ...below(folder)]);
}

/** Whether no program came or went: as told by the folders, or else by a look at all that is there. */
function hasSameEntries({ folders, entries }) {
  const modified = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
  if (folders?.every(([path, time]) => modified(path) === time)) return true;
  return entries.join() === [...listEntries(), ...listScripts()].join();
}

/** Whether a file of a stamp is as it was. */
export function isUnchanged([path, size, modified]) {
  const now = statSync(join(root, path), { throwIfNoEntry: false });
  return now !== undefined && now.size === size && now.mtimeMs === modified;
}

export function isBuilt() {
  const stamp = readJson(buildStamp);
  return (
    stamp !== null &&
    stamp.root === root &&
    stamp.packages === readJson(installStamp)?.key &&
    hasSameEntries(stamp) &&
    stamp.inputs.every(isUnchanged)
  );
}

export async function isReady() {
  return isInstalled() && isBuilt() && !existsSync(previous) && (await isCanvasSettled());
}
