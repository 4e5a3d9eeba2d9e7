/**
 * The kit's only comparator, and the Jest matcher `toBeClose` made of it.
 *
 * The expected value drives: first its shape, then NaN and ±Infinity exactly, then for every number
 * |actual − expected| ≤ atol · max|expected| + rtol · |expected|, the maximum taken over the whole
 * tensor, because a sum's rounding error grows with its largest terms and not with its result.
 */
import type { Data } from './data';
import { inWords } from './oddities';
import { describe, entries, partingOf, toList } from './shape';

/**
 * `atol` is relative to the tensor's largest entry, `rtol` to each entry. Of each tolerance a right
 * answer takes a tenth at most, in float32 throughout, and a planted wrong answer is ten of them away
 * at least (`docs/tolerances.md`).
 */
export interface Tolerance {
  atol: number;
  rtol: number;
}

/** Values that are copied or counted and never computed. */
export const EXACT: Tolerance = { atol: 0, rtol: 0 };

/**
 * One float32 function of an entry or a line: softmax, norms, entropy. The engines themselves err
 * by up to 3.8e-7 of the largest entry (`goldens/engine-errors.json`), a fifth of what is allowed.
 */
export const POINTWISE: Tolerance = { atol: 2e-6, rtol: 5e-6 };

/**
 * Chains of float32 matrix products. The engines err by up to 6.5e-7 of the largest entry at
 * dModel 256 (`goldens/engine-errors.json`), a sixth of what is allowed; logits far beyond ±10
 * would need more.
 */
export const CHAIN: Tolerance = { atol: 4e-6, rtol: 4e-5 };

/**
 * Softmax of logits near ±1000, of which float32 keeps 3e-5: by so much of each weight a
 * log-sum-exp errs there.
 */
export const FAR: Tolerance = { atol: 2e-5, rtol: 3e-4 };

/** One entry that is not as expected. */
export interface Cell {
  /** Where: `[1][0]`, `weights[0][2][1]`, empty for a bare number. */
  path: string;
  got: number;
  expected: number;
  /** How far from expected it may be. */
  allowed: number;
}

/** Why a value is not as expected: a sentence, and the cells that say so (shape: none). */
export interface Mismatch {
  summary: string;
  /** At most five, in reading order. */
  cells: Cell[];
  /** How many further ones are off. */
  more?: number;
}

/** What comparing a value with what was expected came to. */
export interface Comparison {
  /**
   * The largest difference as a share of what is allowed: close up to 1, and 0 where nothing differs.
   * Infinity where a shape differs, or what has to be exact.
   */
  share: number;
  /** What is not close, or null. */
  off: Mismatch | null;
}

export const SAME: Comparison = { share: 0, off: null };

/** Another thing altogether, which no tolerance lets pass. */
export const different = (off: Mismatch): Comparison => ({ share: Infinity, off });

const SHOWN_CELLS = 5;

const isTensor = (value: Data): boolean =>
  typeof value === 'number' || (Array.isArray(value) && value.length > 0 && value.every(isTensor));

const wrongly = (path: string, says: string): Mismatch => ({
  summary: path ? `${path}: ${says}` : says,
  cells: [],
});

const wrong = (path: string, says: string): Comparison => different(wrongly(path, says));

/** Pairs of numbers at the same index path; false where the shapes part. */
function pairUp(actual: unknown, expected: Data, path: string, cells: Cell[]): boolean {
  if (typeof expected === 'number') {
    if (typeof actual !== 'number') return false;
    cells.push({ path, got: actual, expected, allowed: 0 });
    return true;
  }
  const rows = toList(actual);
  const wanted = expected as Data[];
  if (!Array.isArray(rows) || rows.length !== wanted.length) return false;
  return wanted.every((item, i) => pairUp(rows[i], item, `${path}[${i}]`, cells));
}

function shareOf({ got, expected, allowed }: Cell): number {
  if (got === expected || Object.is(got, expected)) return 0;
  const share = Math.abs(got - expected) / allowed;
  return Number.isFinite(expected) && !Number.isNaN(share) ? share : Infinity;
}

/**
 * Compares each cell with what it may be.
 * @param says the sentence for the cells that are off
 */
export function compareCells(
  cells: readonly Cell[],
  says: (off: readonly Cell[]) => string,
): Comparison {
  const off = cells.filter((cell) => shareOf(cell) > 1);
  return {
    share: cells.reduce((most, cell) => Math.max(most, shareOf(cell)), 0),
    off:
      off.length > 0
        ? {
            summary: says(off),
            cells: off.slice(0, SHOWN_CELLS),
            more: Math.max(0, off.length - SHOWN_CELLS),
          }
        : null,
  };
}

/** The largest size of an expected number, by which rounding errors go. */
function largestIn(expected: Data): number {
  if (Array.isArray(expected))
    return expected.reduce<number>((most, item) => Math.max(most, largestIn(item)), 0);
  return typeof expected === 'number' && Number.isFinite(expected) ? Math.abs(expected) : 0;
}

/** Says what is wrong about a shape, and shows the first number that differs, where one does. */
function compareShapes(
  actual: unknown,
  expected: Data,
  path: string,
  allowedAt: (expected: number) => number,
): Comparison {
  const isClose = (got: number, wanted: number): boolean =>
    shareOf({ path, got, expected: wanted, allowed: allowedAt(wanted) }) <= 1;
  const parting = partingOf(actual, expected, isClose, path);
  const [wanted, got] = [describe(expected), describe(actual)];
  const shapes = `expected ${wanted}, got ${got}`;
  if (!parting) return wrong(path, shapes);
  if ('says' in parting) {
    const { says, isKind } = parting;
    if (wanted === got || (isKind && parting.path !== path))
      return different({ summary: says, cells: [] });
    return wrong(path, parting.path === path ? shapes : `${shapes}; ${says}`);
  }
  const cell = { ...parting, allowed: allowedAt(parting.expected) };
  const ragged = `expected ${wanted} throughout, got rows that differ in length`;
  return different({ ...wrongly(path, wanted === got ? ragged : shapes), cells: [cell] });
}

