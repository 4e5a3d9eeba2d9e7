/** The flags of `heatmap`. */
import { showTargets } from '../targets/target';

export const usage = `
Usage: npm run heatmap [exercise] [-- flags]

Draws what your own multiHeadAttention attends to: a picture of each head and
one of all heads, and in words where each head's attention concentrates. With an
exercise, by number or name, it draws what your functions of that one make of
numbers: npm run heatmap 1 -- --help shows what there is to choose.

What is computed:
  --text "…"        the words to attend to, in any language
  --pair "…"        a second text, for models that read two
  --model M         tiny (default): comes with the kit, for sentences in
                    English, Russian, Chinese, Arabic, Hindi and Greek
                    notebook: random vectors and weights for your words
                    pytorch: recorded weights of nn.MultiheadAttention
                    relations: a layer made by hand, for one head against two
                    a folder or a hub id of the BERT, DistilBERT, ELECTRA,
                    RoBERTa (XLM-R, CamemBERT) or GPT-2 family, such as
                    google-bert/bert-base-multilingual-cased; of a hub's model
                    only what the picture needs is fetched
  --layer N         the layer, counted from 0 (default 0)
  --heads N         how many heads (notebook: default 4; relations: 1 or 2)
  --temperature t   divides the scores: below 1 sharper, above 1 flatter
  --d-model N       how wide a vector is (notebook: default 32)
  --seed N          what is random follows from it (default 42)
  --target T        whose code computes:
                    ${showTargets}

How it looks:
  --values          write the weights into the cells
  --average         also the average over the heads
  --scale S         0-1 (default): the same colours for every head, evenly
                    sqrt: the same for every head, small weights brought out
                    head: up to the largest weight of each head
  --palette P       viridis (default), or print: from white to black
  --title "…"       in place of the sentence over the picture
  --caption "…"     in place of the remarks under it; "" for none

Where it goes:
  --out DIR         the folder of the pictures (default heatmaps)
  --format F        png (default), svg or pdf, or several: png,svg,pdf
  --json FILE       also write the numbers for other tools; entropy is null
                    until headEntropy of exercise 07 is written
  --help            show this

Exit code: 0 drawn, 1 the code gave no answer, 2 could not run.
`;

export const options = {
  text: { type: 'string' },
  pair: { type: 'string' },
  model: { type: 'string', default: 'tiny' },
  layer: { type: 'string', default: '0' },
  heads: { type: 'string' },
  temperature: { type: 'string', default: '1' },
  'd-model': { type: 'string' },
  seed: { type: 'string', default: '42' },
  target: { type: 'string', default: 'exercises' },
  values: { type: 'boolean', default: false },
  average: { type: 'boolean', default: false },
  scale: { type: 'string', default: '0-1' },
  palette: { type: 'string', default: 'viridis' },
  title: { type: 'string' },
  caption: { type: 'string' },
  out: { type: 'string', default: 'heatmaps' },
  format: { type: 'string', default: 'png' },
  json: { type: 'string' },
} as const;
