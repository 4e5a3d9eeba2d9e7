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
import type { AttentionWeights, RestWeights, Weights } from './weights';

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

/** The same for a block below the asked one, by the weights as the model stores them. */
export type Below = (
  x: Matrix,
  weights: AttentionWeights,
  nHeads: number,
  options: { mask?: Mask },
  block: number,
) => Matrix | Promise<Matrix>;

/** `[out, in]` as models store it → `[in, out]` as exercise 05 applies it. */
function transpose(weight: ArrayLike<number>, width: number): Matrix {
  const height = weight.length / width;
  return Array.from({ length: width }, (_, i) => {
    const row: number[] = new Array(height);
    for (let out = 0; out < height; out += 1) row[out] = weight[out * width + i] ?? Number.NaN;
    return row;
  });
}

/** A layer's weights as exercise 05 takes them. */
function paramsOf({ query, key, value, output }: AttentionWeights): AttentionParams {
  const w = ({ weight, bias }: Linear): Matrix => transpose(weight, weight.length / bias.length);
  const b = ({ bias }: Linear): number[] => Array.from(bias);
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

/** Code that is called as exercise 05 is, for the layers below. */
export const calledAs05 =
  (attend: Attend): Below =>
  (x, weights, nHeads, options) =>
    attend(x, paramsOf(weights), nHeads, options);

/** What a layer's attention is called with, but for its input. */
export interface AttentionLayer {
  params: AttentionParams;
  /** The LayerNorm before the attention; null where there is none. */
  inputNorm: Linear | null;
}

/** The layer that is asked for. */
export async function readAttentionLayer(weights: Weights, layer: number): Promise<AttentionLayer> {
  const attention = await weights.readAttention(layer);
  return { params: paramsOf(attention), inputNorm: attention.inputNorm };
}

/** What a layer's attention is called with beside its weights. */
function given(
  x: Matrix,
  inputNorm: Linear | null,
  { eps, heads, isCausal }: ModelConfig,
): Omit<AttentionInput, 'params'> {
  return {
    x: inputNorm ? layerNorm(x, inputNorm, eps) : x,
    nHeads: heads,
    ...(isCausal && { mask: causal(x.length) }),
  };
}

/** @param x `[T, dModel]`, what the blocks below gave */
export const inputFor = (
  x: Matrix,
  { params, inputNorm }: AttentionLayer,
  config: ModelConfig,
): AttentionInput => ({ params, ...given(x, inputNorm, config) });

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
 * @param below the attention of the blocks below
 */
export async function climb(
  weights: Weights,
  config: ModelConfig,
  x: Matrix,
  layer: number,
  below: Below,
): Promise<Matrix> {
  let current = x;
  // One block's weights at a time: they are most of what a model takes.
  for (let block = 0; block < layer; block += 1) {
    const [attention, rest] = await Promise.all([
      weights.readAttention(block),
      weights.readRest(block),
    ]);
    const input = given(current, attention.inputNorm, config);
    const attended = await below(input.x, attention, input.nHeads, masking(input.mask), block);
    current = finishBlock(current, attended, rest, config);
  }
  return current;
}
