/**
 * A transformer's forward pass up to a layer's attention, in float64. The attention itself is
 * computed by the caller; dropout and everything after the asked layer are left out.
 *
 *     a = LayerNorm(x + attention(x)),  next x = LayerNorm(a + down(act(up(a))))
 *
 * GPT-2 normalises before each of the two in place of after:
 *
 *     a = x + attention(LayerNorm(x)),  next x = a + down(act(up(LayerNorm(a))))
 */
import { type ModelConfig, positionsOf } from './config';
import { causal, type Mask, masking } from './mask';
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
  /** For a model whose tokens see only what came before them. */
  mask?: Mask;
}

/** Multi-head attention's output `[T, dModel]`, by whichever code. */
export type Attend = (
  x: Matrix,
  params: AttentionParams,
  nHeads: number,
  options: { mask?: Mask },
) => Matrix | Promise<Matrix>;

/** `[out, in]` as models store it → `[in, out]` as exercise 05 applies it. */
function transpose(weight: ArrayLike<number>, width: number): Matrix {
  const height = weight.length / width;
  return Array.from({ length: width }, (_, i) =>
    Array.from({ length: height }, (_, out) => weight[out * width + i] ?? Number.NaN),
  );
}

/** What a layer's attention is called with, but for its input. */
export interface AttentionLayer {
  params: AttentionParams;
  /** The LayerNorm before the attention; null where there is none. */
  inputNorm: Linear | null;
}

/** A layer's weights as exercise 05 takes them. */
export async function readAttentionLayer(
  weights: Weights,
  dModel: number,
  layer: number,
): Promise<AttentionLayer> {
  const { query, key, value, output, inputNorm } = await weights.readAttention(layer);
  const w = (linear: Linear): Matrix => transpose(linear.weight, dModel);
  const b = (linear: Linear): number[] => Array.from(linear.bias);
  const params = {
    wQ: w(query),
    wK: w(key),
    wV: w(value),
    wO: w(output),
    bQ: b(query),
    bK: b(key),
    bV: b(value),
    bO: b(output),
  };
  return { params, inputNorm };
}

/** @param x `[T, dModel]`, what the blocks below gave */
export function inputFor(
  x: Matrix,
  { params, inputNorm }: AttentionLayer,
  { eps, heads, isCausal }: ModelConfig,
): AttentionInput {
  return {
    x: inputNorm ? layerNorm(x, inputNorm, eps) : x,
    params,
    nHeads: heads,
    ...(isCausal && { mask: causal(x.length) }),
  };
}

function finishBlock(
  x: Matrix,
  attended: Matrix,
  rest: RestWeights,
  { eps, activation }: ModelConfig,
): Matrix {
  const sum = add(x, attended);
  const a = layerNorm(sum, rest.attentionNorm, eps);
  const hidden = linear(a, rest.up).map((row) => row.map(activation));
  const fed = linear(hidden, rest.down);
  return rest.outputNorm ? layerNorm(add(a, fed), rest.outputNorm, eps) : add(sum, fed);
}

/** Words, positions and types added up, then what the model has of a LayerNorm and a projection: `[T, dModel]` */
export async function embed(
  weights: Weights,
  config: ModelConfig,
  ids: number[],
  typeIds: number[],
): Promise<Matrix> {
  const positions = positionsOf(config, ids);
  const { rows, norm, projection } = await weights.readEmbeddings(ids, positions, typeIds);
  const sum = rows.reduce(add);
  const x = norm ? layerNorm(sum, norm, config.eps) : sum;
  return projection ? linear(x, projection) : x;
}

/**
 * What the blocks below a layer give, `[T, dModel]`.
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
    const [attention, rest] = await Promise.all([
      readAttentionLayer(weights, config.dModel, below),
      weights.readRest(below),
    ]);
    const { x: given, params, nHeads, mask } = inputFor(current, attention, config);
    const attended = await attend(given, params, nHeads, masking(mask));
    current = finishBlock(current, attended, rest, config);
  }
  return current;
}
