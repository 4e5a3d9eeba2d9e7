/** Answers to one call by three ways, two by two: how far they are apart, and what that speaks of. */
import { float32, float64, type Strip, THRESHOLD } from './log-strips';
import { expectPart, largestDifference, showNumber, showSmall } from './numbers';
import type { Run } from './view';

type Matrix = number[][];

export interface Answer {
  /** Of the framework, and of the function. */
  name: string;
  from: string;
  /** `[nHeads, T, T]` */
  weights: Matrix[];
  /** `[T, dModel]` */
  output: Matrix;
}

export type Pair = readonly [Answer, Answer];

export const pairsOf = ([own, tensors, math]: Answer[]): Pair[] =>
  own && tensors && math
    ? [
        [tensors, own],
        [math, own],
        [tensors, math],
      ]
    : [];

const differencesOf = (a: Matrix, b: Matrix): number[] =>
  a.flatMap((row, i) => row.map((value, j) => Math.abs(value - (b[i]?.[j] ?? 0))));

/** What a largest difference speaks of. */
function meaningOf(size: number): string {
  if (size === 0) return 'not one bit is different';
  if (size <= float64[1]) return 'rounding, as float64 makes it';
  if (size <= float32[1]) return 'rounding, as float32 makes it';
  if (size <= THRESHOLD) return 'more than rounding usually makes, and below 1e−5';
  return 'more than rounding makes: a mistake in one of the two';
}

export interface Compared extends Strip {
  says: string;
}

/** @param where names the number in a row and a column */
export function compare(
  a: Matrix,
  b: Matrix,
  name: string,
  where: (row: number, column: number) => string,
): Compared {
  const differences = differencesOf(a, b);
  const { size: largest, row, column } = largestDifference(a, b);
  const place = where(row, column);
  const equal = differences.filter((difference) => difference === 0).length;
  const count = `${equal} of ${differences.length} equal`;
  const most = largest === 0 ? '' : `, the largest difference ${showSmall(largest)} at ${place}`;
  const says = `${name}: ${count}${most}: ${meaningOf(largest)}.`;
  return { name, differences, largest, place, says };
}

const isApart = (a: Matrix, b: Matrix): boolean => !(largestDifference(a, b).size <= THRESHOLD);

/** The one that differs from both others, where these agree. */
export function tellOddOne(pairs: Pair[]): string[] {
  const apart = pairs.filter(
    ([a, b]) => isApart(a.output, b.output) || isApart(a.weights.flat(), b.weights.flat()),
  );
  const odd = pairs
    .flat()
    .find((answer) => apart.filter((pair) => pair.includes(answer)).length === 2);
  if (apart.length !== 2 || !odd) return [];
  return [`${odd.name} stands alone, and the other two agree: look into ${odd.from}.`];
}

/** What the learner's own compareOutputs says of a pair, beside the largest difference that is drawn. */
export async function tellComparison([a, b]: Pair, call: Run['call']): Promise<string> {
  const compared = await call('compareOutputs', a.output, b.output);
  const [most, mean, cosine] = ['maxAbsError', 'meanAbsError', 'cosine'].map((name) =>
    expectPart<number>(compared, name, [], 'compareOutputs'),
  ) as [number, number, number];
  const { size } = largestDifference(a.output, b.output);
  const isSame = Math.abs(most - size) <= 1e-6 * size;
  const doubt = isSame ? '' : ` The largest difference that is drawn is ${showSmall(size)}.`;
  return `Your compareOutputs of ${a.name} and ${b.name}: at most ${showSmall(most)}, ${showSmall(mean)} on average, cosine ${showNumber(cosine, 6)}.${doubt}`;
}
