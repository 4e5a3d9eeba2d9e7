/** The flags of `heatmap`: which there are, and what their values have to be. */
import { UserError } from '../../reference/user-error';
import type { SceneOptions } from '../scenes/sources';
import { showTargets } from '../targets/target';

export const usage = `
Usage: npm run heatmap [-- flags]

Draws what your own multiHeadAttention attends to: a picture of each head and one of
all heads, and in words where each head's attention concentrates.

  --model M         tiny (default): the model that comes with the kit, for sentences in
                    English, Russian, Chinese, Arabic, Hindi and Greek
                    notebook: random vectors and weights for your words
                    pytorch: recorded weights of nn.MultiheadAttention
                    relations: a layer made by hand, for one head against two
                    a folder or a hub id of the BERT or XLM-R family, such as
                    google-bert/bert-base-multilingual-cased; of a hub's model only
                    what the picture needs is fetched
  --text "…"        the words to attend to, in any language
  --pair "…"        a second text, for models that read two
  --layer N         the layer, counted from 0 (default 0)
  --heads N         how many heads (notebook: default 4; relations: 1 or 2)
  --d-model N       how wide a vector is (notebook: default 32)
  --temperature t   divides the scores: below 1 sharper, above 1 flatter (default 1)
  --seed N          what is random follows from it (default 42)
  --average         also the average over the heads
  --values          write the weights into the cells
  --out DIR         where the pictures go (default heatmaps)
  --json FILE       also write the numbers for other tools
  --target T        whose code: ${showTargets}
  --help            show this

Exit code: 0 drawn, 1 the code gave no answer, 2 could not run.
`;

export const options = {
  model: { type: 'string', default: 'tiny' },
  text: { type: 'string' },
  pair: { type: 'string' },
  layer: { type: 'string', default: '0' },
  heads: { type: 'string' },
  'd-model': { type: 'string' },
  temperature: { type: 'string', default: '1' },
  seed: { type: 'string', default: '42' },
  average: { type: 'boolean', default: false },
  values: { type: 'boolean', default: false },
  out: { type: 'string', default: 'heatmaps' },
  json: { type: 'string' },
  target: { type: 'string', default: 'exercises' },
} as const;

type Given = Partial<Record<keyof typeof options, string | boolean>>;

function wholeNumber(flag: string, given: string, smallest: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && Number.isSafeInteger(value) && value >= smallest) return value;
  throw new UserError(`--${flag} has to be a whole number from ${smallest} up, got "${given}"`);
}

function temperatureOf(given: string): number {
  const value = Number(given);
  if (given.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UserError(`--temperature has to be a number above 0, got "${given}"`);
}

/**
 * What the flags say about the scene.
 * @throws UserError for a value that is none
 */
export function sceneOptions(given: Given): SceneOptions {
  const { text, pair, heads, layer, seed } = given;
  const width = given['d-model'];
  return {
    ...(text !== undefined && { text: String(text) }),
    ...(pair !== undefined && { pair: String(pair) }),
    ...(heads !== undefined && { heads: wholeNumber('heads', String(heads), 1) }),
    ...(width !== undefined && { dModel: wholeNumber('d-model', String(width), 1) }),
    layer: wholeNumber('layer', String(layer), 0),
    seed: wholeNumber('seed', String(seed), 0),
  };
}

/** @throws UserError unless the temperature is above 0 */
export const readTemperature = (given: Given): number => temperatureOf(String(given.temperature));
