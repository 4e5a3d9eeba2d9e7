/**
 * `npm ci` that loses nothing: packages that work are moved aside, not deleted, until the new ones
 * are complete, and come back where npm fails or is interrupted.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm } from './npm.mjs';
import { say, startStep } from './progress.mjs';
import {
  dependencyFields,
  installStamp,
  modules,
  previous,
  readJson,
  root,
  runtime,
} from './state.mjs';
import { UserError } from './user-error.mjs';

/** npm writes this file when everything else is in place. */
const isComplete = () => existsSync(join(modules, '.package-lock.json'));

function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Puts right what a killed set-up left behind. */
export function recover() {
  if (!existsSync(previous)) return;
  if (!isComplete()) {
    remove(modules);
    renameSync(previous, modules);
  }
  remove(dirname(previous));
}

function moveAside() {
  if (!isComplete()) return;
  try {
    mkdirSync(dirname(previous), { recursive: true });
    renameSync(modules, previous);
  } catch {
    // A mount point, or a file in use on Windows: then npm replaces them in place.
    remove(dirname(previous));
  }
}

const merged = (manifest) =>
  JSON.stringify(
    Object.entries(Object.assign({}, ...dependencyFields.slice(0, 3).map((key) => manifest?.[key])))
      .map((pair) => pair.join('@'))
      .sort(),
  );

/** Whether a person ran `npm ci` or `npm install` by hand and everything is as the lock says. */
function isInstalledByHand() {
  const stamp = readJson(installStamp);
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const found = readJson(join(modules, '.package-lock.json'))?.packages;
  if (stamp !== null && stamp.runtime !== runtime) return false;
  if (!wanted || !found || merged(wanted['']) !== merged(readJson(join(root, 'package.json')))) {
    return false;
  }
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      (entry.optional && !found[path]) ||
      (found[path]?.version === entry.version && existsSync(join(root, path))),
  );
}

function failure(result) {
  if (result.isMissing) {
    return 'npm was not found beside this Node. Install it (it comes with https://nodejs.org)';
  }
  if (result.isOffline) return 'The package registry cannot be reached. Connect to the network';
  return `npm could not install the packages:\n${result.tail.join('\n')}\nPut that right`;
}

function thisCommand() {
  const script = process.env.npm_lifecycle_event;
  return script ? `npm run ${script}` : `node scripts/setup.mjs ${process.argv[2] ?? ''}`.trim();
}

/** Goes on with the packages of before where only the network is missing. */
function keepOld(result) {
  const { platform } = process;
  const isForeign = !(readJson(installStamp)?.runtime ?? platform).includes(platform);
  if (!isComplete() || isForeign || !result.isOffline) {
    throw new UserError(`${failure(result)}, then run this again: ${thisCommand()}`);
  }
  say('The package registry cannot be reached; going on with the packages installed before.');
  say('The next command tries again.');
}

/**
 * Brings node_modules in line with the lock file.
 * @returns {Promise<'installed' | 'found' | 'kept'>} kept: the old packages had to stay.
 */
export async function install() {
  if (isInstalledByHand()) return 'found';
  if (!isComplete()) say('First set-up of this folder: a minute or so, later runs take no time.');
  moveAside();
  const step = startStep('Installing packages');
  try {
    const result = await npm(['ci'], step);
    step.end(result.isDone ? 'Packages installed' : '');
    if (result.isDone) return 'installed';
    recover();
    keepOld(result);
    return 'kept';
  } finally {
    step.end('');
    recover();
  }
}
