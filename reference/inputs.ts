/**
 * Seeded inputs. Every number is a multiple of 1/16, so it is the same in float32 as in float64,
 * and a person can read it and do the sum by hand.
 */
import * as fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const GRID = 16;
/** Largest magnitude: at ±2 a softmax is neither flat nor one-hot. */
const LARGEST = 2;

/** What a seeded test draws from. */
export interface Inputs {
  vector(length: number): number[];
  /** `[rows, columns]` */
  matrix(rows: number, columns: number): number[][];
  /** `[rows, columns]`, each row with at least one `true` and, where it has room, one `false`. */
  mask(rows: number, columns: number): boolean[][];
  /** 0 … length − 1 in an order that is not the identity. */
  permutation(length: number): number[];
}

/** FNV-1a, so that each test has a stream of its own and a new test moves no other. */
export function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const unit of new TextEncoder().encode(text)) hash = Math.imul(hash ^ unit, 0x01000193);
  return hash >>> 0;
}

/**
 * The inputs of one test.
 * @param seed the run's seed, printed with every failure
 * @param stream the test's title
 */
export function seededInputs(seed: number, stream: string): Inputs {
  const generator = xoroshiro128plus(hashOf(stream, seed));
  const integer = (from: number, to: number): number => uniformInt(generator, from, to);
  const list = <T>(length: number, draw: (i: number) => T): T[] =>
    Array.from({ length }, (_, i) => draw(i));
  const vector = (length: number): number[] =>
    list(length, () => integer(-LARGEST * GRID, LARGEST * GRID) / GRID);
  const maskRow = (columns: number): boolean[] => {
    const kept = integer(0, columns - 1);
    const dropped = (kept + integer(1, Math.max(1, columns - 1))) % columns;
    return list(columns, (j) => j === kept || (j !== dropped && integer(0, 1) === 1));
  };
  return {
    vector,
    matrix: (rows, columns) => list(rows, () => vector(columns)),
    mask: (rows, columns) => list(rows, () => maskRow(columns)),
    permutation: (length) => {
      const order = list(length, (i) => i);
      const turn = integer(1, Math.max(1, length - 1));
      return [...order.slice(turn), ...order.slice(0, turn).reverse()];
    },
  };
}

/** A number of the grid within ±`largest`, which shrinks towards 0. */
export const entries = (largest = LARGEST): fc.Arbitrary<number> =>
  fc.integer({ min: -largest * GRID, max: largest * GRID }).map((n) => n / GRID);

/** A size from `smallest` up, which shrinks towards it. */
export const sizes = (smallest: number, largest: number): fc.Arbitrary<number> =>
  fc.integer({ min: smallest, max: Math.max(smallest, largest) });

/** Matrices of exactly these sizes: `[rows, columns]`. */
export const matrices = (
  rows: number,
  columns: number,
  largest = LARGEST,
): fc.Arbitrary<number[][]> => {
  const row = fc.array(entries(largest), { minLength: columns, maxLength: columns });
  return fc.array(row, { minLength: rows, maxLength: rows });
};

/** Matrices of any size up to `[largest, largest]`. */
export const anyMatrix = (largest: number): fc.Arbitrary<number[][]> =>
  fc.tuple(sizes(1, largest), sizes(2, largest)).chain(([rows, columns]) => matrices(rows, columns));
