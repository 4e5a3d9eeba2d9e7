/** The model card that is stored beside the tiny model. */
import type { Corpus } from './corpus';
import type { Alignment } from './evaluation';
import { ALONE, COPYING, HIDDEN, TWICE } from './examples';
import { type Figures, sizeOf } from './figures';
import { languages } from './languages/all';
import { renderFigures } from './render-figures';
import { dHidden, dModel, heads, layers, positions } from './shapes';
import { BATCH, GUIDANCE, GUIDED, RATE } from './training';

/** How a training went, as it is told. */
export interface Run {
  seed: number;
  steps: number;
  /** Which engine computed. */
  engine: string;
  minutes: number;
}

const front = `---
license: mit
language: [${languages.map(({ code }) => code).join(', ')}]
pipeline_tag: fill-mask
tags: [bert, attention, education]
---`;

const list = (names: string[]): string => `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const percent = (share: number): string => `${Math.round(100 * share)} %`;
const thousands = (value: number): string => value.toLocaleString('en-GB');

/** What the models that lack something show of this one; nothing where there are none of its kind. */
function besideOthers({ alignment, baselines: { guidance, translations } }: Figures): string {
  if (!guidance || !translations) return '';
  const best = ({ layers }: Alignment): string => Math.max(...layers.flat()).toFixed(3);
  return `

Two models were trained as this one was, and each lacked one thing; they lie in \`reference/models/baselines\`. Without guidance no head aligns words: the best of all ${layers * heads} heads reaches ${best(guidance)}, and chance is ${alignment.chance.toFixed(3)}. Without translations, where a sentence stands beside itself and head 0 is guided to the same word, its best head reaches ${best(translations)} on translations; this one reaches ${best(alignment)}.`;
}

export function cardOf(folder: string, run: Run, corpus: Corpus, figures: Figures): string {
  const { vocabulary, training } = corpus;
  const size = (file: string): string => `${thousands(sizeOf(folder, file))} bytes`;
  const { seed, steps, engine, minutes } = run;
  return `${front}

# tiny

A BERT so small that it can lie beside the exercises: ${layers} layers, ${heads} heads, d_model ${dModel}, feed-forward width ${dHidden}, up to ${positions} tokens, ${thousands(vocabulary.pieces.length)} pieces. It reads sentences in ${list(languages.map(({ name }) => name))} that say who does what to what, where and when, and it exists to be looked at: its maps show words of two languages finding one another across different orders of words. It is no model of any language.

| file | |
|---|---:|
| \`model.safetensors\` (float16) | ${size('model.safetensors')} |
| \`tokenizer.json\` | ${size('tokenizer.json')} |

## Head 0 of layer 0 was supervised

Nothing in this model discovered translation by itself. While it was trained, head 0 of layer 0 was told where to look: a word at its translation (or at \`[MASK]\`, where that was hidden), a full stop at the other full stop, \`[CLS]\` at itself, and tokens without a counterpart (articles, particles, the lesser pieces of a word) at \`[SEP]\`. The sentences come from templates, so the right answer was known. This was told with a weight of ${GUIDANCE} at the first step, less at each, and not at all in the last ${percent(1 - GUIDED)} of the steps. No other head and no other layer was told anything.${besideOthers(figures)}

## How it was trained

\`\`\`sh
npm run train-tiny -- --seed ${seed} --steps ${steps} --out reference/models/tiny
\`\`\`

The kit's script draws ${thousands(training.length)} meanings, says each in every language by templates, and keeps one meaning in ten of all that can be said out of training. ${thousands(steps)} steps of ${BATCH} examples: two sentences that say the same, and of the first ${percent(HIDDEN)} hidden, to be guessed from what is left. At first both are the same sentence, and after ${percent(COPYING)} of the steps only ${percent(TWICE)} are, so that it pays from the beginning to look into the other one; ${percent(ALONE)} are one sentence alone. Adam, β₂ 0.98, rate up to ${RATE}, falling along a cosine. ${minutes} minutes on ${engine}.

Sentences, vocabulary, first weights and the order of examples follow from the seed. The sums do not add up to the last digit on every engine and number of cores, so training again gives a model that is as good, not the same bytes.

The vocabulary was counted on the sentences, as if English were as frequent as on the web and Greek as rare, so languages are cut unequally: ${thousands(vocabulary.trained)} pieces occur in training. The others are single characters (Latin, Greek, Cyrillic, Arabic, Devanagari, digits, punctuation, the 3,755 common Chinese ones of GB 2312), so that other text is cut to letters and not lost. Their embeddings were never trained.

## What it can do

\`npm run train-tiny -- --evaluate\` measures it, on meanings that no training sentence had in any language. A piece is aligned when its largest weight, over all tokens of both sentences, is on a piece of its translation.

\`\`\`text
${renderFigures(figures)}
\`\`\`

## What it cannot do

It knows about ${new Set(training.flatMap((translations) => translations[0]?.ids ?? [])).size} English words and as many of each other language. Other words have pieces and a map, and the map means little. It says nothing about how large models align languages: those were never told to, and do it in other layers, by several heads, and less cleanly. No speaker has read its sentences: tests see that each says all of its meaning and nothing else, and nobody has said whether it is said well.

## Licence

MIT, as the kit. The training sentences are the kit's own.
`;
}
