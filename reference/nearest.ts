/** The name that a mistyped word was meant for, and none where that would be a guess. */
import { distance } from 'fastest-levenshtein';

/** A word with two neighbouring letters exchanged, each pair in turn. */
const swapsOf = (word: string): string[] =>
  Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, i) => word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2),
  );

/** Slips of the pen between a word and a name: letters added, left out or changed, or one swap. */
const slips = (word: string, name: string): number =>
  Math.min(distance(word, name), ...swapsOf(word).map((swapped) => 1 + distance(swapped, name)));

/**
 * The one name that is nearest to a word, in any letter case: at most two slips or a third of the
 * name away, and at least half of it typed rightly. Null where no name is so near, or two are.
 * @example nearest('sofmax', ['softmax', 'cosine-sim']) // 'softmax'
 */
export function nearest<T extends string>(word: string, names: readonly T[]): T | null {
  const away = (name: T): number => slips(word.toLowerCase(), name.toLowerCase());
  const near = names.filter((name) => {
    const count = away(name);
    return count <= Math.max(2, name.length / 3) && 2 * count <= name.length;
  });
  const least = Math.min(...near.map(away));
  const [first, ...others] = near.filter((name) => away(name) === least);
  return first !== undefined && others.length === 0 ? first : null;
}
