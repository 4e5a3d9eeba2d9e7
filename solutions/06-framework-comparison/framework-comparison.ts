/**
 * Exercise 06: the same attention in other people's words. Reads the weights that PyTorch stores,
 * writes multi-head attention with TensorFlow.js and with mathjs, and measures how far answers are
 * apart. Nothing is taken from exercise 05: it is what the three are compared with.
 */
//! kata-hidden-032f3e8c825a: never handed to students.
import * as tf from '@tensorflow/tfjs';
import * as math from 'mathjs';
import type { AttentionOptions } from '../04-single-head/single-head';

// Keeps TensorFlow.js from advertising its Node backend on the console.
tf.enableProdMode();

type Matrix = number[][];

/** The weights of a `torch.nn.MultiheadAttention`, as its `state_dict()` holds them. */
export interface PyTorchState {
  /** `in_proj_weight`, `[3·dModel, dModel]`: the rows of q, then of k, then of v. */
  inProjWeight: Matrix;
  /** `in_proj_bias`, `[3·dModel]` in the same order; absent with `bias=False`. */
  inProjBias?: number[];
  /** `out_proj.weight`, `[dModel, dModel]` */
  outProjWeight: Matrix;
  /** `out_proj.bias`, `[dModel]` */
  outProjBias?: number[];
}

/** Projections as exercise 05 takes them, applied as `x · W + b`. */
export interface MultiHeadParams {
  /** `[dModel, dModel]` each */
  wQ: Matrix;
  wK: Matrix;
  wV: Matrix;
  wO: Matrix;
  /** `[dModel]` each; no bias when absent */
  bQ?: number[];
  bK?: number[];
  bV?: number[];
  bO?: number[];
}

export interface MultiHeadAttention {
  /** `[nHeads, T, T]`: each head's own map. */
  weights: number[][][];
  /** `[T, dModel]` */
  output: Matrix;
}

/** How far two matrices are apart. */
export interface Comparison {
  /** Largest |actual − expected| of any entry. */
  maxAbsError: number;
  /** Mean of |actual − expected| over all entries. */
  meanAbsError: number;
  /** Cosine of the angle between the two, each read as one long vector. */
  cosine: number;
}

function expectShape(who: string, name: string, rows: unknown[][], [n, d]: [number, number]): void {
  const odd = rows.find((row) => row.length !== d);
  if (rows.length === n && !odd) return;
  throw new RangeError(
    `${who}: expected ${name} of shape [${n}, ${d}], got [${rows.length}, ${odd?.length ?? d}]`,
  );
}

/** Both libraries would throw errors of their own, or broadcast without a word. */
function checkArguments(
  who: string,
  x: Matrix,
  { wQ, wK, wV, wO, bQ, bK, bV, bO }: MultiHeadParams,
  nHeads: number,
  { temperature = 1, mask }: AttentionOptions,
): void {
  const [T, dModel] = [x.length, wQ.length];
  expectShape(who, 'x', x, [T, dModel]);
  for (const [name, w] of Object.entries({ wQ, wK, wV, wO })) {
    expectShape(who, name, w, [dModel, dModel]);
  }
  for (const [name, b] of Object.entries({ bQ, bK, bV, bO })) {
    if (b) expectShape(who, name, [b], [1, dModel]);
  }
  if (mask) expectShape(who, 'mask', mask, [T, T]);
  if (!(nHeads >= 1 && Number.isInteger(dModel / nHeads) && Number.isInteger(nHeads))) {
    throw new RangeError(`${who}: expected nHeads to divide dModel ${dModel}, got ${nHeads}`);
  }
  if (!(temperature > 0)) {
    throw new RangeError(`${who}: expected temperature > 0, got ${temperature}`);
  }
}

const transpose = (w: Matrix): Matrix => (w[0] ?? []).map((_, j) => w.map((row) => row[j] ?? 0));

/** A layer whose keys or values have another width keeps three weights, which do not fit here. */
function expectStacked(state: Partial<PyTorchState>): void {
  if (state.inProjWeight) return;
  throw new RangeError(
    `fromPyTorch: expected q, k and v stacked in inProjWeight, got ${Object.keys(state).join(', ')}; PyTorch keeps q_proj_weight, k_proj_weight and v_proj_weight apart where kdim or vdim differs from embed_dim, so make the layer without kdim and vdim`,
  );
}

