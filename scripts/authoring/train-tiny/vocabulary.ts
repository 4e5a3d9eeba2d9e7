/**
 * The tiny model's vocabulary: pieces that are counted on its training sentences, in which English
 * is as frequent as on the web and Greek is as rare, and single characters behind them.
 */
import { wordPieces } from '../../../reference/oracle/wordpiece';
import { fallbackCharacters } from './characters';
import { languages } from './languages/all';
import type { Meaning } from './meanings';
import { type Counts, countPieces } from './pieces';

export const PAD = 0;
export const UNKNOWN = 1;
export const CLS = 2;
export const SEP = 3;
export const MASK = 4;
export const specials = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

/** How many pairs are joined. */
const JOINS = 740;

export interface Vocabulary {
  /** In order of their ids. */
  pieces: string[];
  /** So many pieces from the front occur in training; those behind them are never trained. */
  trained: number;
}

function countWords(meanings: readonly Meaning[]): Counts {
  const counts = new Map<string, number>();
  for (const { say, exposure } of languages) {
    for (const { text } of meanings.flatMap(say)) {
      counts.set(text, (counts.get(text) ?? 0) + exposure);
    }
  }
  return counts;
}

export function makeVocabulary(meanings: readonly Meaning[]): Vocabulary {
  const counts = countWords(meanings);
  const counted = countPieces(counts, JOINS);
  const used = new Set(wordPieces([...counts.keys()], counted).flat());
  const trained = [...specials, ...counted.filter((piece) => used.has(piece))];
  return { pieces: [...new Set([...trained, ...fallbackCharacters()])], trained: trained.length };
}
