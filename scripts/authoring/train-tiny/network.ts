/**
 * The tiny model's forward pass in TensorFlow.js, as BERT is computed: embeddings, blocks with
 * LayerNorm behind each step, and the part that guesses hidden pieces.
 */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Example } from './examples';
import { multiply, turn } from './products';
import { dModel, eps, heads, layers } from './shapes';
import { PAD } from './vocabulary';

const dK = dModel / heads;

/** Tensors by their names. */
export type Weights = Record<string, Tf.Tensor>;

/** The engine that computes, and its weights. */
export interface Network {
  tf: typeof Tf;
  weights: Weights;
}

/** Examples of different lengths as one batch; everything has `[batch · length]` entries. */
export interface Batch {
  size: number;
  length: number;
  ids: Int32Array;
  types: Int32Array;
}

export function batchOf(examples: readonly Pick<Example, 'ids' | 'types'>[]): Batch {
  const length = Math.max(...examples.map(({ ids }) => ids.length));
  const fill = (rows: number[][], blank: number): Int32Array =>
    Int32Array.from(rows.flatMap((row) => [...row, ...Array(length - row.length).fill(blank)]));
  return {
    size: examples.length,
    length,
    ids: fill(
      examples.map(({ ids }) => ids),
      PAD,
    ),
    types: fill(
      examples.map(({ types }) => types),
      0,
    ),
  };
}

function tensorOf({ weights }: Network, name: string): Tf.Tensor {
  const tensor = weights[name];
  if (!tensor) throw new Error(`train-tiny: there is no tensor ${name}`);
  return tensor;
}

/** `x · weightᵀ + bias` */
function dense(network: Network, x: Tf.Tensor, name: string): Tf.Tensor {
  const product = multiply(network.tf, x, turn(network.tf, tensorOf(network, `${name}.weight`)));
  return network.tf.add(product, tensorOf(network, `${name}.bias`));
}

function layerNorm(network: Network, x: Tf.Tensor, name: string): Tf.Tensor {
  const { tf } = network;
  const { mean, variance } = tf.moments(x, -1, true);
  const even = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, eps)));
  return tf.add(
    tf.mul(even, tensorOf(network, `${name}.weight`)),
    tensorOf(network, `${name}.bias`),
  );
}

/** `x · Φ(x)`, with Φ the normal distribution. */
const gelu = ({ tf }: Network, x: Tf.Tensor): Tf.Tensor =>
  tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2))));

/** Rows of a table by a product with one-hot rows: WebAssembly cannot differentiate `gather`. */
function rowsOf(network: Network, table: Tf.Tensor, ids: Int32Array): Tf.Tensor {
  const { tf } = network;
  const chosen = tf.oneHot(tf.tensor1d(ids, 'int32'), table.shape[0] ?? 0);
  return multiply(network.tf, tf.cast(chosen, 'float32'), table);
}

/** `[batch · length, dModel]` */
function embed(network: Network, { size, length, ids, types }: Batch): Tf.Tensor {
  const { tf } = network;
  const table = (name: string): Tf.Tensor => tensorOf(network, `bert.embeddings.${name}.weight`);
  const words = rowsOf(network, table('word_embeddings'), ids);
  const type = rowsOf(network, table('token_type_embeddings'), types);
  const places = tf.slice(table('position_embeddings'), [0, 0], [length, dModel]);
  const placed = tf.add(tf.reshape(tf.add(words, type), [size, length, dModel]), places);
  return layerNorm(
    network,
    tf.reshape(placed, [size * length, dModel]),
    'bert.embeddings.LayerNorm',
  );
}

/** maps: `[batch, heads, length, length]`; output: `[batch · length, dModel]` */
function attend(network: Network, x: Tf.Tensor, at: string, { size, length, ids }: Batch) {
  const { tf } = network;
  const split = (part: string): Tf.Tensor => {
    const projected = dense(network, x, `${at}.self.${part}`);
    return tf.transpose(tf.reshape(projected, [size, length, heads, dK]), [0, 2, 1, 3]);
  };
  const products = multiply(network.tf, split('query'), turn(network.tf, split('key')));
  const scores = tf.div(products, Math.sqrt(dK));
  const padded = Float32Array.from(ids, (id) => (id === PAD ? -1e9 : 0));
  const maps = tf.softmax(tf.add(scores, tf.tensor4d(padded, [size, 1, 1, length])));
  const mixed = tf.transpose(multiply(network.tf, maps, split('value')), [0, 2, 1, 3]);
  const merged = tf.reshape(mixed, [size * length, dModel]);
  return { maps, output: dense(network, merged, `${at}.output.dense`) };
}

function runBlock(network: Network, x: Tf.Tensor, layer: number, batch: Batch) {
  const { tf } = network;
  const at = `bert.encoder.layer.${layer}`;
  const { maps, output } = attend(network, x, `${at}.attention`, batch);
  const a = layerNorm(network, tf.add(x, output), `${at}.attention.output.LayerNorm`);
  const hidden = gelu(network, dense(network, a, `${at}.intermediate.dense`));
  const next = tf.add(a, dense(network, hidden, `${at}.output.dense`));
  return { maps, x: layerNorm(network, next, `${at}.output.LayerNorm`) };
}

/** x: `[batch · length, dModel]`; maps: `[batch, heads, length, length]` of each layer */
export function run(network: Network, batch: Batch): { x: Tf.Tensor; maps: Tf.Tensor[] } {
  let x = embed(network, batch);
  const maps: Tf.Tensor[] = [];
  for (let layer = 0; layer < layers; layer += 1) {
    const done = runBlock(network, x, layer, batch);
    x = done.x;
    maps.push(done.maps);
  }
  return { x, maps };
}

/** Scores of all pieces for some rows of x: `[rows.length, pieces]`. */
export function guess(network: Network, x: Tf.Tensor, rows: Int32Array): Tf.Tensor {
  const { tf } = network;
  const at = 'cls.predictions.transform';
  const turned = gelu(network, dense(network, rowsOf(network, x, rows), `${at}.dense`));
  const table = tensorOf(network, 'bert.embeddings.word_embeddings.weight');
  const scores = multiply(
    network.tf,
    layerNorm(network, turned, `${at}.LayerNorm`),
    turn(network.tf, table),
  );
  return tf.add(scores, tensorOf(network, 'cls.predictions.bias'));
}
