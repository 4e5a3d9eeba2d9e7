/**
 * node-canvas after an install that could not bring it: npm drops an optional package whose
 * install script fails and says nothing. Installs the system libraries where that is allowed,
 * else prints the one command for it. Nothing in here makes a set-up fail.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, hasCompiler, hasLibraries, hasPython } from './libraries.mjs';
import { noteChild } from './lock.mjs';
import { npm } from './npm.mjs';
import { run } from './process.mjs';
import { say, startStep } from './progress.mjs';
import { modules, readJson, root } from './state.mjs';

const aptPackages = () => [
  'libcairo2-dev',
  'libpango1.0-dev',
  'libjpeg-dev',
  'libgif-dev',
  'librsvg2-dev',
  'pkg-config',
  ...(hasCompiler() ? [] : ['build-essential']),
  ...(hasPython() ? [] : ['python3']),
];

const isRoot = () => process.getuid?.() === 0;
const aptInstall = () => `apt-get install -y --no-install-recommends ${aptPackages().join(' ')}`;

/** The one command a person can run, for the package manager that is here. */
function manualCommand() {
  const sudo = isRoot() ? '' : 'sudo ';
  const commands = {
    'apt-get': `${sudo}apt-get update && ${sudo}${aptInstall()}`,
    dnf: `${sudo}dnf install -y gcc-c++ make python3 pkgconf-pkg-config cairo-devel pango-devel libjpeg-turbo-devel giflib-devel librsvg2-devel`,
    brew: 'brew install pkg-config cairo pango libpng jpeg giflib librsvg',
    apk: `${sudo}apk add build-base python3 pkgconf cairo-dev pango-dev jpeg-dev giflib-dev librsvg-dev`,
  };
  const manager = Object.keys(commands).find((name) => findProgram(name));
  return commands[manager] ?? 'see https://github.com/Automattic/node-canvas#compiling';
}

/** What to put before a command that needs root; null where this may not touch the system. */
async function asRoot() {
  if (process.env.KATA_SKIP_SYSTEM || !existsSync('/etc/debian_version')) return null;
  if (!findProgram('apt-get')) return null;
  if (isRoot()) return [];
  const sudo = findProgram('sudo') && (await run('sudo', ['-n', 'true']));
  return sudo?.code === 0 ? ['sudo', '-n'] : null;
}

async function apt(prefix, command, step) {
  const words = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command.split(' ')];
  const [file, ...args] = [...words, '-o', 'DPkg::Lock::Timeout=120'];
  const onLine = (line) => step.detail(line.slice(0, 50));
  const { code, lines } = await run(file, args, { onLine, onStart: noteChild });
  const complaint = lines.findLast((line) => line.startsWith('E:'));
  return { isDone: code === 0, complaint: complaint ?? `it ended with code ${code}` };
}

async function installLibraries(prefix) {
  const step = startStep(
    "Installing node-canvas's system libraries (KATA_SKIP_SYSTEM=1 forbids it)",
  );
  let ending = '';
  try {
    let result = await apt(prefix, aptInstall(), step);
    // The lists may be missing (a fresh container) or too old to name files that still exist.
    if (!result.isDone) result = await apt(prefix, 'apt-get update', step);
    if (!hasLibraries() && result.isDone) result = await apt(prefix, aptInstall(), step);
    ending = result.isDone ? 'System libraries installed' : `apt-get failed: ${result.complaint}`;
  } finally {
    step.end(ending);
  }
}

const isWanted = (name) =>
  readJson(join(root, 'package.json'))?.optionalDependencies?.[name] !== undefined;
/** npm drops an optional package whose script fails; told to run none, it keeps it. */
const lacksScript = () => existsSync(join(modules, 'canvas')) && !isUsable();
const isUsable = () => existsSync(join(modules, 'canvas', 'build', 'Release', 'canvas.node'));

/** `npm install --no-save` adds what is missing and leaves the rest and the lock file alone. */
async function installCanvas() {
  const step = startStep('Installing node-canvas');
  try {
    await npm(['install', '--no-save'], step);
  } finally {
    step.end(isUsable() ? 'node-canvas installed' : '');
  }
}

/**
 * Brings node-canvas if it can be had.
 * @param {boolean} isTried whether npm has just tried with all libraries in place
 * @returns {Promise<'ready' | 'waiting' | 'failed'>} waiting: for the system libraries
 */
export async function settleCanvas(isTried) {
  if (!isWanted('canvas') || isUsable()) return 'ready';
  if (lacksScript()) {
    say(
      'node-canvas, which draws the heatmaps, came without its native part, because npm is told to',
    );
    say('run no install scripts (ignore-scripts); all else works without. To have it:');
    say('npm rebuild canvas --ignore-scripts=false');
    return 'failed';
  }
  const prefix = hasLibraries() ? null : await asRoot();
  if (prefix !== null) await installLibraries(prefix);
  if (!hasLibraries()) {
    say('node-canvas, which draws the heatmaps, could not be installed; all else works without.');
    say(`To have it: ${manualCommand()}`);
    return 'waiting';
  }
  if (!isTried) await installCanvas();
  if (isUsable()) return 'ready';
  say('node-canvas, which draws the heatmaps, could not be built; all else works without.');
  say('To see why: npm install --no-save --foreground-scripts');
  return 'failed';
}

/** One line where the GPU package is absent, so that a learner does not look for it. */
export function reportTensorFlow() {
  const name = '@tensorflow/tfjs-node-gpu';
  if (!isWanted(name) || existsSync(join(modules, name))) return;
  say('tfjs-node-gpu could not be downloaded; TensorFlow.js on WebAssembly takes its place.');
  if (process.platform !== 'linux') return;
  say('npm run setup:native builds it another way (optional).');
}
