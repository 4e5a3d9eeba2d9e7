/**
 * Properties that several specs demand of an answer: weights alone, of any rank, or an object with
 * `weights` and `output`. Each says where it does not hold. An answer of another shape throws, which
 * `toSatisfy` reports.
 */
import { type Cell, CHAIN, compare, compareCells, POINTWISE } from './close';
import type { Data } from './data';
import type { Property } from './expectation';
import { inWords } from './oddities';
import { describe, shapeOf } from './shape';

interface Line {
  path: string;
  numbers: number[];
}

/** The lines along the last axis, in reading order. */
function linesOf(tensor: Data | undefined, path: string): Line[] {
  if (!Array.isArray(tensor)) throw new TypeError(`expected an array at ${path}`);
  if (tensor.every((item) => typeof item === 'number')) return [{ path, numbers: tensor }];
  return tensor.flatMap((item, i) => linesOf(item, `${path}[${i}]`));
}

function weightLinesOf(answer: Data): Line[] {
  const isAttention = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  return isAttention ? linesOf(answer.weights, 'weights') : linesOf(answer, '');
}

/** Each entry of the lines as a cell, with what it should be. */
const cellsOf = (lines: Line[], expected: number): Cell[] =>
  lines.flatMap(({ path, numbers }) =>
    numbers.map((got, j) => ({ path: `${path}[${j}]`, got, expected, allowed: 0 })),
  );

/** Where a value first is none of these lengths or no finite number, in words; null where nowhere. */
function oddIn(
  value: Data | undefined,
  [length, ...rest]: readonly number[],
  path: string,
): string | null {
  if (length === undefined) {
    if (typeof value === 'number') return Number.isFinite(value) ? null : `${value} at ${path}`;
    return `${inWords(value)} (at ${path})`;
  }
  if (!Array.isArray(value)) return path ? `${inWords(value)} (at ${path})` : inWords(value);
  if (value.length !== length) return `${value.length} entries at ${path || 'the top'}`;
  for (const [i, entry] of value.entries()) {
    const odd = oddIn(entry, rest, `${path}[${i}]`);
    if (odd) return odd;
  }
  return null;
}

/** Nested arrays of finite numbers with these lengths along their axes. */
export const hasShape =
  (shape: readonly number[]): Property =>
  (answer) => {
    const odd = oddIn(answer, shape, '');
    if (odd === null) return null;
    const got = describe(answer);
    const wanted = `shape [${shape.join(', ')}]`;
    const isKind = shapeOf(answer).length === 0;
    const says = got === wanted || isKind ? odd : got;
    return `expected finite numbers of ${wanted}, got ${says}`;
  };

/** The same for an object's own part: `{ weights: [Tq, Tk], output: [Tq, dV] }`. */
export const hasShapes =
  (shapes: Record<string, readonly number[]>): Property =>
  (answer) => {
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
      return `expected an object with ${Object.keys(shapes).join(' and ')}, got ${describe(answer)}`;
    }
    const parts = answer;
    const odd = Object.entries(shapes).flatMap(([name, shape]) => {
      const says =
        name in parts
          ? hasShape(shape)(parts[name] as Data)
          : `there is none; got ${inWords(answer)}`;
      return says ? [`${name}: ${says}`] : [];
    });
    return odd[0] ?? null;
  };

/** Every weight is a finite number and not below 0. */
export const hasFiniteWeights: Property = (answer) => {
  const odd = weightLinesOf(answer).flatMap(({ path, numbers }) =>
    numbers.flatMap((weight, j) =>
      Number.isFinite(weight) && weight >= 0 ? [] : [`${path}[${j}] = ${weight}`],
    ),
  );
  return odd.length > 0
    ? `expected every weight to be finite and not below 0, but ${odd.slice(0, 5).join(', ')}`
    : null;
};

