/** A query's row from its scores to its output: a grid for each step, and the same in words. */
import { type Colour, colourOf } from '../drawing/colour';
import {
  type Answered,
  type Given,
  isApart,
  scaledOf,
  scaleOf,
  scoresOf,
  sumOf,
  weighted,
} from './attention';
import { band, type Columns, stack } from './columns';
import { transposed } from './matrices';
import { showNumber } from './numbers';
import type { Part } from './part';

/** A query, with the words for its keys and for what the columns of the values are about. */
export interface Asked {
  query: number;
  names: readonly string[];
  about: readonly string[];
}

export const weightColour = (weight: number): Colour =>
  Number.isFinite(weight) ? colourOf(weight) : 'band';
const plain = (): Colour => 'band';
const bare = (): Colour => 'paper';

/** What a row of the picture is made of. */
function rowOf(given: Given, { weights, softmax, output }: Answered, query: number) {
  const scaled = scaledOf(given)[query] ?? [];
  return {
    q: given.q[query] ?? [],
    scores: scoresOf(given)[query] ?? [],
    scaled,
    expected: softmax[query] ?? [],
    weights: weights[query] ?? [],
    output: output[query] ?? [],
    isMasked: (_: number, j: number): boolean => given.mask[query]?.[j] === false,
  };
}

type Row = ReturnType<typeof rowOf>;
type Show = (value: number) => string;

function scoresBand({ q, scores }: Row, name: string, { k }: Given, columns: Columns): Part {
  return stack([
    band(columns, {
      caption: `what “${name}” asks for, times each key, down the column`,
      values: transposed(k),
      colour: bare,
      rows: q.map((each) => `${showNumber(each)} ×`),
    }),
    band(columns, { values: [scores], colour: plain, rows: ['q·k'] }),
  ]);
}

function scaledBand({ scaled, isMasked }: Row, given: Given, columns: Columns, text: Show): Part {
  const { temperature, k } = given;
  const root = showNumber(Math.sqrt(k[0]?.length ?? 1));
  const by = temperature === 1 ? '√dK' : '√dK and by the temperature';
  return band(columns, {
    caption: scaled.includes(Number.NEGATIVE_INFINITY)
      ? `divided by ${by}; masked: −∞`
      : `divided by ${by}`,
    values: [scaled],
    colour: plain,
    text,
    rows: [`÷ ${root}${temperature === 1 ? '' : ` ÷ ${showNumber(temperature)}`}`],
    isHatched: isMasked,
  });
}

/** The row of the learner's map; where it is not the softmax of the scores, that as well. */
function weightsBand(
  { weights, expected, isMasked }: Row,
  name: string,
  columns: Columns,
  text: Show,
): Part {
  const isSoftmax = !isApart(weights, expected);
  const rows = isSoftmax ? [weights] : [weights, expected];
  return band(columns, {
    caption: isSoftmax
      ? `softmax: the row “${name}” of your map`
      : `the row “${name}” of your map, and the softmax`,
    values: rows,
    colour: weightColour,
    text,
    rows: isSoftmax ? ['weight'] : ['yours', 'softmax'],
    isHatched: isMasked,
    ends: rows.map((row) => ({
      text: `= ${showNumber(row.reduce((sum, weight) => sum + weight, 0))}`,
      ink: 'muted',
    })),
  });
}

function sumBand(
  { weights, output }: Row,
  { v }: Given,
  rows: readonly string[],
  columns: Columns,
  text: Show,
): Part {
  const sums = sumOf(weights, v);
  return stack([
    band(columns, {
      caption: 'what each key hands over, its value, down the column',
      values: transposed(v),
      colour: bare,
      rows,
    }),
    band(columns, {
      caption: 'weight · value, and your output: the sum of a row',
      values: transposed(weighted(weights, v)),
      colour: plain,
      text,
      rows,
      ends: output.map((value, d) =>
        isApart([value], [sums[d] ?? 0])
          ? { text: `≠ ${showNumber(value)}`, ink: 'positive' }
          : { text: `= ${showNumber(value)}`, ink: 'ink' },
      ),
    }),
  ]);
}

/** A grid for each step. */
export function stepsOf(
  given: Given,
  answered: Answered,
  { query, names, about }: Asked,
  columns: Columns,
): Part[] {
  const row = rowOf(given, answered, query);
  const name = names[query] ?? '';
  // One decimal more than the sums have, so that what is added comes to what is written.
  const show: Show = (value) => showNumber(value, columns.cell[0] >= 44 ? 3 : 2);
  return [
    scoresBand(row, name, given, columns),
    scaledBand(row, given, columns, show),
    weightsBand(row, name, columns, show),
    sumBand(row, given, about, columns, show),
  ];
}

const listed = (names: readonly string[], values: readonly number[], decimals = 2): string =>
  values.map((value, j) => `${names[j]} ${showNumber(value, decimals)}`).join(', ');

/** A sentence for each step. */
export function tellSteps(
  given: Given,
  answered: Answered,
  { query, names, about }: Asked,
): string[] {
  const { scores, scaled, weights, output } = rowOf(given, answered, query);
  return [
    `“${names[query]}” with each key, q·k: ${listed(names, scores)}.`,
    `Divided by ${showNumber(scaleOf(given))}: ${listed(names, scaled)}.`,
    `Your weights: ${listed(names, weights, 3)}.`,
    `Your output, the values times their weights, added up: ${listed(about, output)}.`,
  ];
}
