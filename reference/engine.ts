/**
 * The only place where TensorFlow.js is loaded: picks an engine, and says which and why not a
 * better one.
 *
 * A candidate is tried in a child process first, because a native part can end the process it is
 * loaded into, and because a failed load leaves kernels behind that spoil the next. Only the winner
 * is loaded here. What a try found is kept until the package, Node or the native part changes.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Tf from '@tensorflow/tfjs-core';
import { cacheFolder, childProgram, root } from './root';
import { UserError } from './user-error';

/** In order of preference. */
export const engineNames = ['tfjs-node-gpu', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineName = (typeof engineNames)[number];

interface Candidate {
  package: string;
  /** The name tfjs-core knows the backend by. */
  backend: string;
}

const candidates: Record<EngineName, Candidate> = {
  'tfjs-node-gpu': { package: '@tensorflow/tfjs-node-gpu', backend: 'tensorflow' },
  'tfjs-wasm': { package: '@tensorflow/tfjs-backend-wasm', backend: 'wasm' },
  'tfjs-cpu': { package: '@tensorflow/tfjs-backend-cpu', backend: 'cpu' },
};

/** What a try found out about an engine that runs. */
export interface Found {
  ok: true;
  /** `tfjs-wasm 4.22.0` */
  label: string;
  /** The native library's version, where there is one. */
  tensorflow: string | null;
  /** Whether it computes on a GPU. */
  gpu: boolean;
  /** One warm multi-head pass at T = 64, dModel = 64, 8 heads. */
  milliseconds: number;
}

/** What a try found out, or why the engine cannot run. */
export type Probe = Found | { ok: false; reason: string };

/** A loaded engine. */
export interface Engine {
  name: EngineName;
  /** `tfjs-node-gpu 4.22.0 (TensorFlow 2.21.0, CPU)` */
  label: string;
  tf: typeof Tf;
}

/** The loaded engine lives here, so that Jest's environment can hand it to the specs' realm. */
export const ENGINE_KEY = Symbol.for('attention-kata.engine');

const PROBE_LIMIT = 60_000;
const requireFromRoot = createRequire(join(root, 'package.json'));
const globals = globalThis as { [ENGINE_KEY]?: Engine };

/** The backend of the native package says more about itself than tfjs-core's type does. */
interface NativeBackend {
  isUsingGpuDevice?: boolean;
  binding?: { TF_Version?: string };
}

const versionOf = (name: EngineName): string =>
  requireFromRoot(`${candidates[name].package}/package.json`).version;

/** What the backend in use says of itself. */
export function describeBackend(tf: typeof Tf): { tensorflow: string | null; gpu: boolean } {
  const { binding, isUsingGpuDevice } = tf.backend() as NativeBackend;
  return { tensorflow: binding?.TF_Version ?? null, gpu: isUsingGpuDevice ?? false };
}

function labelOf(name: EngineName, tf: typeof Tf): string {
  const { tensorflow, gpu } = describeBackend(tf);
  const native = tensorflow ? ` (TensorFlow ${tensorflow}, ${gpu ? 'GPU' : 'CPU'})` : '';
  return `${name} ${versionOf(name)}${native}`;
}

/**
 * The native package calls two functions of `node:util` that Node 23 took out and earlier versions
 * warn about.
 */
function putBackRemovedFunctions(): void {
  Object.assign(requireFromRoot('node:util'), {
    isArray: Array.isArray,
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  });
}

/** Loads an engine into this process. Only `engine-probe.child.ts` may call it on a hunch. */
export async function load(name: EngineName): Promise<Engine> {
  const tf: typeof Tf = requireFromRoot('@tensorflow/tfjs-core');
  tf.env().set('PROD', true);
  if (name === 'tfjs-node-gpu') putBackRemovedFunctions();
  requireFromRoot(candidates[name].package);
  if (!(await tf.setBackend(candidates[name].backend))) {
    throw new Error(`the backend "${candidates[name].backend}" did not start`);
  }
  return { name, tf, label: labelOf(name, tf) };
}

function probeInChild(name: EngineName): Probe {
  const child = spawnSync(process.execPath, [childProgram('engine-probe'), name], {
    encoding: 'utf8',
    timeout: PROBE_LIMIT,
    maxBuffer: 1 << 24,
  });
  const answer = child.stdout?.split('\n').find((line) => line.startsWith('{"ok":'));
  if (answer) return JSON.parse(answer);
  const end = child.signal ? `was ended by ${child.signal}` : `ended with code ${child.status}`;
  const last = child.stderr?.trim().split('\n').at(-1);
  return { ok: false, reason: `its process ${end}${last ? `: ${last}` : ''}` };
}

function stateOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const file = statSync(join(folder, name), { throwIfNoEntry: false });
    return `${name}:${file?.size}@${file?.mtimeMs}`;
  });
}