/**
 * The weights of PyTorch's multi-head attention as the projections of exercise 05.
 *
 *     wQ = inProjWeight[0 … dModel − 1]ᵀ,  wK and wV from the next rows,  wO = outProjWeightᵀ
 *
 * @param state `{ inProjWeight: [3·dModel, dModel], inProjBias?: [3·dModel],
 *   outProjWeight: [dModel, dModel], outProjBias?: [dModel] }`; PyTorch stores `[out, in]`
 * @returns `{ wQ, wK, wV, wO, bQ?, bK?, bV?, bO? }`; a bias that is not in the state stays absent
 * @throws RangeError when a shape is another one
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html
 * @example fromPyTorch({ inProjWeight: [[1], [2], [3]], outProjWeight: [[4]] }).wK // [[2]]
 */
export function fromPyTorch(state: PyTorchState): MultiHeadParams {
  expectStacked(state);
  const { inProjWeight, inProjBias, outProjWeight, outProjBias } = state;
  const dModel = outProjWeight.length;
  expectShape('fromPyTorch', 'outProjWeight', outProjWeight, [dModel, dModel]);
  expectShape('fromPyTorch', 'inProjWeight', inProjWeight, [3 * dModel, dModel]);
  if (inProjBias) expectShape('fromPyTorch', 'inProjBias', [inProjBias], [1, 3 * dModel]);
  if (outProjBias) expectShape('fromPyTorch', 'outProjBias', [outProjBias], [1, dModel]);

  const third = <T>(stacked: T[], n: number): T[] => stacked.slice(n * dModel, (n + 1) * dModel);
  return {
    wQ: transpose(third(inProjWeight, 0)),
    wK: transpose(third(inProjWeight, 1)),
    wV: transpose(third(inProjWeight, 2)),
    wO: transpose(outProjWeight),
    ...(inProjBias && {
      bQ: third(inProjBias, 0),
      bK: third(inProjBias, 1),
      bV: third(inProjBias, 2),
    }),
    ...(outProjBias && { bO: [...outProjBias] }),
  };
}

/**
 * Multi-head self-attention written with the operations of TensorFlow.js, all heads at once.
 *
 *     headₕ = attention(qₕ, kₕ, vₕ),  output = concat(head₀, head₁, …)·wO + bO
 *
 * @param x `[T, dModel]`
 * @param params projections; see `MultiHeadParams`
 * @param nHeads how many heads; must divide `dModel`
 * @param options temperature and mask as in exercise 04; one mask `[T, T]` serves all heads
 * @returns `{ weights: [nHeads, T, T], output: [T, dModel] }` as plain arrays, in float32
 * @throws RangeError when shapes do not fit together, `nHeads` does not divide `dModel` or the
 *   temperature is not above 0
 * @see https://js.tensorflow.org/api/latest/#Operations
 * @example
 * const one = [[1]];
 * tfMultiHeadAttention([[5]], { wQ: one, wK: one, wV: one, wO: one }, 1).output // [[5]]
 */
export function tfMultiHeadAttention(
  x: Matrix,
  params: MultiHeadParams,
  nHeads: number,
  options: AttentionOptions = {},
): MultiHeadAttention {
  checkArguments('tfMultiHeadAttention', x, params, nHeads, options);
  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  const { temperature = 1, mask } = options;
  const [T, dModel] = [x.length, wQ.length];
  const dK = dModel / nHeads;

  const project = (rows: tf.Tensor, w: Matrix, b?: number[]): tf.Tensor => {
    const projected = rows.matMul(tf.tensor2d(w));
    return b ? projected.add(b) : projected;
  };
  const split = (rows: tf.Tensor) => rows.reshape([T, nHeads, dK]).transpose([1, 0, 2]);
  // tidy frees every tensor in between; only plain numbers leave.
  return tf.tidy(() => {
    const input = tf.tensor2d(x);
    const q = split(project(input, wQ, bQ));
    const k = split(project(input, wK, bK));
    const v = split(project(input, wV, bV));
    const scores = tf.matMul(q, k, false, true).div(Math.sqrt(dK) * temperature);
    // A row of only −Infinity is NaN after the softmax; the second where makes it zeros.
    const weights = mask
      ? tf.where(mask, tf.softmax(tf.where(mask, scores, -Infinity)), 0)
      : tf.softmax(scores);
    const merged = tf.matMul(weights, v).transpose([1, 0, 2]).reshape([T, dModel]);
    return {
      weights: weights.arraySync() as number[][][],
      output: project(merged, wO, bO).arraySync() as Matrix,
    };
  });
}

