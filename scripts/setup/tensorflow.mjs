/**
 * The reference engine that `npm run setup:native` built, brought back into node_modules.
 *
 * What was built lies in a private folder outside, because `npm ci` empties node_modules and
 * `npm rebuild` the package's own `deps`; to link it again takes a tenth of a second, and nothing
 * where it still is. Nothing is built or downloaded here.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { isLinked, link, sizeOf, unlink } from './links.mjs';
import { readJson } from './state.mjs';

/** Where everything that was built lies, one folder for each way of building it. */
export function nativeFolder(env = process.env) {
  const cache = env.XDG_CACHE_HOME ?? '';
  const base = isAbsolute(cache) ? cache : join(homedir(), '.cache');
  return join(base, 'attention-kata', 'native');
}

/** A folder is trusted when it was finished and every native file still has its size. */
export function readStore(folder) {
  const ready = readJson(join(folder, 'ready.json'));
  if (!ready || ready.arch !== process.arch) return null;
  const whole = Object.entries(ready.files).every(([path, size]) => {
    return sizeOf(join(folder, path)) === size;
  });
  return whole ? { ...ready, folder } : null;
}

const versionWantedBy = (root) =>
  readJson(join(root, 'package.json'))?.optionalDependencies?.['@tensorflow/tfjs-node-gpu'];

function findStore(wanted, env) {
  const base = nativeFolder(env);
  if (!existsSync(base)) return null;
  const stores = readdirSync(base).map((name) => readStore(join(base, name)));
  const fitting = stores.filter((store) => store && store.tfjs === wanted);
  return fitting.sort((a, b) => b.built - a.built)[0] ?? null;
}

/** Takes the links out of a checkout; what was built stays. */
export const unlinkNative = unlink;

/**
 * Brings node_modules in step with what `npm run setup:native` built, if it was run at all.
 *
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} env names the private folder by XDG_CACHE_HOME
 * @returns {'none' | 'kept' | 'linked' | 'removed'} nothing was built or none is wanted; all was in
 *   place; it was linked; it was taken out, because what it led to is gone
 */
export function relinkNative(root, env = process.env) {
  const wanted = versionWantedBy(root);
  // What is handed out has no engine; its packages may be lent by a kit that has one.
  if (!wanted || !existsSync(join(root, 'node_modules'))) return 'none';
  const store = findStore(wanted, env);
  if (!store) return unlink(root) ? 'removed' : 'none';
  if (isLinked(root, store)) return 'kept';
  link(root, store);
  return 'linked';
}
