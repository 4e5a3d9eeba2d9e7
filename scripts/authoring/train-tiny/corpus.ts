/** All that the tiny model is made from, by a seed: sentences, their vocabulary, held-out ones. */
import { languages } from './languages/all';
import { drawMeanings } from './meanings';
import { makeRandom } from './random';
import { makeSpeaker, type Sentence } from './speaking';
import { makeVocabulary, type Vocabulary } from './vocabulary';

const TRAINING_MEANINGS = 4_000;

/** One meaning in every language, in the order of `languages`. */
export type Translations = readonly Sentence[];

export interface Corpus {
  vocabulary: Vocabulary;
  training: Translations[];
  /** Draws meanings that are in no training sentence of any language. */
  heldOut(count: number): Translations[];
}

export function makeCorpus(seed: number): Corpus {
  const meanings = drawMeanings(TRAINING_MEANINGS, makeRandom('training meanings', seed), false);
  const vocabulary = makeVocabulary(meanings);
  const speak = makeSpeaker(vocabulary, meanings);
  const translate = (drawn: typeof meanings): Translations[] =>
    drawn.map((meaning) => languages.map(({ say }) => speak(say(meaning))));
  return {
    vocabulary,
    training: translate(meanings),
    heldOut: (count) => translate(drawMeanings(count, makeRandom('held-out meanings', seed), true)),
  };
}
