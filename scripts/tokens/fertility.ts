/**
 * What a text becomes under a model's tokenizer, and how many pieces a word costs there.
 * Special tokens are left out: they belong to the model, not to the text.
 */
import type { ModelTokenizer, Pieces } from '../models/tokenizer';

export interface Tokenized extends Pieces {
  model: string;
  /** Pieces per word; null for a text without words. */
  fertility: number | null;
}

/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

function splitUnspaced(stretch: string): string[] {
  const words = [...segmenter.segment(stretch)].filter(({ isWordLike }) => isWordLike);
  return words.length > 0 ? words.map(({ segment }) => segment) : [stretch];
}

/**
 * The words of a text: what stands between spaces; in scripts without spaces, the words of
 * Unicode's dictionaries (`Intl.Segmenter`). A mark of punctuation counts with its word.
 * @example splitWords('The cat, 猫在厨房里。') // ['The', 'cat,', '猫', '在', '厨房', '里']
 */
export function splitWords(text: string): string[] {
  const stretches = text.split(/\s+/u).filter((stretch) => stretch !== '');
  return stretches.flatMap((stretch) =>
    unspaced.test(stretch) ? splitUnspaced(stretch) : [stretch],
  );
}

/** @param model its name, for the result */
export function tokenize(model: string, tokenizer: ModelTokenizer, text: string): Tokenized {
  const pieces = tokenizer.split(text);
  const words = splitWords(text).length;
  return { model, ...pieces, fertility: words > 0 ? pieces.ids.length / words : null };
}
