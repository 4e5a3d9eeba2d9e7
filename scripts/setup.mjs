/**
 * Makes a bare clone ready, then runs a command in this same process:
 * `node scripts/setup.mjs check 3`. Ready means: packages as the lock file says, node-canvas where
 * it can be had, the kit's TypeScript compiled to node_modules/.cache/attention-kata.
 *
 * Imports nothing that an install brings. This file and `export`s alone must parse on Node 14, so
 * that an old Node is told what to do instead of showing a syntax error; the rest lies in setup/.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Native TensorFlow reads these when its library loads; later is too late.
process.env.NVIDIA_TF32_OVERRIDE = '0';
if (!process.env.TF_FORCE_GPU_ALLOW_GROWTH) process.env.TF_FORCE_GPU_ALLOW_GROWTH = 'true';
if (!process.env.TF_CPP_MIN_LOG_LEVEL) process.env.TF_CPP_MIN_LOG_LEVEL = '2';
if (!process.env.TF_ENABLE_ONEDNN_OPTS) process.env.TF_ENABLE_ONEDNN_OPTS = '0';

/** Compiles the kit where that is out of date; for Jest's globalSetup, which may run on its own. */
export function build() {
  return import('./setup/prepare.mjs').then((prepare) => prepare.build());
}

function isTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < 20 || (major === 20 && minor < 19);
}

function isMain() {
  try {
    return realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
  } catch (_) {
    return false;
  }
}

if (isMain()) {
  if (isTooOld()) {
    console.error(
      `attention-kata needs Node 20.19 or newer, this is ${process.version}. ` +
        'Install one from https://nodejs.org (or: nvm install 26), then run the command again.',
    );
    process.exitCode = 2;
  } else {
    import('./setup/main.mjs').then((setup) => setup.main(process.argv.slice(2)));
  }
}
