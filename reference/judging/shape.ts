/** Lengths along the axes of nested arrays, and where two of them part. */
import type { Data } from './data';
import { inWords } from './oddities';

/** An array of any kind as a plain one; any other value as it is. */
export const toList = (value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Float64Array)
    : value;

/** Lengths along the axes, read off the first entry of each: `[[1, 2, 3], [4, 5, 6]]` → `[2, 3]`. */
export function shapeOf(value: unknown): number[] {
  const list = toList(value);
  return Array.isArray(list) ? [list.length, ...shapeOf(list[0])] : [];
}

/** `shape [2, 3]`, or in plain words what is no array. */
export function describe(value: unknown): string {
  const shape = shapeOf(value);
  return shape.length > 0 ? `shape [${shape.join(', ')}]` : inWords(value);
}

/** Where two values part first: by a number, or else in a sentence. */
export type Parting =
  | { path: string; got: number; expected: number }
  /** `isKind`: something stands there that belongs in no tensor. */
  | { path: string; says: string; isKind: boolean };

/** `1 entry`, `2 entries` */
export const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

/**
 * The first difference in reading order, over what both values have; lengths count once all that both
 * have is the same.
 * @param isClose whether two numbers count as the same
 */
export function partingOf(
  actual: unknown,
  expected: Data,
  isClose: (got: number, expected: number) => boolean,
  path = '',
): Parting | null {
  const here = path || 'the answer';
  const isNumber = typeof expected === 'number';
  if (isNumber && typeof actual === 'number') {
    return isClose(actual, expected) ? null : { path, got: actual, expected };
  }
  const rows = toList(actual);
  const wanted = isNumber ? [] : (expected as Data[]);
  if (isNumber || !Array.isArray(rows)) {
    const should = isNumber ? 'a number' : `an array of ${wanted.length}`;
    const isKind = !Array.isArray(rows) && typeof rows !== 'number';
    const isEmpty = actual === undefined && path.endsWith(']');
    const got = isEmpty ? 'undefined: was it never filled in?' : inWords(actual);
    return { path, says: `expected ${should} at ${here}, got ${got}`, isKind };
  }
  for (const [i, item] of wanted.slice(0, rows.length).entries()) {
    const parting = partingOf(rows[i], item, isClose, `${path}[${i}]`);
    if (parting) return parting;
  }
  if (rows.length === wanted.length) return null;
  const says = `expected ${entries(wanted.length)} at ${here}, got ${rows.length}`;
  return { path, says, isKind: false };
}
