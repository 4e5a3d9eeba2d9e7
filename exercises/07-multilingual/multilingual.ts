/**
 * Exercise 07: how words become tokens in many languages, and three numbers that read a map: how
 * spread out a head is, which tokens are nearest, how much attention goes to the other language.
 * Splitting a text into words and normalising it are left out on purpose: words come as they are.
 */
type Matrix = number[][];

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
  // TODO: cut the word from the left, each time with the longest piece that the vocabulary has.
  throw new Error('Not implemented: wordPiece (exercise 07)');
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
  // TODO: count the pieces of all words and divide by the words.
  throw new Error('Not implemented: fertility (exercise 07)');
}

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
  // TODO: measure each row in bits, and take the mean over the rows of a head.
  throw new Error('Not implemented: headEntropy (exercise 07)');
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
  // TODO: compare every row of a with every row of b, and take the place of the largest.
  throw new Error('Not implemented: alignTokens (exercise 07)');
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
  // TODO: add up, row by row, what goes to another segment, and take the mean over the rows.
  throw new Error('Not implemented: crossLingualMass (exercise 07)');
}
