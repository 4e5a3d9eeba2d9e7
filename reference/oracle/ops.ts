/**
 * The reference's answers, computed by TensorFlow.js and given as plain arrays.
 * Written from the formulas with other operations than the solutions use, so that a mistake would
 * have to be made twice to go unseen. Shapes are not checked: specs call it with inputs that make
 * sense.
 */
//! kata-hidden-e2bf8dc0c7a9: never handed to students.
import type * as Tf from '@tensorflow/tfjs-core';
import type { Options, Params, State } from '../judging/params';
import { engine } from './engine';
import { answered } from './recording';

export type { Options, Params, State } from '../judging/params';

type Vector = number[];
type Matrix = number[][];
type Heads = number[][][];

/** Computes named tensors; everything in between is freed, and only plain numbers leave. */
function computeAll<T extends object>(
  body: (tf: typeof Tf) => { [name in keyof T]: Tf.Tensor },
): T {
  const { tf } = engine();
  const tensors = tf.tidy(() => body(tf) as Tf.NamedTensorMap);
  const numbers = Object.entries(tensors).map(([name, tensor]) => [name, tensor.arraySync()]);
  tf.dispose(tensors);
  return Object.fromEntries(numbers);
}

const compute = <T>(body: (tf: typeof Tf) => Tf.Tensor): T =>
  computeAll<{ result: T }>((tf) => ({ result: body(tf) })).result;

/** Softmax along the last axis; a line of only −Infinity gives zeros. */
function softmaxOfLast(tf: typeof Tf, x: Tf.Tensor): Tf.Tensor {
  const open = tf.greater(x, Number.NEGATIVE_INFINITY);
  const peak = tf.where(tf.isFinite(tf.max(x, -1, true)), tf.max(x, -1, true), 0);
  const powers = tf.where(open, tf.exp(tf.sub(x, peak)), 0);
  return tf.divNoNan(powers, tf.sum(powers, -1, true));
}

/**
 * @param x `[n]`, `[rows, columns]` or `[blocks, rows, columns]`
 * @param axis −rank … rank − 1
 */
export const softmax = answered(
  'softmax',
  <T extends Vector | Matrix | Heads>(x: T, axis = -1): T =>
    compute((tf) => {
      const input = tf.tensor(x);
      const along = axis < 0 ? axis + input.rank : axis;
      const order = input.shape.map((_, i) => i);
      [order[along], order[input.rank - 1]] = [input.rank - 1, along];
      return tf.transpose(softmaxOfLast(tf, tf.transpose(input, order)), order);
    }),
);

/** `[n, d]`, `[m, d]` → `[n, m]` */
export const cosineSim = answered(
  'cosineSim',
  (a: Matrix, b: Matrix, eps: number = 1e-9): Matrix =>
    compute((tf) => {
      const unit = (rows: Matrix) => tf.div(rows, tf.add(tf.norm(rows, 2, 1, true), eps));
      return tf.matMul(unit(a), unit(b), false, true);
    }),
);

/** `[T, dModel]` → `[nHeads, T, dModel / nHeads]` */
export const splitHeads = answered(
  'splitHeads',
  (x: Matrix, nHeads: number): Heads =>
    compute((tf) => tf.stack(tf.split(tf.tensor2d(x), nHeads, 1))),
);

function attend(
  tf: typeof Tf,
  [q, k, v]: [Tf.Tensor, Tf.Tensor, Tf.Tensor],
  { temperature = 1, mask }: Options,
) {
  const dK = q.shape.at(-1) ?? 1;
  const scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(dK) * temperature);
  const open = mask ? tf.where(mask, scores, Number.NEGATIVE_INFINITY) : scores;
  const weights = softmaxOfLast(tf, open);
  return { weights, output: tf.matMul(weights, v) };
}

/** `[Tq, dK]`, `[Tk, dK]`, `[Tk, dV]` → weights `[Tq, Tk]`, output `[Tq, dV]` */
export const singleHeadAttention = answered(
  'singleHeadAttention',
  (q: Matrix, k: Matrix, v: Matrix, options: Options = {}) =>
    computeAll<{ weights: Matrix; output: Matrix }>((tf) =>
      attend(tf, [tf.tensor(q), tf.tensor(k), tf.tensor(v)], options),
    ),
);

