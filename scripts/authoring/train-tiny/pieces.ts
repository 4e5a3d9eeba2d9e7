/**
 * Counts which pieces a vocabulary needs, the way vocabularies of the BERT family come about: begin
 * with single characters, and join the pair that stands together most often, again and again. What
 * is frequent becomes one piece; what is rare stays in several.
 */

/** How often a word occurs. */
export type Counts = ReadonlyMap<string, number>;

interface Cut {
  parts: string[];
  count: number;
}

/** `cat` → `['c', '##a', '##t']` */
const lettersOf = (word: string): string[] =>
  [...word].map((letter, i) => (i === 0 ? letter : `##${letter}`));

const join = (left: string, right: string): string => left + right.slice(2);

/** The pair that stands together most often; the one that was met first on a tie. */
function mostFrequentPair(cuts: readonly Cut[]): [string, string] | null {
  const counts = new Map<string, number>();
  for (const { parts, count } of cuts) {
    for (const [i, right] of parts.entries()) {
      if (i === 0) continue;
      const pair = `${parts[i - 1]} ${right}`;
      counts.set(pair, (counts.get(pair) ?? 0) + count);
    }
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (!most) return null;
  const [left = '', right = ''] = most[0].split(' ');
  return [left, right];
}

function joinPair(parts: readonly string[], [left, right]: [string, string]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    if (part === right && joined.at(-1) === left) joined[joined.length - 1] = join(left, right);
    else joined.push(part);
  }
  return joined;
}

/** All pieces that so many joins lead to, single characters among them, in order of their making. */
export function countPieces(counts: Counts, joins: number): string[] {
  const cuts = [...counts].map(([word, count]) => ({ parts: lettersOf(word), count }));
  const pieces = new Set(cuts.flatMap(({ parts }) => parts));
  for (let n = 0; n < joins; n += 1) {
    const pair = mostFrequentPair(cuts);
    if (!pair) break;
    pieces.add(join(...pair));
    for (const cut of cuts) cut.parts = joinPair(cut.parts, pair);
  }
  return [...pieces];
}
