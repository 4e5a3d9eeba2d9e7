/**
 * Exercise 07: how words become tokens in many languages, and three numbers that read a map: how
 * spread out a head is, which tokens are nearest, how much attention goes to the other language.
 * Splitting a text into words and normalising it are left out on purpose: words come as they are.
 */
//! kata-hidden-6588987284de: never handed to students.
import { cosineSim } from '../02-cosine-sim/cosine-sim';

type Matrix = number[][];

const mean = (numbers: number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/**
 * Cuts a word into pieces of a vocabulary: the longest piece that fits, then the longest that fits
 * what is left, and so on. It never takes a piece back.
 *
 *     pieceₖ = the longest beginning of what is left that the vocabulary has, with ## before it if k > 0
 *
 * @param word cut between Unicode code points; no normalisation, no limit of length
 * @param vocab the pieces there are; those that go on inside of a word begin with `##`
 * @param unknown stands for a whole word when any part of it has no match
 * @returns the pieces in order, or `[unknown]` alone
 * @see Song et al. 2021, "Fast WordPiece Tokenization" (there: MaxMatch)
 * @example wordPiece('unhappy', ['un', '##happy', '##h']) // ['un', '##happy']
 */
export function wordPiece(word: string, vocab: string[], unknown = '[UNK]'): string[] {
  const known = new Set(vocab);
  // The iterator of a string goes by code point; its indices and its length count UTF-16 units.
  const points = [...word];
  const pieces: string[] = [];
  let start = 0;
  while (start < points.length) {
    const prefix = start === 0 ? '' : '##';
    let end = points.length;
    while (end > start && !known.has(prefix + points.slice(start, end).join(''))) end -= 1;
    if (end === start) return [unknown];
    pieces.push(prefix + points.slice(start, end).join(''));
    start = end;
  }
  return pieces;
}

/**
 * How many pieces a word is cut into on average.
 *
 *     fertility = pieces of all words / words
 *
 * @param words each counts as often as it occurs
 * @param vocab as in `wordPiece`; an unknown word is one piece
 * @returns 1 when no word is cut
 * @see Rust et al. 2021, "How Good is Your Tokenizer?"
 * @example fertility(['unhappy', 'cat'], ['un', '##happy', 'cat']) // 1.5
 */
export function fertility(words: string[], vocab: string[]): number {
  return mean(words.map((word) => wordPiece(word, vocab).length));
}

/** −Σ p·log₂ p; nothing comes from p = 0, where the logarithm has no value. */
const entropyInBits = (row: number[]): number =>
  row.reduce((bits, p) => (p > 0 ? bits - p * Math.log2(p) : bits), 0);

/**
 * How spread out the attention of each head is, in bits.
 *
 *     headEntropyₕ = meanᵢ(−Σⱼ wₕᵢⱼ · log₂ wₕᵢⱼ),  0 · log₂ 0 = 0
 *
 * @param weights `[heads, T, T]`, each row summing to 1
 * @returns `[heads]`: 0 where every row looks at one token, log₂ T where every row is even
 * @see Clark et al. 2019, "What Does BERT Look At?"
 * @example headEntropy([[[1, 0], [0.5, 0.5]]]) // [0.5]
 */
export function headEntropy(weights: Matrix[]): number[] {
  return weights.map((map) => mean(map.map(entropyInBits)));
}

/**
 * For each token of one text the most similar token of another.
 *
 *     alignTokens(a, b)ᵢ = argmaxⱼ cosineSim(a, b)ᵢⱼ
 *
 * @param a `[n, d]`, an embedding a row
 * @param b `[m, d]`
 * @returns `[n]`, indices of rows of `b`; the first of them on a tie
 * @throws RangeError when rows differ in length, within a matrix or between the two
 * @see Jalili Sabet et al. 2020, "SimAlign" (there: Argmax, in one direction)
 * @example alignTokens([[0, 2]], [[9, 1], [0, 1]]) // [1]
 */
export function alignTokens(a: Matrix, b: Matrix): number[] {
  return cosineSim(a, b).map((similarity) => similarity.indexOf(Math.max(...similarity)));
}

function checkMap(weights: Matrix, size: number): void {
  const odd = weights.find((row) => row.length !== size);
  if (weights.length === size && !odd) return;
  throw new RangeError(
    `crossLingualMass: expected weights [${size}, ${size}] for ${size} segments, got [${weights.length}, ${odd?.length ?? size}]`,
  );
}

/**
 * How much of the attention goes to another segment, say to the other language.
 *
 *     crossLingualMass = meanᵢ Σⱼ wᵢⱼ over all j with segmentⱼ ≠ segmentᵢ
 *
 * @param weights `[T, T]`, each row summing to 1
 * @param segments `[T]`: which segment each token belongs to; any numbers
 * @returns between 0 and 1
 * @throws RangeError when `weights` is not `[T, T]`
 * @example crossLingualMass([[0.75, 0.25], [0.5, 0.5]], [0, 1]) // 0.375
 */
export function crossLingualMass(weights: Matrix, segments: number[]): number {
  checkMap(weights, segments.length);
  const crossing = weights.map((row, i) =>
    row.reduce((sum, weight, j) => (segments[j] === segments[i] ? sum : sum + weight), 0),
  );
  return mean(crossing);
}