/** How many of the numbers are off, and of what kind. */
function countOff(off: readonly Cell[], all: number): string {
  const one = off.length === 1 ? 'is' : 'are';
  const count = all === 1 ? 'the number is off' : `${off.length} of ${all} numbers ${one} off`;
  const isStray = off.some(({ got, expected }) => Number.isNaN(got) && !Number.isNaN(expected));
  return isStray ? `${count}; NaN comes of 0/0, of ∞ − ∞, and of undefined in a sum` : count;
}

/** A value as it is written, or in words where it cannot be. */
const show = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? inWords(value)
    : (JSON.stringify(value) ?? inWords(value));

function compareTensors(
  actual: unknown,
  expected: Data,
  path: string,
  { atol, rtol }: Tolerance,
): Comparison {
  const largest = largestIn(expected);
  const allowedAt = (wanted: number): number => atol * largest + rtol * Math.abs(wanted);
  const pairs: Cell[] = [];
  if (!pairUp(actual, expected, path, pairs)) {
    return compareShapes(actual, expected, path, allowedAt);
  }
  const judged = pairs.map((cell) => ({ ...cell, allowed: allowedAt(cell.expected) }));
  return compareCells(judged, (off) => wrongly(path, countOff(off, pairs.length)).summary);
}

/**
 * Compares an answer with what was expected.
 *
 * @param actual any value at all; it need not be plain data
 * @param expected numbers, strings, booleans, null, nested arrays and plain objects; an object's
 *   further keys in `actual` are not looked at
 * @param tolerance see `EXACT`, `POINTWISE`, `CHAIN`, `FAR`
 * @returns how near the two are; of several parts that are off the first one is told
 * @example compare([0.5, 0.5], [0.5, 0.4], { atol: 0.1, rtol: 0 }).share // 2
 */
export function compare(
  actual: unknown,
  expected: Data,
  tolerance: Tolerance = CHAIN,
  path = '',
): Comparison {
  if (isTensor(expected)) return compareTensors(actual, expected, path, tolerance);
  if (typeof expected !== 'object' || expected === null) {
    if (actual === expected) return SAME;
    return wrong(path, `expected ${JSON.stringify(expected)}, got ${show(actual)}`);
  }
  const list = toList(actual);
  if (Array.isArray(expected) !== Array.isArray(list) || typeof list !== 'object' || !list) {
    return wrong(path, `expected ${inWords(expected)}, got ${describe(actual)}`);
  }
  if (Array.isArray(expected) && expected.length !== (list as unknown[]).length) {
    return wrong(path, `expected ${entries(expected.length)}, got ${(list as unknown[]).length}`);
  }
  const parts = Object.entries(expected).map(([key, item]) => {
    const at = Array.isArray(expected) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    const found = (list as Record<string, unknown>)[key];
    return found === undefined && !Array.isArray(expected)
      ? wrong(at, `there is none; got ${inWords(list)}`)
      : compare(found, item, tolerance, at);
  });
  return {
    share: parts.reduce((most, { share }) => Math.max(most, share), 0),
    off: parts.find(({ off }) => off !== null)?.off ?? null,
  };
}

/**
 * Why an answer is not as expected; see `compare`.
 *
 * @returns null when close
 * @example mismatch([0.5, 0.5], [0.5, 0.4], EXACT)?.cells[0]?.path // '[1]'
 */
export const mismatch = (...given: Parameters<typeof compare>): Mismatch | null =>
  compare(...given).off;

/**
 * Where either of two values is not as the other, because a comparison does not look at further keys.
 *
 * @returns null when they are close both ways round
 */
export const differenceOf = (a: Data, b: Data, tolerance: Tolerance): Mismatch | null =>
  mismatch(a, b, tolerance) ?? mismatch(b, a, tolerance);

const digits = (value: number): string => String(Number(value.toPrecision(5)));

/** Two digits: `0.25`, `2.5e-6`. */
const roughly = (value: number): string =>
  value === 0 || value >= 1e-3 ? String(Number(value.toPrecision(2))) : value.toExponential(1);

/** A cell as a line: `[1][0]  got 0.25, expected 0.5 (off by 0.25, allowed 5.0e-6)`. */
export function showCell({ path, got, expected, allowed }: Cell): string {
  const off = Math.abs(got - expected);
  const distance = Number.isFinite(off)
    ? ` (off by ${roughly(off)}, allowed ${roughly(allowed)})`
    : '';
  return `${path ? `${path}  ` : ''}got ${digits(got)}, expected ${digits(expected)}${distance}`;
}

/** The cells of a mismatch as lines, and how many there are besides. */
export const showCells = ({ cells, more = 0 }: Mismatch): string[] => [
  ...cells.map(showCell),
  ...(more > 0 ? [`… ${more} more`] : []),
];

/** For `expect.extend`: `expect(softmax([0, 0])).toBeClose([0.5, 0.5])`. */
export function toBeClose(actual: unknown, expected: Data, tolerance: Tolerance = CHAIN) {
  const off = mismatch(actual, expected, tolerance);
  return {
    pass: off === null,
    message: () => (off ? [off.summary, ...showCells(off)].join('\n') : 'expected another value'),
  };
}

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Shape exactly, numbers within `tolerance`; see `close.ts`. */
      toBeClose(expected: Data, tolerance?: Tolerance): R;
    }
  }
}
