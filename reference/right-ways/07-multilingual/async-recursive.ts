/** Async; words by recursion over the vocabulary sorted by length, neighbours by distance. */
//! kata-hidden-1c544453ecb2: never handed to students.
// Worth noticing: Of vectors of length one the nearest is the most similar, since ‖u − v‖² = 2 − 2
// · cos(u, v); so a distance answers a question about angles.

type Matrix = number[][];

const sum = (numbers: number[]): number => numbers.reduceRight((total, n) => total + n, 0);

/** A half of a pair is no piece of the whole. */
const beginsInside = (rest: string): boolean => /^[\udc00-\udfff]/.test(rest);

function cut(rest: string, prefix: string, sorted: string[]): string[] | null {
  if (rest === '') return [];
  const found = sorted.find((piece) => {
    if (piece.length <= prefix.length || !(prefix + rest).startsWith(piece)) return false;
    const [last, next] = [piece.at(-1) ?? '', rest.slice(piece.length - prefix.length)];
    return !(/[\ud800-\udbff]/.test(last) && beginsInside(next));
  });
  if (found === undefined) return null;
  const others = cut(rest.slice(found.length - prefix.length), '##', sorted);
  return others && [found, ...others];
}

export const wordPiece = async (
  word: string,
  vocab: string[],
  unknown = '[UNK]',
): Promise<string[]> =>
  cut(
    word,
    '',
    vocab.concat().sort((p, q) => q.length - p.length),
  ) ?? [unknown];

export const fertility = async (words: string[], vocab: string[]): Promise<number> => {
  const cuts = await Promise.all(words.map((word) => wordPiece(word, vocab)));
  return cuts.flat().length / cuts.length;
};

export async function headEntropy(weights: Matrix[]): Promise<number[]> {
  const surprise = (p: number): number => (p === 0 ? 0 : (p * Math.log(1 / p)) / Math.LN2);
  return weights.map((map) => sum(map.flat().map(surprise)) / map.length);
}

/** The nearer two vectors of length one, the larger their cosine. */
export async function alignTokens(a: Matrix, b: Matrix): Promise<number[]> {
  const width = a[0]?.length;
  if ([...a, ...b].some(({ length }) => length !== width)) throw new RangeError('widths');
  const unit = (row: number[]): number[] => row.map((value) => value / Math.hypot(...row));
  const [from, to] = [a.map(unit), b.map(unit)];
  return from.map((u) => {
    const distances = to.map((v) => sum(u.map((value, i) => (value - (v[i] ?? 0)) ** 2)));
    const order = [...distances.keys()].sort(
      (i, j) => (distances[i] ?? 0) - (distances[j] ?? 0) || i - j,
    );
    return order[0] ?? 0;
  });
}

export async function crossLingualMass(weights: Matrix, segments: number[]): Promise<number> {
  const T = segments.length;
  if (weights.length !== T || weights.some(({ length }) => length !== T)) {
    throw new RangeError(`crossLingualMass: ${weights.length} rows for ${T} segments`);
  }
  // Column by column: to be of another segment goes both ways.
  const crossing = segments.map((own, j) =>
    sum(weights.map((row, i) => (segments[i] === own ? 0 : (row[j] as number)))),
  );
  return sum(crossing) / T;
}
