/**
 * Exercise 05: multi-head attention. The same attention several times side by side, each head on
 * its own part of the projected columns, so that each can follow a relation of its own.
 */
import type { AttentionOptions } from '../04-single-head/single-head';

type Matrix = number[][];

/** Projections, applied as `x · W + b`. */
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

/**
 * Multi-head self-attention.
 *
 *     headₕ = attention(qₕ, kₕ, vₕ),  output = concat(head₀, head₁, …)·wO + bO
 *
 * @param x `[T, dModel]`
 * @param params projections; see `MultiHeadParams`
 * @param nHeads how many heads; must divide `dModel`
 * @param options as in exercise 04; one mask `[T, T]` serves all heads
 * @returns `{ weights: [nHeads, T, T], output: [T, dModel] }`
 * @throws RangeError when shapes do not fit together, `nHeads` does not divide `dModel` or the
 *   temperature is not above 0
 * @see Vaswani et al. 2017, section 3.2.2
 * @example
 * const one = [[1]];
 * multiHeadAttention([[5]], { wQ: one, wK: one, wV: one, wO: one }, 1).output // [[5]]
 */
export function multiHeadAttention(
  x: Matrix,
  params: MultiHeadParams,
  nHeads: number,
  options: AttentionOptions = {},
): MultiHeadAttention {
  // TODO: project, split, attend head by head, merge, project. Import what you wrote before:
  // import { mergeHeads, splitHeads } from '../03-split-heads/split-heads';
  // import { singleHeadAttention } from '../04-single-head/single-head';
  throw new Error('Not implemented: multiHeadAttention (exercise 05)');
}
