/**
 * Everything that set-up does when there is something to do, in order and one at a time.
 * Stamps are written here and in compile.mjs, each after what it vouches for.
 */
import { compile, writeWhole } from './compile.mjs';
import { install, recover } from './install.mjs';
import { hasLibraries } from './libraries.mjs';
import { withLock } from './lock.mjs';
import { reportTensorFlow, settleCanvas } from './native.mjs';
import { interruptible } from './process.mjs';
import { say } from './progress.mjs';
import {
  installStamp,
  isBuilt,
  isCanvasSettled,
  isInstalled,
  packagesKey,
  root,
  runtime,
} from './state.mjs';
import { relinkNative } from './tensorflow.mjs';

const alone = (work) => interruptible(() => withLock(work));

/** An install wipes what `setup:native` linked in; the built parts lie elsewhere. */
function relinkTensorFlow() {
  try {
    if (relinkNative(root) === 'linked') say('tfjs-node-gpu, built by setup:native, is linked in.');
  } catch (error) {
    say(`tfjs-node-gpu could not be linked (${error.message}); npm run setup:native tries again.`);
  }
}

async function bringPackages() {
  const key = packagesKey();
  const hadLibraries = hasLibraries();
  const outcome = isInstalled() ? 'unchanged' : await install();
  if (outcome === 'kept') return;
  relinkTensorFlow();
  if (outcome === 'installed') reportTensorFlow();
  const canvas = await settleCanvas(outcome === 'installed' && hadLibraries);
  writeWhole(installStamp, JSON.stringify({ key, runtime, canvas }));
}

/** Makes the checkout ready. Throws a UserError where a person has to do something first. */
export async function prepare() {
  await alone(async () => {
    recover();
    if (!isInstalled() || !(await isCanvasSettled())) await bringPackages();
    if (!isBuilt()) await compile();
  });
}

/** Compiles the kit where that is out of date, with the packages as they are. */
export async function build() {
  if (isBuilt()) return;
  await alone(async () => {
    if (!isBuilt()) await compile();
  });
}
