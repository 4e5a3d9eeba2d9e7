/** The tiny model's figures, measured on a stored folder, and how they are written down. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../reference/oracle/engine';
import { multiHeadAttention } from '../../../reference/oracle/ops';
import { UserError } from '../../../reference/user-error';
import { openFile, unkept } from '../../models/bytes';
import { isObject, parseObject } from '../../models/json';
import { openModel } from '../../models/model';
import { openSafetensors } from '../../models/safetensors';
import type { Corpus } from './corpus';
import {
  type Alignment,
  measureAlignment,
  measureGuesses,
  openTensors,
  type Tally,
} from './evaluation';
import { joinSentences } from './examples';
import { languages } from './languages/all';
import { makeRandom } from './random';

/** Held-out meanings that the figures are of. */
const MEANINGS = 60;

export interface Figures {
  meanings: number;
  alignment: Alignment;
  /** Hidden pieces that were guessed, with the translation beside the sentence and without. */
  guesses: { beside: Tally; alone: Tally };
  /** Pieces per word by language, of held-out sentences. */
  fertility: Record<string, number>;
}

/** Pieces per word; a full stop counts as a word. */
function measureFertility({ heldOut }: Corpus): Record<string, number> {
  const meanings = heldOut(MEANINGS);
  const mean = (i: number): number => {
    const sentences = meanings.map((translations) => translations[i]);
    const pieces = sentences.reduce((sum, sentence) => sum + (sentence?.ids.length ?? 0), 0);
    return pieces / sentences.reduce((sum, sentence) => sum + (sentence?.words ?? 0), 0);
  };
  return Object.fromEntries(languages.map(({ code }, i) => [code, mean(i)]));
}

/** Throws where the folder holds no model that was made from these sentences. */
function expectVocabulary(folder: string, { vocabulary }: Corpus): void {
  const file = join(folder, 'tokenizer.json');
  if (!existsSync(file)) {
    throw new UserError(
      `${file}: there is none; name a folder that npm run train-tiny has written`,
    );
  }
  const { model } = parseObject(readFileSync(file), file);
  const ids = isObject(model) && isObject(model.vocab) ? model.vocab : {};
  const { pieces } = vocabulary;
  const isSame = Object.keys(ids).length === pieces.length;
  if (isSame && pieces.every((piece, id) => ids[piece] === id)) return;
  throw new UserError(
    `${file}: expected the vocabulary of the sentences that --seed draws, got another; name the seed that the model was trained with`,
  );
}

/**
 * Measures a stored model.
 * @throws UserError for a folder without one, and for one made from another seed
 */
export async function measure(
  { tf }: Engine,
  folder: string,
  corpus: Corpus,
  seed: number,
): Promise<Figures> {
  expectVocabulary(folder, corpus);
  const meanings = corpus.heldOut(MEANINGS);
  const alignment = await measureAlignment(
    await openModel(folder),
    meanings,
    0,
    multiHeadAttention,
  );
  const file = await openSafetensors(unkept(await openFile(join(folder, 'model.safetensors'))));
  const weights = await openTensors(tf, file, corpus.vocabulary.pieces.length);
  const singles = meanings.flat();
  const others = meanings.flatMap((translations) =>
    translations.map((_, i) => translations.at(i - 1)),
  );
  const guess = (tokens: Parameters<typeof measureGuesses>[2]) =>
    measureGuesses(tf, weights, tokens, makeRandom('guesses', seed));
  const guesses = {
    beside: guess(singles.map((a, i) => joinSentences(a, others[i] ?? null))),
    alone: guess(singles.map((a) => joinSentences(a, null))),
  };
  tf.dispose(weights);
  return { meanings: MEANINGS, alignment, guesses, fertility: measureFertility(corpus) };
}

const show = (value: number): string => value.toFixed(3);
const percent = ({ right, all }: Tally): string => `${show(right / all)} of ${all}`;

/** The figures as lines. */
export function renderFigures({ meanings, alignment, guesses, fertility }: Figures): string {
  const { heads, pairs, chance, asked } = alignment;
  const codes = languages.map(({ code }) => code);
  const row = (from: string): string =>
    `${from}${codes.map((to) => (from === to ? '-' : show(pairs[`${from}-${to}`] ?? 0)).padStart(8)).join('')}`;
  return [
    `${meanings} held-out meanings, ${asked} pieces asked for their translation`,
    '',
    'alignment of layer 0, by head',
    ...heads.map((value, h) => `  head ${h}  ${show(value)}${h === 0 ? '  (was supervised)' : ''}`),
    `  chance  ${show(chance)}`,
    '',
    'alignment of head 0, from (rows) to (columns)',
    `  ${' '.repeat(2)}${codes.map((code) => code.padStart(8)).join('')}`,
    ...codes.map((from) => `  ${row(from)}`),
    '',
    'hidden pieces guessed',
    `  with a translation beside the sentence  ${percent(guesses.beside)}`,
    `  from the sentence alone                 ${percent(guesses.alone)}`,
    '',
    `fertility  ${codes.map((code) => `${code} ${(fertility[code] ?? 0).toFixed(2)}`).join('  ')}`,
  ].join('\n');
}

/** Bytes of a file of the folder. */
export const sizeOf = (folder: string, file: string): number => statSync(join(folder, file)).size;
