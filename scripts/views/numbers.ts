/** Numbers that a person types, that a function answers, and that a picture shows. */
import type { Data } from '../../reference/judging/data';
import { describe, entries, shapeOf } from '../../reference/judging/shape';
import { UserError } from '../../reference/user-error';
import { NoAnswer } from './view';

/** More than this a picture of numbers cannot show so that they can be read. */
const MOST = 12;

function numberFrom(text: string, name: string): number {
  const value = Number(text.replace('−', '-'));
  if (text !== '' && Number.isFinite(value)) return value;
  throw new UserError(`${name}: expected numbers, got "${text}"`);
}

/** One number. */
export const readNumber = (text: string, name: string): number => numberFrom(text.trim(), name);

/**
 * The place of a chosen value among those that there are.
 * @throws UserError for any other value
 */
export function readChoice(text: string, values: readonly string[], name: string): number {
  const at = values.indexOf(text.trim());
  if (at >= 0) return at;
  throw new UserError(`${name}: expected one of ${values.join(', ')}, got "${text}"`);
}

/**
 * A line of numbers for each row, or rows parted by `;` or `/`.
 * @returns `[rows, columns]`
 * @throws UserError for what is no number, for rows of different lengths, and for more than 12 either way
 */
export function readMatrix(text: string, name: string): number[][] {
  const lines = text.split(/[\n;/]/).map((each) => each.trim());
  const rows = lines.filter(Boolean).map((each) =>
    each
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((entry) => numberFrom(entry, name)),
  );
  const [first] = rows;
  if (!first) throw new UserError(`${name}: expected numbers, got none`);
  const odd = rows.findIndex((row) => row.length !== first.length);
  if (odd > 0) {
    const [got, expected] = [rows[odd]?.length, first.length];
    throw new UserError(
      `${name}: row ${odd + 1} has ${entries(got ?? 0)}, the first has ${expected}`,
    );
  }
  if (rows.length > MOST || first.length > MOST) {
    throw new UserError(`${name}: at most ${MOST} rows of ${MOST} numbers can be shown`);
  }
  return rows;
}

/** A row of numbers with a name. */
export interface Vector {
  name: string;
  /** `[d]` */
  values: number[];
}

const isNumber = (text: string): boolean => Number.isFinite(Number(text.replace('−', '-')));

/** `New York 2 1` → its name, which may have spaces, and the numbers at its end. */
function vectorFrom(line: string, i: number): Vector {
  const entries = line.split(/[\s,]+/).filter(Boolean);
  const start = entries.findLastIndex((entry) => !isNumber(entry)) + 1;
  const values = entries.slice(start).map((entry) => numberFrom(entry, 'vectors'));
  return { name: entries.slice(0, start).join(' ') || `v${i}`, values };
}

/**
 * A line for each vector, its name and then its numbers; lines may be parted by `;`. One without a
 * name is called `v0`, `v1` and so on, by its line.
 * @throws UserError for no vector, more than 12, other numbers of numbers, and a name used twice
 */
export function readVectors(text: string): Vector[] {
  const lines = text.split(/[\n;]/).map((each) => each.trim());
  const vectors = lines.filter(Boolean).map(vectorFrom);
  const [first] = vectors;
  if (!first) throw new UserError('vectors: expected a line such as "cat 2 1", got none');
  const fail = (says: string): never => {
    throw new UserError(`vectors: ${says}`);
  };
  for (const [i, { name, values }] of vectors.entries()) {
    if (values.length === 0) fail(`expected numbers after the name "${name}", got none`);
    if (values.length !== first.values.length) {
      const [got, expected] = [values.length, first.values.length];
      fail(`expected ${expected} numbers for ${name}, as ${first.name} has, got ${got}`);
    }
    const isTaken = vectors.slice(0, i).some((each) => each.name === name);
    if (isTaken) fail(`two are called ${name}; give each a name of its own`);
  }
  if (vectors.length > MOST) fail(`at most ${MOST} can be shown, got ${vectors.length}`);
  return vectors;
}

/**
 * A whole number within bounds.
 * @throws UserError for any other
 */
export function readCount(text: string, name: string, least: number, most: number): number {
  const value = readNumber(text, name);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UserError(`${name}: expected a whole number from ${least} to ${most}, got ${text}`);
}

/**
 * An answer of the shape that a view draws.
 * @throws NoAnswer for any other shape, ragged rows and what is no number
 */
export function expectShape<T extends Data>(value: Data, shape: readonly number[], who: string): T {
  const has = (part: Data, [size, ...rest]: readonly number[]): boolean =>
    size === undefined
      ? typeof part === 'number'
      : Array.isArray(part) && part.length === size && part.every((each) => has(each, rest));
  if (has(value, shape)) return value as T;
  const isSame = String(shapeOf(value)) === String(shape);
  const got = isSame ? 'rows that are ragged or hold no numbers' : describe(value);
  throw new NoAnswer(`${who} returned ${got}, expected shape [${shape.join(', ')}]`);
}

/**
 * A named part of an answer, of the shape that a view draws.
 * @throws NoAnswer where it is absent or of another shape
 */
export function expectPart<T extends Data>(
  answer: Data,
  name: string,
  shape: readonly number[],
  who: string,
): T {
  const part = (answer as Record<string, Data> | null)?.[name];
  if (part === undefined) throw new NoAnswer(`${who} returned no ${name}`);
  return expectShape<T>(part, shape, `${name}: ${who}`);
}

/** Where two matrices of one shape are furthest apart; at the first NaN where there is one. */
export function largestDifference(a: readonly number[][], b: readonly number[][]) {
  let largest = { size: 0, row: 0, column: 0 };
  for (const [row, values] of a.entries()) {
    for (const [column, value] of values.entries()) {
      const other = b[row]?.[column] ?? 0;
      const size = value === other ? 0 : Math.abs(value - other);
      if (Number.isNaN(size)) return { size, row, column };
      if (size > largest.size) largest = { size, row, column };
    }
  }
  return largest;
}

/** As short as a cell needs it, with a true minus sign: `0.25`, `−3`, `1.2e5`, `NaN`. */
export function showNumber(value: number, decimals = 2): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size >= 10_000) return value.toPrecision(2).replace('e+', 'e').replace('-', '−');
  const text = value.toFixed(decimals);
  const trimmed = decimals > 0 ? text.replace(/\.?0+$/, '') : text;
  return (trimmed === '-0' ? '0' : trimmed).replace('-', '−');
}

/** In powers of ten where it is small: `0.125`, `2.2e−16`. */
export const showSmall = (value: number): string =>
  value === 0 || Math.abs(value) >= 0.001 || Number.isNaN(value)
    ? showNumber(value, 3)
    : value.toExponential(1).replaceAll('-', '−');
