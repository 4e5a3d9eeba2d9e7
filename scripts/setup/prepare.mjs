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
import {
  installStamp,
  isBuilt,
  isCanvasSettled,
  isInstalled,
  packagesKey,
  runtime,
} from './state.mjs';

const alone = (work) => interruptible(() => withLock(work));

async function bringPackages() {
  const key = packagesKey();
  const hadLibraries = hasLibraries();
  const outcome = isInstalled() ? 'unchanged' : await install();
  if (outcome === 'kept') return;
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
