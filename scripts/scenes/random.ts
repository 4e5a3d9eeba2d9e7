/** Seeded normal numbers. A stream is named, so that one more draw in one moves no other. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hashOf } from '../../reference/judging/inputs';

/** Standard normal numbers by the Box–Muller transform. */
function normalStream(seed: number, stream: string): () => number {
  const generator = xoroshiro128plus(hashOf(stream, seed));
  const uniform = (): number => uniformFloat64(generator);
  // 1 − u lies in (0, 1], where the logarithm is finite.
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** `[rows, columns]` of mean 0 and the standard deviation `spread`. */
export function normalMatrix(
  rows: number,
  columns: number,
  spread: number,
  { seed, stream }: { seed: number; stream: string },
): number[][] {
  const draw = normalStream(seed, stream);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => spread * draw()));
}

/** A vector for each word, the same for the same word in any text: `[T, dModel]`. */
export const embedWords = (words: string[], dModel: number, spread: number, seed: number) =>
  words.flatMap((word) => normalMatrix(1, dModel, spread, { seed, stream: `word ${word}` }));
