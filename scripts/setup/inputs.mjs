/**
 * Which files a compiled program was made of, and so which programs a change leaves as they are.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  buildStamp,
  bundleInputs,
  installStamp,
  isUnchanged,
  listFolders,
  readJson,
  root,
} from './state.mjs';

/** Milliseconds after which no further change of a folder can have the same time, on any disk. */
const SETTLED = 3_000;

/** Neither of a package, nor a stand-in that esbuild makes for a part of Node (`(disabled):crypto`). */
const isOwn = (path) => !path.includes('node_modules/') && !path.startsWith('(disabled):');

/** What set-up itself consists of, and what it compiles by. */
export function listOwnInputs() {
  const setUp = readdirSync(join(root, 'scripts', 'setup'))
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => `scripts/setup/${name}`);
  return ['scripts/setup.mjs', ...setUp, 'tsconfig.json'];
}

/**
 * The bundles of before that would come out the same, with their inputs: none where set-up itself, what
 * it compiles by, or a package changed.
 */
export function bundlesToKeep() {
  const [stamp, made] = [readJson(buildStamp), readJson(bundleInputs)];
  if (stamp?.root !== root || stamp.packages !== readJson(installStamp)?.key || !made) return {};
  const known = new Set(stamp.inputs.map(([path]) => path));
  const same = new Set(stamp.inputs.filter(isUnchanged).map(([path]) => path));
  const stillLacks = (path) => !known.has(path) && !existsSync(join(root, path));
  const isSame = (inputs) => inputs.every((path) => same.has(path) || stillLacks(path));
  if (!isSame([...listOwnInputs(), 'package.json'])) return {};
  const { setup: _, ...rest } = made;
  return Object.fromEntries(Object.entries(rest).filter(([, inputs]) => isSame(inputs)));
}

/** Adds a file and every file that it imports, directly or not. */
function addWithImports(path, inputs, found) {
  if (found.has(path)) return;
  found.add(path);
  const own = inputs[path].imports.filter(({ external }) => !external);
  for (const imported of own) addWithImports(imported.path, inputs, found);
}

/**
 * For each new program the kit's files that were read for it, those included of which nothing was
 * used; its packages are told by the lock file.
 */
export function inputsOf(bundles) {
  const programs = bundles.flatMap(({ metafile: { inputs, outputs } }) =>
    Object.entries(outputs)
      .filter(([, { entryPoint }]) => entryPoint !== undefined)
      .map(([file, output]) => {
        const read = new Set();
        for (const path of Object.keys(output.inputs)) addWithImports(path, inputs, read);
        return [basename(file), [...read].filter(isOwn).sort()];
      }),
  );
  return Object.fromEntries(programs);
}

/** `[path, modified]` of each folder of programs; one that changes just now is looked into each time. */
export const stampFolders = (started) =>
  listFolders().map((path) => {
    const { mtimeMs } = statSync(join(root, path));
    return [path, started - mtimeMs > SETTLED ? mtimeMs : 0];
  });

/** `[path, size, modified]` of each input, for state.mjs to compare with. */
export function stampInputs(inputs, started) {
  return [...new Set([...Object.values(inputs).flat(), 'package.json'])]
    .map((path) => [path, statSync(join(root, path), { throwIfNoEntry: false })])
    .filter(([, stat]) => stat !== undefined)
    .map(([path, { size, mtimeMs }]) => {
      // Saved while esbuild was reading: whether it saw the new text is unknown.
      const isDoubtful = mtimeMs >= started && mtimeMs <= Date.now();
      return [path, size, isDoubtful ? 0 : mtimeMs];
    });
}
