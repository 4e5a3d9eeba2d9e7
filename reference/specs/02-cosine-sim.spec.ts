/** Hidden spec of exercise 02: cosine similarity. */
//! kata-hidden-8df03d382a92: never handed to students.
import * as fc from 'fast-check';
import { POINTWISE } from '../judging/close';
import { matrices, sizes, uneven } from '../judging/inputs';
import { spec } from '../judging/spec';
import * as ops from '../oracle/ops';

/** Two matrices of one width. */
const anyPair = (largest: number) =>
  fc
    .tuple(sizes(2, largest), sizes(2, largest), sizes(2, largest))
    .chain(([n, m, d]) => fc.record({ a: matrices(n, d), b: matrices(m, d) }));

const times = (rows: number[][], factor: number): number[][] =>
  rows.map((row) => row.map((value) => value * factor));

export default spec('02-cosine-sim', ({ cosineSim }, { test, property, expect }) => {
  test('is 1 for one direction, 0 for a right angle, 0.96 in between', { points: 1 }, () => {
    const b = [
      [6, 8],
      [-4, 3],
      [4, 3],
    ];
    expect(cosineSim([[3, 4]], b)).toBeClose([[1, 0, 0.96]], POINTWISE);
    // However long or short the vectors, and however small the cosine.
    const far = [
      [-3e4, -4e4],
      [3e-4, 4e-4],
    ];
    const along = [
      [3, 4],
      [-4000, 3001],
    ];
    // The length of the short one is 5e-4, so that 1e-9 more makes its cosines two millionths smaller.
    const [across, short] = [0.8 / Math.hypot(4000, 3001), 5e-4 / (5e-4 + 1e-9)];
    const expected = [
      [-1, -across],
      [short, short * across],
    ];
    expect(cosineSim(far, along)).toBeClose(expected, POINTWISE);
    expect(cosineSim([[2]], [[-3]])).toBeClose([[-1]], POINTWISE);
  });

  test('has a row for each row of a and a column for each row of b', { points: 2 }, (given) => {
    const [n, d] = [given.size(), given.size()];
    // As many rows on both sides, and then not.
    for (const [a, b] of [
      [given.matrix(n, 3), given.matrix(n, 3)],
      [given.matrix(5, d), given.matrix(3, d)],
    ] as const) {
      expect(cosineSim(a, b)).toBeClose(ops.cosineSim(a, b), POINTWISE);
    }
  });

  // a is compared with itself too, so that the largest entry is 1 and the tolerance has a measure.
  property('does not depend on how long the vectors are', { points: 1 }, anyPair, ({ a, b }) => {
    const both = [...a, ...b];
    const stretched = a.map((row, i) => row.map((value) => value * 10 ** i));
    expect(cosineSim(stretched, times(both, 1 / 8))).toBeClose(ops.cosineSim(a, both), POINTWISE);
  });

  property('turns its sign when a vector turns round', { points: 1 }, anyPair, ({ a, b }) => {
    const both = [...a, ...b];
    const turned = times(ops.cosineSim(a, both), -1);
    expect(cosineSim(a, times(both, -1))).toBeClose(turned, POINTWISE);
  });

  test('gives a zero row zeros and leaves the other rows alone', { points: 1 }, () => {
    const rows = [
      [0, 0],
      [3, 4],
      [4, 3],
    ];
    const similarity = [
      [0, 0, 0],
      [0, 1, 0.96],
      [0, 0.96, 1],
    ];
    expect(cosineSim(rows, rows)).toBeClose(similarity, POINTWISE);
  });

  test('adds eps to each of the two norms', { points: 1 }, ({ matrix }) => {
    const [a, b] = [matrix(4, 3), matrix(2, 3)];
    expect(cosineSim([[3, 4]], [[0, 3]], 5)).toBeClose([[0.15]], POINTWISE);
    expect(cosineSim(a, b, 0.5)).toBeClose(ops.cosineSim(a, b, 0.5), POINTWISE);
    expect(cosineSim(a, b)).toBeClose(ops.cosineSim(a, b), POINTWISE);
  });

  // Rows so small that eps counts: their norm is 5e-9.
  test('takes 1e-9 for eps when none is given', { points: 1 }, () => {
    const tiny = [[3e-9, 4e-9]];
    expect(cosineSim(tiny, tiny)).toBeClose([[(5 / 6) * (5 / 6)]], POINTWISE);
    expect(cosineSim(tiny, tiny, 0)).toBeClose([[1]], POINTWISE);
  });

  test('leaves its arguments as they were, and what it has answered', { points: 1 }, (given) => {
    const { matrix } = given;
    const [a, b, other] = [matrix(2, 3), matrix(4, 3), matrix(4, 3)];
    const [similarity, next] = [cosineSim(a, b), cosineSim(a, other)];
    expect(similarity).toLeaveItsArgumentsAlone();
    expect(similarity).toBeClose(ops.cosineSim(a, b), POINTWISE);
    expect(next).toBeClose(ops.cosineSim(a, other), POINTWISE);
    expect(similarity).toOutlast(next);
  });

  test('refuses ragged rows and matrices of different widths', { points: 1 }, (given) => {
    const { matrix, ragged } = given;
    const [a, b] = [matrix(2, 3), matrix(4, 3)];
    expect(cosineSim(a, b)).toBeClose(ops.cosineSim(a, b), POINTWISE);
    // What only the first, the last or the number of entries tells is right in the last one.
    for (const other of [
      matrix(4, 2),
      matrix(1, 6),
      [...b, [1, 2]],
      [[1, 2, 3, 4], ...b],
      ragged(...uneven(3)),
    ]) {
      expect(cosineSim(a, other)).toThrow(RangeError);
      expect(cosineSim(other, a)).toThrow(RangeError);
    }
  });
});