/** One row of scores, `[Tk]`, to weights; only `open` keys take part. */
function softmaxOfRow(scores: number[], open?: boolean[]): number[] {
  const logits = scores.map((score, j) => (open?.[j] === false ? -Infinity : score));
  const peak = math.max(logits);
  if (peak === -Infinity) return logits.map(() => 0);
  const powers = math.map(math.subtract(logits, peak) as number[], math.exp) as number[];
  return math.divide(powers, math.sum(powers)) as number[];
}

/**
 * Multi-head self-attention written with the functions of mathjs, head by head.
 *
 *     headₕ = attention(qₕ, kₕ, vₕ),  output = concat(head₀, head₁, …)·wO + bO
 *
 * @param x `[T, dModel]`
 * @param params projections; see `MultiHeadParams`
 * @param nHeads how many heads; must divide `dModel`
 * @param options temperature and mask as in exercise 04; one mask `[T, T]` serves all heads
 * @returns `{ weights: [nHeads, T, T], output: [T, dModel] }` as plain arrays, in float64
 * @throws RangeError when shapes do not fit together, `nHeads` does not divide `dModel` or the
 *   temperature is not above 0
 * @see https://mathjs.org/docs/reference/functions.html
 * @example
 * const one = [[1]];
 * mathMultiHeadAttention([[5]], { wQ: one, wK: one, wV: one, wO: one }, 1).output // [[5]]
 */
export function mathMultiHeadAttention(
  x: Matrix,
  params: MultiHeadParams,
  nHeads: number,
  options: AttentionOptions = {},
): MultiHeadAttention {
  checkArguments('mathMultiHeadAttention', x, params, nHeads, options);
  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  const { temperature = 1, mask } = options;
  const dK = wQ.length / nHeads;

  const project = (rows: Matrix, w: Matrix, b?: number[]): Matrix => {
    const projected = math.multiply(rows, w);
    return b ? projected.map((row) => math.add(row, b)) : projected;
  };
  const split = (rows: Matrix): Matrix[] =>
    Array.from({ length: nHeads }, (_, h) => rows.map((row) => row.slice(h * dK, (h + 1) * dK)));
  const q = split(project(x, wQ, bQ));
  const k = split(project(x, wK, bK));
  const v = split(project(x, wV, bV));
  const weights = q.map((qh, h) => {
    const scores = math.multiply(qh, math.transpose(k[h] ?? []));
    const scaled = math.divide(scores, Math.sqrt(dK) * temperature) as Matrix;
    return scaled.map((row, i) => softmaxOfRow(row, mask?.[i]));
  });
  const heads = weights.map((map, h) => math.multiply(map, v[h] ?? []));
  const merged = x.map((_, t) => heads.flatMap((head) => head[t] ?? []));
  return { weights, output: project(merged, wO, bO) };
}

const norm = (x: number[]): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

/**
 * How far two outputs are apart, over all of their entries.
 *
 *     cosine = Σ aᵢⱼ·eᵢⱼ / (√Σ aᵢⱼ² · √Σ eᵢⱼ²)
 *
 * @param actual `[n, d]`
 * @param expected `[n, d]`
 * @returns `{ maxAbsError, meanAbsError, cosine }`; the cosine has no eps, so matrices of zeros
 *   have none
 * @throws RangeError when the shapes differ or rows are ragged
 * @see exercise 02, where each pair of rows has a cosine of its own
 * @example compareOutputs([[3, 0]], [[0, 4]]) // { maxAbsError: 4, meanAbsError: 3.5, cosine: 0 }
 */
export function compareOutputs(actual: Matrix, expected: Matrix): Comparison {
  const d = expected[0]?.length ?? 0;
  expectShape('compareOutputs', 'expected', expected, [expected.length, d]);
  expectShape('compareOutputs', 'actual', actual, [expected.length, d]);

  const [a, e] = [actual.flat(), expected.flat()];
  const errors = a.map((value, i) => Math.abs(value - (e[i] ?? 0)));
  const dot = a.reduce((sum, value, i) => sum + value * (e[i] ?? 0), 0);
  return {
    maxAbsError: errors.reduce((most, error) => Math.max(most, error), 0),
    meanAbsError: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    cosine: dot / (norm(a) * norm(e)),
  };
}
