/** What there is to say of cosines: their angles, who is nearest, what changed, and what none can be. */
import { showNumber, showSmall, type Vector } from './numbers';

type Matrix = number[][];

/** A cosine may pass 1 by so much: sums are rounded. */
const ROUNDING = 1e-6;

const isZero = ({ values }: Vector): boolean => values.every((value) => value === 0);

/** The angle that has this cosine: `a right angle, 90°`. */
function angleInWords(cosine: number): string {
  if (Number.isNaN(cosine)) return 'no number';
  if (Math.abs(cosine) > 1 + ROUNDING) return 'of no angle';
  const degrees = (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
  const shown = showNumber(degrees, 1);
  const exact = { 0: 'same direction', 90: 'a right angle', 180: 'opposite' }[shown];
  return `${exact ?? (degrees < 90 ? 'less than a right angle' : 'more than a right angle')}, ${shown}°`;
}

/** What is drawn: the vectors, one of which is looked at, and its row of cosines. */
export interface Looked {
  vectors: Vector[];
  /** Index of the one that is looked at. */
  at: number;
  /** `[n, n]` */
  cosines: Matrix;
}

/** The angle of the vector that is looked at and the i-th. */
export const relationTo = ({ vectors, at, cosines }: Looked, i: number): string => {
  const zero = [vectors[at], vectors[i]].find((vector) => vector && isZero(vector));
  return zero ? 'a zero vector has no direction' : angleInWords(cosines[at]?.[i] ?? Number.NaN);
};

/** The one of the others with the largest number in a row, the first on a tie. */
function nearest(row: number[], at: number): number {
  const largest = Math.max(...row.filter((_, i) => i !== at));
  return row.findIndex((value, i) => i !== at && value === largest);
}

/** Whom the dot product and whom the cosine puts nearest: they may disagree. */
export function tellNearest({ vectors, at, cosines }: Looked, dots: Matrix): string[] {
  const [byDot, byCosine] = [dots, cosines].map((map) => {
    const row = map[at] ?? [];
    const i = nearest(row, at);
    return vectors[i] && `${vectors[i].name}, ${showNumber(row[i] ?? 0)}`;
  });
  const name = vectors[at]?.name;
  return byDot && byCosine
    ? [`Nearest to ${name} by dot product: ${byDot}; by your cosine: ${byCosine}.`]
    : [];
}

/** What no cosine can be, by the first two vectors of it. */
export function tellOdd({ vectors, cosines }: Looked): string[] {
  const cells = cosines.flatMap((row, i) =>
    row.map((value, j) => ({ value, pair: `${vectors[i]?.name} and ${vectors[j]?.name}` })),
  );
  const none = cells.find(({ value }) => Number.isNaN(value));
  const large = cells.find(({ value }) => Math.abs(value) > 1 + ROUNDING);
  const says = [
    none &&
      `For ${none.pair} your cosineSim gives no number. Which of them has length 0, and what does eps do then?`,
    large &&
      `For ${large.pair} your cosineSim gives ${showNumber(large.value)}, and no cosine lies outside −1 to 1. By what is each row divided?`,
  ];
  return says.filter((each) => each !== undefined);
}

/** What became of the map as one vector grew. */
export function tellLonger(name: string, factor: number, before: Matrix, after: Matrix): string[] {
  if (factor === 1) return [];
  const changes = after.flatMap((row, i) =>
    row.map((value, j) => Math.abs(value - (before[i]?.[j] ?? 0))),
  );
  const change = Math.max(...changes);
  const made = `With ${name} ${showNumber(factor)} times as long`;
  if (Number.isNaN(change)) return [`${made} a cosine is no number.`];
  if (change <= ROUNDING) return [`${made} no cosine changes by more than ${showSmall(change)}.`];
  // A length has no sign, and a vector of length 0 no direction.
  const asks = factor > 0 ? ' Is a length still in your numbers?' : '';
  return [`${made} a cosine changes by ${showNumber(change)}.${asks}`];
}

/** All that the row of the vector that is looked at says. */
export function tellAngles(looked: Looked): string[] {
  const { vectors, at, cosines } = looked;
  const each = vectors.map(({ name }, i) => {
    const cosine = showNumber(cosines[at]?.[i] ?? Number.NaN);
    return `${name} ${cosine} (${relationTo(looked, i)})`;
  });
  const others = each.filter((_, i) => i !== at);
  const name = vectors[at]?.name;
  if (others.length === 0) return [`${name} is alone: there is nothing to compare it with.`];
  return [`Cosines with ${name}: ${others.join('; ')}.`];
}
