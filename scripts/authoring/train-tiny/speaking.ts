/**
 * Sentences as pieces. Of a word in several pieces one speaks for its meaning, the one that the
 * fewest meanings share; the others, and words without a counterpart, say nothing to another
 * language.
 */
import { wordPieces } from '../../../reference/oracle/wordpiece';
import { languages } from './languages/all';
import type { Concept, Word } from './languages/language';
import type { Meaning } from './meanings';
import type { Vocabulary } from './vocabulary';

/** One sentence; all arrays have one entry a piece. */
export interface Sentence {
  /** How many words the pieces make. */
  words: number;
  ids: number[];
  /** What the piece speaks for, or null. */
  means: (Concept | null)[];
}

/** How a word is said in pieces, by its text. */
type Pieces = ReadonlyMap<string, string[]>;

function meaningsOf(words: readonly Word[], pieces: Pieces): Map<string, Set<Concept | null>> {
  const found = new Map<string, Set<Concept | null>>();
  for (const { text, means } of words) {
    for (const piece of pieces.get(text) ?? []) {
      found.set(piece, (found.get(piece) ?? new Set()).add(means));
    }
  }
  return found;
}

/** @param meanings whose words are all there are */
export function makeSpeaker({ pieces }: Vocabulary, meanings: readonly Meaning[]) {
  const words = languages.flatMap(({ say }) => meanings.flatMap(say));
  const texts = [...new Set(words.map(({ text }) => text))];
  const cuts = wordPieces(texts, pieces);
  const cut: Pieces = new Map(texts.map((text, i) => [text, cuts[i] ?? []]));
  const ids = new Map(pieces.map((piece, id) => [piece, id]));
  const shared = meaningsOf(words, cut);
  const rankOf = (piece: string): number => 100 * (shared.get(piece)?.size ?? 0) - piece.length;
  const speakerOf = (parts: string[]): number => {
    const ranks = parts.map(rankOf);
    return ranks.indexOf(Math.min(...ranks));
  };
  return (sentence: readonly Word[]): Sentence => {
    const said = sentence.map(({ text, means }) => {
      const parts = cut.get(text);
      if (!parts) throw new Error(`train-tiny: "${text}" is in no training sentence`);
      const speaker = speakerOf(parts);
      return {
        ids: parts.map((part) => ids.get(part) ?? 0),
        means: parts.map((_, i) => (i === speaker ? means : null)),
      };
    });
    return {
      words: said.length,
      ids: said.flatMap((word) => word.ids),
      means: said.flatMap((word) => word.means),
    };
  };
}
