/**
 * A transformer's forward pass up to a layer's attention, in float64. The attention itself is
 * computed by the caller; dropout and everything after the asked layer are left out.
 *
 *     a = LayerNorm(x + attention(x)),  next x = LayerNorm(a + down(act(up(a))))
 */
import { type ModelConfig, positionsOf } from './config';
import { add, type Linear, layerNorm, linear, type Matrix } from './maths';
import type { RestWeights, Weights } from './weights';

/** Exercise 05's parameters, applied as `x · W + b`. */
export interface AttentionParams {
  /** `[dModel, dModel]` each */
  wQ: Matrix;
  wK: Matrix;
  wV: Matrix;
  wO: Matrix;
  /** `[dModel]` each */
  bQ: number[];
  bK: number[];
  bV: number[];
  bO: number[];
}

/** What exercise 05's function is called with. */
export interface AttentionInput {
  /** `[T, dModel]` */
  x: Matrix;
  params: AttentionParams;
  nHeads: number;
}

/** Multi-head attention's output `[T, dModel]`, by whichever code. */
export type Attend = (
  x: Matrix,
  params: AttentionParams,
  nHeads: number,
) => Matrix | Promise<Matrix>;

/** `[out, in]` as models store it → `[in, out]` as exercise 05 applies it. */
function transpose(weight: ArrayLike<number>, width: number): Matrix {
  const height = weight.length / width;
  return Array.from({ length: width }, (_, i) =>
    Array.from({ length: height }, (_, out) => weight[out * width + i] ?? Number.NaN),
  );
}

/** A layer's weights as exercise 05 takes them. */
export async function readParams(
  weights: Weights,
  dModel: number,
  layer: number,
): Promise<AttentionParams> {
  const { query, key, value, output } = await weights.readAttention(layer);
  const w = (linear: Linear): Matrix => transpose(linear.weight, dModel);
  const b = (linear: Linear): number[] => Array.from(linear.bias);
  return {
    wQ: w(query),
    wK: w(key),
    wV: w(value),
    wO: w(output),
    bQ: b(query),
    bK: b(key),
    bV: b(value),
    bO: b(output),
  };
}

function finishBlock(
  x: Matrix,
  attended: Matrix,
  rest: RestWeights,
  { eps, activation }: ModelConfig,
): Matrix {
  const a = layerNorm(add(x, attended), rest.attentionNorm, eps);
  const hidden = linear(a, rest.up).map((row) => row.map(activation));
  return layerNorm(add(a, linear(hidden, rest.down)), rest.outputNorm, eps);
}

/** `LayerNorm(word + position + type)`, projected to the layers' width where that is another: `[T, dModel]` */
export async function embed(
  weights: Weights,
  config: ModelConfig,
  ids: number[],
  typeIds: number[],
): Promise<Matrix> {
  const positions = positionsOf(config, ids);
  const { rows, norm, projection } = await weights.readEmbeddings(ids, positions, typeIds);
  const x = layerNorm(rows.reduce(add), norm, config.eps);
  return projection ? linear(x, projection) : x;
}

/**
 * What a layer's attention is given, `[T, dModel]`.
 * @param x `[T, dModel]`, the embeddings
 * @param attend the attention of the blocks below
 */
export async function climb(
  weights: Weights,
  config: ModelConfig,
  x: Matrix,
  layer: number,
  attend: Attend,
): Promise<Matrix> {
  let current = x;
  for (let below = 0; below < layer; below += 1) {
    const [params, rest] = await Promise.all([
      readParams(weights, config.dModel, below),
      weights.readRest(below),
    ]);
    const attended = await attend(current, params, config.heads);
    current = finishBlock(current, attended, rest, config);
  }
  return current;
}
