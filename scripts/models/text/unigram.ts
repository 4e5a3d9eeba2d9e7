/**
 * The most likely pieces of a word under a Unigram model, as the Rust crate adds and compares them. The
 * library adds the next piece before it compares, so that in rounding two ways become equal that the
 * crate tells apart (8888888), and melts unknown pieces together across words.
 */
import type { Unigram } from '@huggingface/tokenizers';

/** The best way to a place in the word: its score, and the last piece on it. */
interface Way {
  score: number;
  from: number;
  isKnown: boolean;
}

/** The best way to each place, in code points. */
function findWays(model: Unigram, chars: string[]): Way[] {
  const ways: Way[] = [{ score: 0, from: 0, isKnown: true }];
  const offer = (to: number, way: Way): void => {
    const best = ways[to];
    if (best === undefined || way.score > best.score) ways[to] = way;
  };
  for (let from = 0; from < chars.length; from++) {
    const before = ways[from]?.score ?? 0;
    let isCovered = false;
    for (const piece of model.trie.common_prefix_search(chars, from)) {
      const { length } = [...piece];
      const score = model.scores[model.tokens_to_ids.get(piece) ?? -1] ?? 0;
      offer(from + length, { score: score + before, from, isKnown: true });
      isCovered ||= length === 1;
    }
    if (!isCovered) offer(from + 1, { score: model.unk_score + before, from, isKnown: false });
  }
  return ways;
}

/** Unknown pieces beside each other become one. */
function cut(model: Unigram, word: string): string[] {
  const chars = [...word];
  const ways = findWays(model, chars);
  const pieces: string[] = [];
  let isAfterKnown = true;
  for (let to = chars.length; to > 0; ) {
    const { from, isKnown } = ways[to] as Way;
    const piece = chars.slice(from, to).join('');
    if (isKnown || isAfterKnown) pieces.unshift(piece);
    else pieces[0] = piece + pieces[0];
    isAfterKnown = isKnown;
    to = from;
  }
  return pieces;
}

/** Changes the model in place. */
export function readUnigramAsRust(model: Unigram): void {
  model.fuse_unk = false;
  model.encode = (words) => words.flatMap((word) => cut(model, word));
}
