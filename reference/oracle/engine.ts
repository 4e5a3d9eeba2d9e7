/**
 * The only place where TensorFlow.js is loaded: picks an engine, and says which and why not a
 * better one. Candidates are tried elsewhere (`probe.ts`); only the winner is loaded here.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Tf from '@tensorflow/tfjs-core';
import { root } from '../root';
import { UserError } from '../user-error';
import { type EngineName, engineNames, type Found, packages } from './engines';
import { probe } from './probe';

/** A loaded engine. */
export interface Engine {
  name: EngineName;
  /** `tfjs-node-gpu 4.22.0 (TensorFlow 2.21.0, CPU)` */
  label: string;
  tf: typeof Tf;
}

/** The loaded engine lives here, so that Jest's environment can hand it to the specs' realm. */
export const ENGINE_KEY = Symbol.for('attention-kata.engine');

const requireFromRoot = createRequire(join(root, 'package.json'));
const globals = globalThis as { [ENGINE_KEY]?: Engine };

/** The backend of the native package says more about itself than tfjs-core's type does. */
interface NativeBackend {
  isUsingGpuDevice?: boolean;
  binding?: { TF_Version?: string };
}

const versionOf = (name: EngineName): string =>
  requireFromRoot(`${packages[name].name}/package.json`).version;

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
  requireFromRoot(packages[name].name);
  if (!(await tf.setBackend(packages[name].backend))) {
    throw new Error(`the backend "${packages[name].backend}" did not start`);
  }
  return { name, tf, label: labelOf(name, tf) };
}

/** The best engine that a try found to run, and what the try found. */
function choose(): { name: EngineName; found: Found } {
  const forced = process.env.KATA_ENGINE;
  const wanted = engineNames.filter((name) => !forced || name === forced);
  if (wanted.length === 0) {
    throw new UserError(`KATA_ENGINE: expected ${engineNames.join(', ')}, got "${forced}"`);
  }
  const reasons: string[] = [];
  for (const name of wanted) {
    const found = probe(name);
    if (found.ok) return { name, found };
    reasons.push(`${name}: ${found.reason}`);
  }
  const next = forced ? 'unset KATA_ENGINE to let the kit choose' : 'run npm ci and try again';
  throw new UserError(`no reference engine can run (${reasons.join('; ')}); ${next}`);
}

/** Loads the best engine; one that was known to run and does not any more is tried afresh. */
async function loadBest(): Promise<Engine> {
  const { name } = choose();
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

/**
 * Names the engine that answers, and loads none: the loaded one, or the one that a try found to run.
 * @throws UserError when none can run, with the reason
 */
export function nameEngine(): Pick<Engine, 'name' | 'label'> {
  const loaded = globals[ENGINE_KEY];
  if (loaded) return loaded;
  const { name, found } = choose();
  return { name, label: found.label };
}

/** Gives the loaded engine derivatives, which come with the whole of TensorFlow.js alone. */
export function loadGradients(): void {
  requireFromRoot('@tensorflow/tfjs');
}

/** The engine that `loadEngine` loaded. */
export function engine(): Engine {
  const loaded = globals[ENGINE_KEY];
  if (!loaded) throw new Error('engine: loadEngine() has not been awaited');
  return loaded;
}
