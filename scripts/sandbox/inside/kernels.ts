/**
 * Four kernels of TensorFlow.js's cpu backend as plain loops, because in an interpreter the general
 * ones spend most of their time on what attention does not need. They answer to the last bit as the
 * ones that they stand before, and leave to those all shapes that attention does not have.
 */
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';

type Task = Parameters<tf.KernelFunc>[0];
type Numbers = Float32Array;

/** More than one such block of the general kernel is summed in another order. */
const BLOCK = 48;

const valuesOf = (backend: MathBackendCPU, { dataId }: tf.TensorInfo): Numbers =>
  backend.data.get(dataId).values as Numbers;

const isFloat = ({ dtype }: tf.TensorInfo): boolean => dtype === 'float32';

const leading = ({ shape }: tf.TensorInfo): string => shape.slice(0, -2).join();

/** `[…, m, k] · […, k, n]` → `[…, m, n]`, the same leading sizes on both sides. */
function multiply({ inputs, backend: any, attrs }: Task): tf.TensorInfo | null {
  const { a, b } = inputs as Record<'a' | 'b', tf.TensorInfo>;
  const { transposeA, transposeB } = attrs as {
    transposeA: boolean;
    transposeB: boolean;
  };
  if (transposeA || !isFloat(a) || !isFloat(b) || leading(a) !== leading(b)) return null;
  const [m = 0, shared = 0] = a.shape.slice(-2);
  const [rows = 0, columns = 0] = b.shape.slice(-2);
  const n = transposeB ? rows : columns;
  if (shared > BLOCK || shared === 0 || shared !== (transposeB ? columns : rows)) return null;
  const backend = any as MathBackendCPU;
  const [left, right] = [valuesOf(backend, a), valuesOf(backend, b)];
  const [step, next] = transposeB ? [1, shared] : [n, 1];
  const product = new Float32Array((left.length / shared) * n);
  for (let at = 0, i = 0; at < product.length; i += 1) {
    const from = i * shared;
    const matrix = ((i / m) | 0) * shared * n;
    for (let j = 0; j < n; j += 1, at += 1) {
      let sum = 0;
      let other = matrix + j * next;
      for (let k = from; k < from + shared; k += 1, other += step) {
        sum += (left[k] as number) * (right[other] as number);
      }
      product[at] = sum;
    }
  }
  return backend.makeTensorInfo([...a.shape.slice(0, -2), m, n], 'float32', product);
}

/** Along the last axis; rounded to float32 wherever the general one stores a tensor in between. */
function softmax({ inputs, backend: any, attrs }: Task): tf.TensorInfo | null {
  const { logits } = inputs as { logits: tf.TensorInfo };
  const { dim } = attrs as { dim: number };
  const size = logits.shape.at(-1) ?? 0;
  const isLast = dim === -1 || dim === logits.shape.length - 1;
  if (!isFloat(logits) || !isLast || size === 0) return null;
  const backend = any as MathBackendCPU;
  const values = valuesOf(backend, logits);
  const shares = new Float32Array(values.length);
  const sum = new Float32Array(1);
  for (let from = 0; from < values.length; from += size) {
    let peak = values[from] as number;
    for (let i = from; i < from + size; i += 1) {
      const value = values[i] as number;
      // A NaN need not be looked for: it makes the sum one, and so the whole row.
      if (value > peak) peak = value;
    }
    let total = 0;
    for (let i = from; i < from + size; i += 1) {
      // Two steps, so that the difference is stored as a float32, too.
      shares[i] = (values[i] as number) - peak;
      shares[i] = Math.exp(shares[i] as number);
      total += shares[i] as number;
    }
    sum[0] = total;
    for (let i = from; i < from + size; i += 1)
      shares[i] = (shares[i] as number) / (sum[0] as number);
  }
  return backend.makeTensorInfo(logits.shape, 'float32', shares);
}

/** Types whose values lie in a typed array of their own. */
const isNumeric = ({ dtype }: tf.TensorInfo): boolean =>
  dtype === 'float32' || dtype === 'int32' || dtype === 'bool';

/**
 * A tensor of values of another, in another order or several times.
 * @param froms for each axis of the result, where its entries lie in the other's values
 */
function gather(task: Task, x: tf.TensorInfo, froms: readonly number[][]): tf.TensorInfo {
  const backend = task.backend as MathBackendCPU;
  const values = valuesOf(backend, x);
  const shape = froms.map(({ length }) => length);
  const size = shape.reduce((product, n) => product * n, 1);
  const result = tf.util.getTypedArrayFromDType(x.dtype as 'float32', size);
  let at = 0;
  const walk = (axis: number, from: number): void => {
    const places = froms[axis] as number[];
    const isLast = axis === froms.length - 1;
    for (let i = 0; i < places.length; i += 1) {
      const place = from + (places[i] as number);
      if (isLast) result[at++] = values[place] as number;
      else walk(axis + 1, place);
    }
  };
  walk(0, 0);
  return backend.makeTensorInfo(shape, x.dtype, result);
}

/** How far apart in a tensor's values the entries of each axis lie. */
function stepsOf(shape: readonly number[]): number[] {
  const steps: number[] = [];
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    steps[axis] = step;
    step *= shape[axis] as number;
  }
  return steps;
}

function transpose(task: Task): tf.TensorInfo | null {
  const { x } = task.inputs as { x: tf.TensorInfo };
  const { perm } = task.attrs as unknown as { perm: number[] };
  if (!isNumeric(x) || x.shape.length === 0) return null;
  const steps = stepsOf(x.shape);
  const placesOf = (axis: number): number[] =>
    Array.from({ length: x.shape[axis] as number }, (_, i) => i * (steps[axis] as number));
  return gather(task, x, perm.map(placesOf));
}

function tile(task: Task): tf.TensorInfo | null {
  const { x } = task.inputs as { x: tf.TensorInfo };
  const { reps } = task.attrs as unknown as { reps: number[] };
  if (!isNumeric(x) || x.shape.length === 0) return null;
  const steps = stepsOf(x.shape);
  const placesOf = (n: number, axis: number): number[] =>
    Array.from({ length: n * (reps[axis] as number) }, (_, i) => (i % n) * (steps[axis] as number));
  return gather(task, x, x.shape.map(placesOf));
}

/** Puts a kernel before the one that is there, which does what the new one leaves. */
function putBefore(kernelName: string, fast: (task: Task) => tf.TensorInfo | null): void {
  const general = tf.getKernel(kernelName, 'cpu');
  tf.unregisterKernel(kernelName, 'cpu');
  const kernelFunc: tf.KernelFunc = (task) => fast(task) ?? general.kernelFunc(task);
  tf.registerKernel({ ...general, kernelFunc });
}

/** From now on these operations of the cpu backend are the fast ones. */
export function registerFastKernels(): void {
  putBefore(tf.BatchMatMul, multiply);
  putBefore(tf.Softmax, softmax);
  putBefore(tf.Transpose, transpose);
  putBefore(tf.Tile, tile);
}
