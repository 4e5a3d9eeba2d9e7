/**
 * A checkout of the kit for one test: its own exercises and cache, everything else as it is here,
 * what is compiled included. Commands run in it as processes, the way a person runs them.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { cacheFolder, root } from '../../reference/root';
import { lendPackages, linkEach } from '../machine/packages';

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Checkout {
  folder: string;
  write(path: string, text: string): void;
  run(args: string[], env?: NodeJS.ProcessEnv): Run;
  start(args: string[]): ChildProcess;
  /** Gives a scope's folder in node_modules to this checkout alone, its packages still linked. */
  own(scope: string): void;
  /** Puts the exercises back and forgets hints. */
  reset(): void;
  remove(): void;
}

const copied = [
  '.config',
  '.editorconfig',
  '.gitattributes',
  '.gitignore',
  '.husky',
  'biome.json',
  'LICENSE',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'exercises',
  'solutions',
  'reference',
  'scripts',
];

const modified = (file: string): number => statSync(file).mtimeMs;

/** Vouches in a copy for what is compiled, as scripts/setup/state.mjs reads it; a file changed since counts as changed. */
function stampBuild(folder: string, file: string): void {
  const stamp = JSON.parse(readFileSync(file, 'utf8'));
  const own = (path: string): string => join(folder, relative(root, path));
  const restamp = ([path, size, time]: [string, number, number]) => {
    const isUnchanged = modified(join(root, path)) === time;
    return [path, size, isUnchanged ? modified(join(folder, path)) : 0];
  };
  const folders = stamp.folders.map(([path]: [string]) => [path, modified(join(folder, path))]);
  const [entries, inputs] = [stamp.entries.map(own), stamp.inputs.map(restamp)];
  writeFileSync(file, JSON.stringify({ ...stamp, root: folder, folders, entries, inputs }));
}

function bringPackages(folder: string): void {
  lendPackages(folder);
  const cache = join(folder, 'node_modules', '.cache', 'attention-kata');
  cpSync(cacheFolder, cache, { recursive: true, preserveTimestamps: true });
  stampBuild(folder, join(cache, 'build.json'));
}

/**
 * Colour, the system's language and the caller's own wishes are kept out of a test. The reference is the engine that loads
 * soonest, in a tenth of the native one's time; `KATA_ENGINE: undefined` lets a command choose.
 */
function environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { KATA_SEED, KATA_TARGET, FORCE_COLOR, ...rest } = process.env;
  return { ...rest, LC_ALL: 'C', KATA_ENGINE: 'tfjs-wasm', ...extra };
}

/** Runs a command of a kit, or of what one handed out, as a process. */
export function runIn(folder: string, args: string[], env?: NodeJS.ProcessEnv): Run {
  const program = join(folder, 'scripts', 'setup.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env: environment(env),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

/** Makes a checkout in a folder with a space and a letter beyond ASCII in its name. */
export function makeCheckout(): Checkout {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'kata ü '))), 'attention-kata');
  mkdirSync(folder);
  const copy = (name: string): void =>
    cpSync(join(root, name), join(folder, name), { recursive: true, preserveTimestamps: true });
  copied.forEach(copy);
  bringPackages(folder);
  const program = join(folder, 'scripts', 'setup.mjs');
  return {
    folder,
    write: (path, text) => writeFileSync(join(folder, path), text),
    run: (args, env) => runIn(folder, args, env),
    start: (args) =>
      spawn(process.execPath, [program, ...args], { cwd: folder, env: environment() }),
    own: (scope) => {
      const link = join(folder, 'node_modules', scope);
      rmSync(link);
      linkEach(join(root, 'node_modules', scope), link);
    },
    reset: () => {
      copy('exercises');
      rmSync(join(folder, 'node_modules/.cache/attention-kata/hints.json'), { force: true });
    },
    remove: () => rmSync(dirname(folder), { recursive: true, force: true }),
  };
}