/** Changes whenever a try could end differently: the addon and its libraries are looked at, too. */
function fingerprintOf(name: EngineName): string | null {
  try {
    const home = dirname(requireFromRoot.resolve(`${candidates[name].package}/package.json`));
    const native = ['lib/napi-v8', 'deps/lib'].flatMap((folder) => stateOf(join(home, folder)));
    return [versionOf(name), process.version, process.arch, ...native].join(' ');
  } catch {
    return null;
  }
}

type ProbeCache = Record<string, { fingerprint: string; probe: Probe }>;
const cacheFile = join(cacheFolder, 'engines.json');

function readCache(): ProbeCache {
  try {
    return JSON.parse(readFileSync(cacheFile, 'utf8'));
  } catch {
    return {};
  }
}

function writeCache(cache: ProbeCache): void {
  mkdirSync(cacheFolder, { recursive: true });
  const temporary = `${cacheFile}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(cache));
  renameSync(temporary, cacheFile);
}

/**
 * Whether an engine can run here, tried at most once for each state of its package.
 * @param options.again tries it even where the answer is known
 */
export function probe(name: EngineName, { again = false } = {}): Probe {
  const fingerprint = fingerprintOf(name);
  if (!fingerprint) return { ok: false, reason: `${candidates[name].package} is not installed` };
  const cache = readCache();
  const known = cache[name];
  if (!again && known?.fingerprint === fingerprint) return known.probe;
  const found = probeInChild(name);
  writeCache({ ...cache, [name]: { fingerprint, probe: found } });
  return found;
}

function choose(): EngineName {
  const forced = process.env.KATA_ENGINE;
  const wanted = engineNames.filter((name) => !forced || name === forced);
  if (wanted.length === 0) {
    throw new UserError(`KATA_ENGINE: expected ${engineNames.join(', ')}, got "${forced}"`);
  }
  const tried = wanted.map((name) => ({ name, probe: () => probe(name) }));
  const winner = tried.find((candidate) => candidate.probe().ok);
  if (winner) return winner.name;
  const reasons = wanted.map((name) => `${name}: ${(probe(name) as { reason: string }).reason}`);
  const next = forced ? 'unset KATA_ENGINE to let the kit choose' : 'run npm ci and try again';
  throw new UserError(`no reference engine can run (${reasons.join('; ')}); ${next}`);
}

/** Loads the best engine; one that was known to run and does not any more is tried afresh. */
async function loadBest(): Promise<Engine> {
  const name = choose();
  try {
    return await load(name);
  } catch (error) {
    if (probe(name, { again: true }).ok) throw error;
    return loadBest();
  }
}

let loading: Promise<Engine> | null = null;

/**
 * Loads the engine that answers: `KATA_ENGINE`, or the first that works.
 * @throws UserError when it cannot run, with the reason
 */
export async function loadEngine(): Promise<Engine> {
  loading ??= (async () => globals[ENGINE_KEY] ?? loadBest())();
  globals[ENGINE_KEY] = await loading;
  return loading;
}

/** The engine that `loadEngine` loaded. */
export function engine(): Engine {
  const loaded = globals[ENGINE_KEY];
  if (!loaded) throw new Error('engine: loadEngine() has not been awaited');
  return loaded;
}