/** `[T, dModel]` → weights `[nHeads, T, T]`, output `[T, dModel]` */
export const multiHeadAttention = answered(
  'multiHeadAttention',
  (x: Matrix, params: Params, nHeads: number, options: Options = {}) => {
    const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
    const [T, dModel] = [x.length, wQ.length];
    return computeAll<{ weights: Heads; output: Matrix }>((tf) => {
      const project = (rows: Tf.Tensor2D, w: Matrix, b?: Vector): Tf.Tensor2D =>
        b ? tf.add(tf.matMul(rows, w), b) : tf.matMul(rows, w);
      const heads = (w: Matrix, b?: Vector) => {
        const projected = project(tf.tensor2d(x), w, b);
        return tf.transpose(tf.reshape(projected, [T, nHeads, dModel / nHeads]), [1, 0, 2]);
      };
      const { weights, output } = attend(
        tf,
        [heads(wQ, bQ), heads(wK, bK), heads(wV, bV)],
        options,
      );
      const merged = tf.reshape(tf.transpose(output, [1, 0, 2]), [T, dModel]) as Tf.Tensor2D;
      return { weights, output: project(merged, wO, bO) };
    });
  },
);

/** PyTorch's stacked `[out, in]` weights → projections applied as `x · W + b`. */
export const fromPyTorch = answered(
  'fromPyTorch',
  ({
    inProjWeight,
    inProjBias,
    outProjWeight,
    outProjBias,
  }: State): Record<string, Matrix | Vector> => {
    const turned = (w: Matrix): Matrix => compute((tf) => tf.transpose(tf.tensor2d(w)));
    /** Columns of the turned weight, which are rows of the stored one. */
    const part = (n: number): Matrix =>
      compute((tf) => tf.split(tf.tensor2d(turned(inProjWeight)), 3, 1)[n] as Tf.Tensor);
    const biasPart = (n: number): Vector =>
      compute((tf) => tf.split(tf.tensor1d(inProjBias ?? []), 3)[n] as Tf.Tensor);
    return {
      wQ: part(0),
      wK: part(1),
      wV: part(2),
      wO: turned(outProjWeight),
      ...(inProjBias && { bQ: biasPart(0), bK: biasPart(1), bV: biasPart(2) }),
      ...(outProjBias && { bO: outProjBias }),
    };
  },
);

/** `[n, d]`, `[n, d]` → largest and mean absolute difference, cosine over all entries */
export const compareOutputs = answered('compareOutputs', (actual: Matrix, expected: Matrix) => {
  const number = (body: (tf: typeof Tf) => Tf.Tensor): number => compute(body);
  return {
    maxAbsError: number((tf) => tf.max(tf.abs(tf.sub(actual, expected)))),
    meanAbsError: number((tf) => tf.mean(tf.abs(tf.sub(actual, expected)))),
    cosine: number((tf) =>
      tf.div(tf.sum(tf.mul(actual, expected)), tf.mul(tf.norm(actual), tf.norm(expected))),
    ),
  };
});

/** `[heads, T, T]` → `[heads]`, in bits */
export const headEntropy = answered(
  'headEntropy',
  (weights: Heads): Vector =>
    compute((tf) => {
      const w = tf.tensor3d(weights);
      const nats = tf.where(tf.greater(w, 0), tf.mul(w, tf.log(w)), 0);
      return tf.div(tf.mean(tf.sum(nats, 2), 1), -Math.LN2);
    }),
);

/** `[T, T]` and `T` segments → one number */
export const crossLingualMass = answered(
  'crossLingualMass',
  (weights: Matrix, segments: Vector): number =>
    compute((tf) => {
      const sameSegment = tf.equal(tf.expandDims(segments, 1), tf.expandDims(segments, 0));
      return tf.mean(tf.sub(1, tf.sum(tf.mul(weights, tf.cast(sameSegment, 'float32')), 1)));
    }),
);
