/**
 * Trains the tiny model: it guesses hidden pieces, and head 0 of layer 0 is told where to look, ever
 * more softly, and in the last quarter of the steps not at all.
 *
 *     loss = −mean log p(hidden piece) + w · max(0, 1 − s/(g·S)) · −mean log A(row, its guides)
 */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Example } from './examples';
import { type Batch, batchOf, guess, run, type Weights } from './network';
import type { Random } from './random';
import { initialValues, shapesOf } from './shapes';

type Engine = typeof Tf;

export const BATCH = 64;
export const RATE = 2e-3;
const WARM_UP = 200;
/** The loss of a step counts this much of the guidance at first. */
export const GUIDANCE = 0.5;
/** The share of the steps in which head 0 is guided. */
export const GUIDED = 0.75;

/** `[size, length, length]`: 1 where a row may look, and how many rows are guided. */
function guideTensor(tf: Engine, examples: readonly Example[], { size, length }: Batch) {
  const cells = new Float32Array(size * length * length);
  let guided = 0;
  for (const [n, { guides }] of examples.entries()) {
    for (const [i, row] of guides.entries()) {
      if (row.length > 0) guided += 1;
      for (const j of row) cells[(n * length + i) * length + j] = 1;
    }
  }
  return { cells: tf.tensor3d(cells, [size, length, length]), guided };
}

function guideLoss(
  tf: Engine,
  maps: Tf.Tensor,
  examples: readonly Example[],
  batch: Batch,
): Tf.Scalar {
  const { cells, guided } = guideTensor(tf, examples, batch);
  const { size, length } = batch;
  const head = tf.reshape(tf.slice(maps, [0, 0, 0, 0], [size, 1, length, length]), [
    size,
    length,
    length,
  ]);
  const mass = tf.sum(tf.mul(head, cells), -1);
  const isGuided = tf.max(cells, -1);
  const missed = tf.mul(isGuided, tf.log(tf.add(mass, 1e-9)));
  return tf.div(tf.neg(tf.sum(missed)), guided);
}

function guessLoss(tf: Engine, scores: Tf.Tensor, wanted: Int32Array): Tf.Scalar {
  const right = tf.oneHot(tf.tensor1d(wanted, 'int32'), scores.shape[1] ?? 0);
  return tf.neg(tf.div(tf.sum(tf.mul(tf.logSoftmax(scores), right)), wanted.length));
}

/** How strongly head 0 of layer 0 is told where to look at a step, if at first so strongly. */
export const guidanceAt = (step: number, steps: number, first: number): number =>
  first * Math.max(0, 1 - step / (GUIDED * steps));

/** The rate rises for a while, then falls along a cosine to 0. */
export const rateAt = (step: number, steps: number): number =>
  ((RATE * Math.min(1, (step + 1) / WARM_UP)) / 2) * (1 + Math.cos((Math.PI * step) / steps));

function lossOf(
  tf: Engine,
  weights: Weights,
  examples: readonly Example[],
  guidance: number,
): Tf.Scalar {
  const batch = batchOf(examples);
  const network = { tf, weights };
  const { x, maps } = run(network, batch);
  const hidden = examples.flatMap((example, n) =>
    example.hidden.map(({ at, id }) => ({ row: n * batch.length + at, id })),
  );
  const scores = guess(
    network,
    x,
    Int32Array.from(hidden, ({ row }) => row),
  );
  const missed = guessLoss(
    tf,
    scores,
    Int32Array.from(hidden, ({ id }) => id),
  );
  if (guidance === 0) return missed;
  return tf.add(missed, tf.mul(guidance, guideLoss(tf, maps[0] as Tf.Tensor, examples, batch)));
}

/** How a training goes on. */
export interface Course {
  steps: number;
  /** How strongly head 0 of layer 0 is told at first where to look. */
  guidance: number;
  batches: Iterator<Example[], unknown>;
  /** Hears of each step. */
  tell(loss: number): void;
}

function train(
  tf: Engine,
  variables: Record<string, Tf.Variable>,
  { steps, guidance, batches, tell }: Course,
) {
  const optimizer = tf.train.adam(rateAt(0, steps), 0.9, 0.98, 1e-8);
  for (let step = 0; step < steps; step += 1) {
    Object.assign(optimizer, { learningRate: rateAt(step, steps) });
    const examples = batches.next().value as Example[];
    const loss = optimizer.minimize(
      () => lossOf(tf, variables, examples, guidanceAt(step, steps, guidance)),
      true,
      Object.values(variables),
    );
    tell(loss?.dataSync()[0] ?? Number.NaN);
    loss?.dispose();
  }
  optimizer.dispose();
}

/**
 * Trains from random weights.
 * @param pieces how many there are to learn
 * @returns values of all tensors by name
 */
export function trainFrom(
  tf: Engine,
  pieces: number,
  random: Random,
  course: Course,
): Record<string, Float32Array> {
  const shapes = shapesOf(pieces);
  const first = initialValues(shapes, random);
  const variables = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      tf.variable(tf.tensor(first[name] ?? [], shape)),
    ]),
  );
  train(tf, variables, course);
  const values = Object.entries(variables).map(([name, variable]): [string, Float32Array] => [
    name,
    variable.dataSync() as Float32Array,
  ]);
  tf.dispose(variables);
  return Object.fromEntries(values);
}
