/**
 * What is to be doubted in the pieces of a text: a map of unknown pieces says nothing about the text,
 * and a word may be cut otherwise by Python's tokenizers.
 */
import type { ModelTokenizer } from './tokenizer';

/** Above this share of unknown pieces a text is not read but guessed at. */
const MOST = 0.3;
const SHOWN_WORDS = 3;

/** @param unknown for each piece, special tokens left out */
function doubtUnknown(model: string, unknown: readonly boolean[]): string[] {
  const lost = unknown.filter(Boolean).length;
  if (lost <= MOST * unknown.length) return [];
  const percent = Math.round((100 * lost) / unknown.length);
  return [
    `${lost} of ${unknown.length} pieces (${percent} %) are unknown to ${model}, so what it makes of this text means little.`,
  ];
}

function doubtWords(words: readonly string[]): string[] {
  if (words.length === 0) return [];
  const shown = words.slice(0, SHOWN_WORDS).map((word) => `"${word}"`);
  const more = words.length - shown.length;
  const named = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
  return [
    `${named}: Python's tokenizers may give other pieces here, as it knows another version of Unicode, where these characters are others or none.`,
  ];
}

/**
 * Sentences where a model knows too little of some texts to say anything about them, and where a word
 * may be cut otherwise by Python's tokenizers; null where there is nothing to doubt.
 */
export function doubtPieces(
  model: string,
  tokenizer: ModelTokenizer,
  texts: readonly string[],
): string | null {
  const unknown = texts.flatMap((text) => tokenizer.split(text).unknown);
  const words = texts.flatMap((text) => tokenizer.doubtful(text));
  const doubts = [...doubtUnknown(model, unknown), ...doubtWords(words)];
  return doubts.length > 0 ? doubts.join(' ') : null;
}
