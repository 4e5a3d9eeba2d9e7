/**
 * `--model notebook`: the layer that the course's notebook draws at random, for one's own words.
 * Nothing is learned and no position is known, so a word's row depends on the words alone.
 */
import { UserError } from '../../reference/user-error';
import { embedWords, normalMatrix } from './random';
import type { Scene, SceneOptions } from './scene';
import { expectOneLayer, wordsOf } from './words';

const DEFAULT_TEXT = 'the cat sat on the mat because it was tired';
const DEFAULT_HEADS = 4;
const DEFAULT_WIDTH = 32;
/** Four projections of this width cross to the target in a quarter of a second. */
const LARGEST_WIDTH = 256;
/** Standard deviations of the embeddings and of the weights. */
const X_SPREAD = 0.2;
const WEIGHT_SPREAD = 0.1;

function checkSizes(nHeads: number, dModel: number): void {
  if (dModel > LARGEST_WIDTH) {
    throw new UserError(`--d-model may be at most ${LARGEST_WIDTH}, got ${dModel}`);
  }
  if (dModel % nHeads === 0) return;
  const fitting = Math.min(LARGEST_WIDTH, Math.ceil(dModel / nHeads) * nHeads);
  throw new UserError(
    `--heads has to divide --d-model, and ${nHeads} does not divide ${dModel}; try --d-model ${fitting}`,
  );
}

export function notebook(options: SceneOptions): Scene {
  expectOneLayer('notebook', options);
  const { text = DEFAULT_TEXT, heads = DEFAULT_HEADS, dModel = DEFAULT_WIDTH, seed } = options;
  checkSizes(heads, dModel);
  const tokens = wordsOf(text);
  const weights = (stream: string) => normalMatrix(dModel, dModel, WEIGHT_SPREAD, { seed, stream });
  return {
    model: 'notebook',
    about: ['random embeddings and weights', `seed ${seed}`, `d_model ${dModel}`],
    tokens,
    layer: 0,
    x: embedWords(tokens, dModel, X_SPREAD, seed),
    params: { wQ: weights('wQ'), wK: weights('wK'), wV: weights('wV'), wO: weights('wO') },
    nHeads: heads,
  };
}