/** Every line of weights is not below 0 and sums to 1. */
export const hasRowsThatSumTo1: Property = (answer) => {
  const sums = weightLinesOf(answer).map(({ path, numbers }) => ({
    path: path || 'sum',
    got: numbers.reduce((sum, weight) => sum + weight, 0),
    expected: 1,
    allowed: POINTWISE.atol + POINTWISE.rtol,
  }));
  return (
    hasFiniteWeights(answer) ?? compareCells(sums, () => 'expected each row of weights to sum to 1')
  );
};

/** Exactly 0 wherever the mask is false; one mask `[rows, columns]` serves every head. */
export const isZeroUnless =
  (mask: readonly (readonly boolean[])[]): Property =>
  (answer) => {
    const masked = weightLinesOf(answer).map(({ path, numbers }, i) => {
      const open = mask[i % mask.length] ?? [];
      return { path, numbers: numbers.map((weight, j) => (open[j] ? 0 : weight)) };
    });
    return compareCells(
      cellsOf(masked, 0),
      () => 'expected exactly 0 where nothing may be attended to',
    );
  };

/**
 * `output` is the answer's own `weights` times `v`, `[Tk, dV]`. With several heads, `[heads, Tq, Tk]`,
 * each mixes its own block of the columns of `v`.
 */
export const isItsWeightsTimes =
  (v: readonly (readonly number[])[]): Property =>
  (answer) => {
    const rows = weightLinesOf(answer);
    const { weights, output } = answer as { weights: number[][][]; output: Data };
    const nHeads = Array.isArray(weights[0]?.[0]) ? weights.length : 1;
    const [Tq, dV] = [rows.length / nHeads, v[0]?.length ?? 0];
    const mix = (i: number, column: number): number => {
      const head = Math.floor((column * nHeads) / dV);
      const { numbers } = rows[head * Tq + i] as Line;
      return numbers.reduce((sum, weight, j) => sum + weight * (v[j]?.[column] ?? Number.NaN), 0);
    };
    const expected = Array.from({ length: Tq }, (_, i) =>
      Array.from({ length: dV }, (_, column) => mix(i, column)),
    );
    const { share, off } = compare(output, expected, CHAIN, 'output');
    const demand = 'expected each row of the output to be its weights times the values';
    return { share, off: off && { ...off, summary: `${demand}; ${off.summary}` } };
  };

/** Joined without their ##, the pieces are the word. */
export const spells =
  (word: string): Property =>
  (answer) => {
    const pieces = answer as string[];
    const spelt = pieces.map((piece, k) => (k === 0 ? piece : piece.replace(/^##/, ''))).join('');
    return spelt === word
      ? null
      : `expected pieces that spell ${JSON.stringify(word)}, got ${JSON.stringify(answer)}`;
  };

/** For each row of `similarity`, `[n, m]`, the column of its largest entry, rounding aside. */
export const choosesTheMostSimilar =
  (similarity: readonly (readonly number[])[]): Property =>
  (answer) => {
    // An index as text reads the same entry, and is no number.
    const chosen = (answer as number[]).map((each) =>
      typeof each === 'number' ? each : Number.NaN,
    );
    if (chosen.length !== similarity.length) {
      return `expected ${similarity.length} indices, got ${chosen.length}`;
    }
    const cells = similarity.map((row, i): Cell => {
      const [got = Number.NaN] = [row[chosen[i] ?? -1]];
      return { path: `[${i}]`, got, expected: Math.max(...row), allowed: POINTWISE.atol };
    });
    const { share, off } = compareCells(cells, () => 'expected the index of the most similar row');
    // What a learner sees are the indices, not how similar the rows are.
    const asIndices = (cell: Cell): Cell => {
      const i = cells.indexOf(cell);
      const expected = similarity[i]?.indexOf(cell.expected) ?? -1;
      return { path: cell.path, got: chosen[i] ?? Number.NaN, expected, allowed: 0 };
    };
    return { share, off: off && { ...off, cells: off.cells.map(asIndices) } };
  };
