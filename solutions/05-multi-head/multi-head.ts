/**
 * Exercise 05: multi-head attention. The same attention several times side by side, each head on
 * its own part of the projected columns, so that each can follow a relation of its own.
 */
//! kata-hidden-81ab2c6b95b4: never handed to students.
import { mergeHeads, splitHeads } from '../03-split-heads/split-heads';
import { type AttentionOptions, singleHeadAttention } from '../04-single-head/single-head';

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

function expectShape(name: string, rows: Matrix, height: number, width: number): void {
  const odd = rows.find((row) => row.length !== width);
  if (rows.length === height && !odd) return;
  throw new RangeError(
    `multiHeadAttention: expected ${name} of shape [${height}, ${width}], got [${rows.length}, ${odd?.length ?? width}]`,
  );
}

function checkParams(params: MultiHeadParams, dModel: number): void {
  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  for (const [name, w] of Object.entries({ wQ, wK, wV, wO })) expectShape(name, w, dModel, dModel);
  for (const [name, b] of Object.entries({ bQ, bK, bV, bO })) {
    if (b) expectShape(name, [b], 1, dModel);
  }
}

/** `x · w + b`: `[T, dModel]` → `[T, dModel]` */
function project(x: Matrix, w: Matrix, b: number[] = []): Matrix {
  const [first = []] = w;
  return x.map((row) =>
    first.map((_, j) => row.reduce((sum, value, i) => sum + value * (w[i]?.[j] ?? 0), b[j] ?? 0)),
  );
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
  const dModel = params.wQ.length;
  expectShape('x', x, x.length, dModel);
  checkParams(params, dModel);

  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  const q = splitHeads(project(x, wQ, bQ), nHeads);
  const k = splitHeads(project(x, wK, bK), nHeads);
  const v = splitHeads(project(x, wV, bV), nHeads);
  const heads = q.map((qh, h) => singleHeadAttention(qh, k[h] ?? [], v[h] ?? [], options));
  return {
    weights: heads.map(({ weights }) => weights),
    output: project(mergeHeads(heads.map(({ output }) => output)), wO, bO),
  };
}
