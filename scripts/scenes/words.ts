/**
 * A text's words, and the rules that sources share. Words are what stands between spaces; what is
 * written without spaces (Chinese, Japanese, Thai and others) is divided by ICU's dictionary.
 * Punctuation stays with its word: these are no model's pieces.
 */
import { UserError } from '../../reference/user-error';
import type { SceneOptions } from './scene';

/** Above this a cell would be a speck, and a slow answer would run into its time limit. */
const MOST_WORDS = 128;

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
let segmenter: Intl.Segmenter | null = null;

function divide(chunk: string): string[] {
  if (!unspaced.test(chunk)) return [chunk];
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return Array.from(segmenter.segment(chunk), ({ segment }) => segment);
}

/**
 * @returns the words of a text, in the order in which they are spoken, in normal form C
 * @throws UserError for none and for more than 128
 */
export function wordsOf(text: string): string[] {
  const words = text.normalize('NFC').split(/\s+/u).filter(Boolean).flatMap(divide);
  if (words.length === 0) throw new UserError('--text has no words; give it at least one');
  if (words.length > MOST_WORDS) {
    throw new UserError(
      `--text has ${words.length} words; a map has room for ${MOST_WORDS} at most, so shorten it`,
    );
  }
  return words;
}

/** Refuses what models of a single made-up layer do not have. */
export function expectOneLayer(model: string, { layer, pair }: SceneOptions): void {
  if (layer !== 0) throw new UserError(`${model} has one layer, so --layer can only be 0`);
  if (pair === undefined) return;
  throw new UserError(
    `--pair is for models that read two texts; ${model} reads one, so use --text`,
  );
}
