/**
 * What runs in the VM of an exercise with libraries, before any submission: as in plain.vm.ts, and
 * TensorFlow.js (all of it but WebGL, on the cpu backend) and mathjs, the numbers of both movable.
 */
import './stand-ins';
import * as tf from '@tensorflow/tfjs';
import * as math from 'mathjs';
import { makeMovable, moveNumbersOf } from '../../../reference/running/moving';
import { createHarness, type Host } from './harness';
import { registerFastKernels } from './kernels';
import { withFastMatrices } from './matrices';

const isTypedArray = (value: unknown): value is Float32Array | Int32Array | Uint8ClampedArray =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Nothing can be fetched and no time passes. */
const platform = {
  now: () => 0,
  isTypedArray,
  setTimeoutCustom: (run: () => void, delay: number) => void setTimeout(run, delay),
  fetch: () => Promise.reject(new Error('fetch: there is no network here')),
  encode: (text: string) => new TextEncoder().encode(text),
  decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
};
tf.env().setPlatform('sandbox', platform as never);
registerFastKernels();

/** As Node's are; what is not marked so is copied, name by name, by each file that imports it. */
const asModule = (library: unknown): Record<string, unknown> =>
  Object.defineProperty(library as Record<string, unknown>, '__esModule', { value: true });

/** `import tf from`: in Node the whole of a module that has no default stands in for it. */
const withDefault = (library: object): object =>
  Object.defineProperty(library, 'default', { value: library });

const libraries = {
  '@tensorflow/tfjs': asModule(withDefault(makeMovable('@tensorflow/tfjs', tf) as object)),
  mathjs: asModule(makeMovable('mathjs', withFastMatrices(math as never))),
};

export const start = (host: Host) => createHarness(host, libraries, moveNumbersOf);
