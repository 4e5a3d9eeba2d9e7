/**
 * Exercise 06: the same attention in other people's words. Reads the weights that PyTorch stores,
 * writes multi-head attention with TensorFlow.js and with mathjs, and measures how far answers are
 * apart. Nothing is taken from exercise 05: it is what the three are compared with.
 */
import * as tf from '@tensorflow/tfjs';
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
  // TODO: cut the stacked weight into three blocks of rows, and transpose each of the four.
  throw new Error('Not implemented: fromPyTorch (exercise 06)');
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
  // TODO: check the shapes, then matMul, reshape, transpose, softmax … and arraySync at the end.
  throw new Error('Not implemented: tfMultiHeadAttention (exercise 06)');
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
  // TODO: check the shapes, then multiply, add, transpose … one head after the other:
  // import * as math from 'mathjs';
  throw new Error('Not implemented: mathMultiHeadAttention (exercise 06)');
}

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
  // TODO: the largest and the mean absolute difference, and one cosine over all entries.
  throw new Error('Not implemented: compareOutputs (exercise 06)');
}
