/**
 * What runs in the VM of an exercise with libraries, before any submission: as in plain.vm.ts, and
 * TensorFlow.js (all operations of its core, chained as well, on the cpu backend) and mathjs, the
 * numbers of both movable.
 */
import './stand-ins';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as math from 'mathjs';
import { makeMovable, moveNumbersOf } from '../../../reference/running/moving';
import { createHarness, type Host } from './harness';
import { registerFastKernels } from './kernels';

const isTypedArray = (value: unknown): value is Float32Array | Int32Array | Uint8ClampedArray =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);

/** Nothing can be fetched and no time passes. */
const platform = {
  now: () => 0,
  isTypedArray,
  setTimeoutCustom: (run: () => void, delay: number) => void setTimeout(run, delay),
  fetch: () => Promise.reject(new Error('fetch: there is no network here')),
  encode: () => {
    throw new Error('encode: there is no text encoder here');
  },
  decode: () => {
    throw new Error('decode: there is no text decoder here');
  },
};
tf.env().setPlatform('sandbox', platform as never);
registerFastKernels();

/** As Node's are; what is not marked so is copied, name by name, by each file that imports it. */
const asModule = (library: unknown): Record<string, unknown> =>
  Object.defineProperty(library as Record<string, unknown>, '__esModule', { value: true });

const libraries = {
  '@tensorflow/tfjs': asModule(makeMovable('@tensorflow/tfjs', tf)),
  mathjs: asModule(makeMovable('mathjs', math)),
};

export const start = (host: Host) => createHarness(host, libraries, moveNumbersOf);
