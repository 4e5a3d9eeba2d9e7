/** The tiny model's figures, measured on a stored folder. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../reference/oracle/engine';
import { root } from '../../../reference/root';
import { UserError } from '../../../reference/user-error';
import { openFile, unkept } from '../../models/bytes';
import { isObject, parseObject } from '../../models/json';
import { openSafetensors } from '../../models/safetensors';
import type { Corpus, Translations } from './corpus';
import {
  type Alignment,
  measureAlignment,
  measureGuesses,
  openTensors,
  type Tally,
} from './evaluation';
import { joinSentences } from './examples';
import { languages } from './languages/all';
import type { Network } from './network';
import { makeRandom } from './random';
import { type Lack, lacks } from './recipes';
import type { Vocabulary } from './vocabulary';

/** Held-out meanings that the figures are of. */
const MEANINGS = 60;
const BASELINES = join(root, 'reference', 'models', 'baselines');

export interface Figures {
  meanings: number;
  alignment: Alignment;
  /** Of the models that lack something; none where they were made from other sentences. */
  baselines: Partial<Record<Lack, Alignment>>;
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
  if (isMadeFrom(file, vocabulary)) return;
  throw new UserError(
    `${file}: expected the vocabulary of the sentences that --seed draws, got another; name the seed that the model was trained with`,
  );
}

/** Whether a tokenizer.json has the vocabulary, with what is never trained or without. */
function isMadeFrom(file: string, { pieces, trained }: Vocabulary): boolean {
  const { model } = parseObject(readFileSync(file), file);
  const ids = isObject(model) && isObject(model.vocab) ? model.vocab : {};
  const count = Object.keys(ids).length;
  const isWhole = count === pieces.length || count === trained;
  return isWhole && pieces.slice(0, count).every((piece, id) => ids[piece] === id);
}

async function openNetwork({ tf }: Engine, folder: string): Promise<Network> {
  const file = await openSafetensors(unkept(await openFile(join(folder, 'model.safetensors'))));
  return { tf, weights: await openTensors(tf, file) };
}

function measureBoth(network: Network, meanings: readonly Translations[], seed: number) {
  const singles = meanings.flat();
  const others = meanings.flatMap((translations) =>
    translations.map((_, i) => translations.at(i - 1)),
  );
  const guess = (tokens: Parameters<typeof measureGuesses>[1]) =>
    measureGuesses(network, tokens, makeRandom('guesses', seed));
  return {
    beside: guess(singles.map((a, i) => joinSentences(a, others[i] ?? null))),
    alone: guess(singles.map((a) => joinSentences(a, null))),
  };
}

/** The models that lack something, where they were made from these sentences. */
async function measureBaselines(
  engine: Engine,
  { vocabulary }: Corpus,
  meanings: readonly Translations[],
): Promise<Figures['baselines']> {
  const measured: Figures['baselines'] = {};
  for (const lack of lacks) {
    const folder = join(BASELINES, lack);
    const file = join(folder, 'tokenizer.json');
    if (!(existsSync(file) && isMadeFrom(file, vocabulary))) continue;
    const network = await openNetwork(engine, folder);
    measured[lack] = measureAlignment(network, meanings);
    engine.tf.dispose(network.weights);
  }
  return measured;
}

/**
 * Measures a stored model, and beside it those that lack something.
 * @throws UserError for a folder without one, and for one made from another seed
 */
export async function measure(
  engine: Engine,
  folder: string,
  corpus: Corpus,
  seed: number,
): Promise<Figures> {
  expectVocabulary(folder, corpus);
  const meanings = corpus.heldOut(MEANINGS);
  const network = await openNetwork(engine, folder);
  const alignment = measureAlignment(network, meanings);
  const guesses = measureBoth(network, meanings, seed);
  engine.tf.dispose(network.weights);
  const baselines = await measureBaselines(engine, corpus, meanings);
  const fertility = measureFertility(corpus);
  return { meanings: MEANINGS, alignment, baselines, guesses, fertility };
}

/** Bytes of a file of the folder. */
export const sizeOf = (folder: string, file: string): number => statSync(join(folder, file)).size;
