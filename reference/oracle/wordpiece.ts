/**
 * The reference's word pieces, computed by Hugging Face's tokenizer on a vocabulary of our own.
 * Only its WordPiece model is used: what a tokenizer does before (normalising, splitting at spaces
 * and punctuation, a limit of length) is switched off, because the exercise leaves it out.
 */
//! kata-hidden-3f390537e6e2: never handed to students.
import { Tokenizer } from '@huggingface/tokenizers';

const UNKNOWN = '[UNK]';

function tokenizerOf(vocab: readonly string[], unknown: string): Tokenizer {
  const pieces = [...new Set([unknown, ...vocab])];
  const model = {
    type: 'WordPiece',
    vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    unk_token: unknown,
    continuing_subword_prefix: '##',
    max_input_chars_per_word: Number.POSITIVE_INFINITY,
  };
  const nothingElse = {
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    decoder: null,
    added_tokens: [],
  };
  return new Tokenizer({ ...nothingElse, model }, {});
}

/** The pieces of each word, in order. `unknown` must be no beginning of a word. */
export function wordPieces(
  words: readonly string[],
  vocab: readonly string[],
  unknown = UNKNOWN,
): string[][] {
  const tokenizer = tokenizerOf(vocab, unknown);
  return words.map((word) => tokenizer.tokenize(word));
}

/** The pieces of one word. */
export const wordPiece = (word: string, vocab: readonly string[], unknown = UNKNOWN): string[] =>
  wordPieces([word], vocab, unknown).flat();

/** Pieces per word. */
export const fertility = (words: readonly string[], vocab: readonly string[]): number =>
  wordPieces(words, vocab).flat().length / words.length;
