/** The flags of `heatmap`. */
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
