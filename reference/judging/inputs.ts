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

/** The run's seed: fixed, so that a learner sees the same case twice; `KATA_SEED` changes it. */
export const defaultSeed = Number(process.env.KATA_SEED ?? 42) >>> 0;

/**
 * Lengths of rows of which a late one is too short, the next too long: what the first ten, the last
 * or the number of entries tells is right.
 */
export const uneven = (length: number, by = 1): number[] => [
  ...Array(10).fill(length),
  length - by,
  length + by,
  length,
];

/** What a seeded test draws from. */
export interface Inputs {
  vector(length: number): number[];
  /** From 11 to 14: beyond the small cases that a wrong answer gets right, indices of two digits. */
  size(): number;
  /** Rows of these lengths. */
  ragged(...lengths: number[]): number[][];
  /** `[rows, columns]` */
  matrix(rows: number, columns: number): number[][];
  /** `[rows, columns]`, each row with at least one `true` and, where it has room, one `false`. */
  mask(rows: number, columns: number): boolean[][];
  /** `wQ`, `wK`, `wV` and `wO` of multi-head attention, `[dModel, dModel]` each. */
  projections(dModel: number): Record<'wQ' | 'wK' | 'wV' | 'wO', number[][]>;
  /** `bQ`, `bK`, `bV` and `bO`, `[dModel]` each. */
  biases(dModel: number): Record<'bQ' | 'bK' | 'bV' | 'bO', number[]>;
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
  const matrix = (rows: number, columns: number) => list(rows, () => vector(columns));
  /** Half as large, so that scores stay where a softmax is neither flat nor one-hot. */
  const projection = (size: number) => matrix(size, size).map((row) => row.map((n) => n / 2));
  return {
    vector,
    size: () => integer(11, 14),
    ragged: (...lengths) => lengths.map(vector),
    matrix,
    mask: (rows, columns) => list(rows, () => maskRow(columns)),
    projections: (dModel) => ({
      wQ: projection(dModel),
      wK: projection(dModel),
      wV: projection(dModel),
      wO: projection(dModel),
    }),
    biases: (dModel) => ({
      bQ: vector(dModel),
      bK: vector(dModel),
      bV: vector(dModel),
      bO: vector(dModel),
    }),
  };
}

/** The rows in another order: `reorder(['a', 'b'], [1, 0])` → `['b', 'a']`. */
export const reorder = <T>(rows: readonly T[], order: readonly number[]): T[] =>
  order.map((i) => rows[i] as T);

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

/** Matrices of any size from `[2, 3]` to `[largest, largest]`. */
export const anyMatrix = (largest: number): fc.Arbitrary<number[][]> =>
  fc
    .tuple(sizes(2, largest), sizes(3, largest))
    .chain(([rows, columns]) => matrices(rows, columns));

/** 0 … length − 1 in any order. */
const orders = (length: number): fc.Arbitrary<number[]> =>
  fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length });

const masks = (rows: number, columns: number): fc.Arbitrary<boolean[][]> => {
  const row = fc.array(fc.boolean(), { minLength: columns, maxLength: columns });
  return fc.array(row, { minLength: rows, maxLength: rows });
};

/** Queries, keys and values of one head, with a mask and an order of the keys. */
export const anyHead = (largest: number) =>
  fc
    .record({ Tq: sizes(2, largest), Tk: sizes(2, largest), dK: sizes(1, largest) })
    .chain(({ Tq, Tk, dK }) =>
      fc.record({
        q: matrices(Tq, dK),
        k: matrices(Tk, dK),
        v: matrices(Tk, dK + 1),
        mask: masks(Tq, Tk),
        order: orders(Tk),
      }),
    );

/** Input and projections of multi-head attention, with an order of the positions. */
export const anyLayer = (largest: number) =>
  fc
    .record({ T: sizes(2, largest), nHeads: sizes(2, 3), dK: sizes(1, Math.ceil(largest / 3)) })
    .chain(({ T, nHeads, dK }) => {
      const dModel = nHeads * dK;
      const w = matrices(dModel, dModel, LARGEST / 2);
      return fc.record({
        x: matrices(T, dModel),
        params: fc.record({ wQ: w, wK: w, wV: w, wO: w }),
        nHeads: fc.constant(nHeads),
        order: orders(T),
      });
    });

/** Logits of several maps, `[heads, T, T]`, a segment for each position, an order of them. */
export const anyMaps = (largest: number) =>
  fc.record({ T: sizes(3, largest), nHeads: sizes(2, 3) }).chain(({ T, nHeads }) =>
    fc.record({
      logits: fc.array(matrices(T, T), { minLength: nHeads, maxLength: nHeads }),
      // The first two differ, so that there is always something to cross.
      segments: fc
        .array(fc.nat(2), { minLength: T - 2, maxLength: T - 2 })
        .map((rest) => [2, 0, ...rest]),
      order: orders(T),
    }),
  );
