/** What every right cosine similarity has, apart from its numbers. */
import { POINTWISE } from '../judging/close';
import { hasShape } from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };
const turned = (rows: number[][]): number[][] => rows.map((row) => row.map((value) => -value));

export default spec('02-cosine-sim', ({ cosineSim }, { test, expect }) => {
  test('gives a row for each row of a, a column for each row of b', free, ({ matrix }) => {
    expect(cosineSim(matrix(2, 3), matrix(4, 3))).toSatisfy(hasShape([2, 4]));
    expect(cosineSim(matrix(5, 2), matrix(1, 2))).toSatisfy(hasShape([5, 1]));
    expect(cosineSim(matrix(11, 2), matrix(12, 2))).toSatisfy(hasShape([11, 12]));
  });

  test('lies between −1 and 1', free, ({ matrix }) => {
    expect(cosineSim(matrix(4, 3), matrix(5, 3))).toSatisfy((answer) => {
      const beyond = (answer as number[][])
        .flat()
        .filter((value) => !(Math.abs(value) <= 1 + 1e-6));
      return beyond.length > 0 ? `${beyond[0]} does not` : null;
    });
  });

  test('does not ask how long a vector is', free, () => {
    const [near, far] = [[[1, 2, 2]], [[10, 20, 20]]];
    const others = [
      [2, -1, 3],
      [0, 4, 1],
    ];
    expect(cosineSim(far, others)).toBeClose(cosineSim(near, others), POINTWISE);
  });

  test('is the same when all vectors of both sides turn round', free, ({ matrix }) => {
    const [left, right] = [matrix(4, 3), matrix(2, 3)];
    expect(cosineSim(turned(left), turned(right))).toBeClose(cosineSim(left, right), POINTWISE);
  });

  test('is 1 for a vector and itself, 0 for one of zeros, however many columns', free, () => {
    const late = [...Array(10).fill(0), 3, 4];
    const none = late.map(() => 0);
    expect(cosineSim([late, none], [late, none])).toBeClose(
      [
        [1, 0],
        [0, 0],
      ],
      POINTWISE,
    );
    expect(
      cosineSim(
        [[3, 4]],
        [
          [6, 8],
          [-4, 3],
        ],
      ),
    ).toBeClose([[1, 0]], POINTWISE);
  });

  test('asks again each time, and its answers are its own', free, ({ matrix }) => {
    const [a, b] = [matrix(2, 3), matrix(2, 3)];
    expect(cosineSim(a, a)).toOutlast(cosineSim(a, b));
    expect(cosineSim(turned(a), b)).toBeClose(cosineSim(a, turned(b)), POINTWISE);
    expect(cosineSim(b, turned(a))).toBeClose(cosineSim(turned(b), a), POINTWISE);
  });

  test('adds the eps that it is given', free, ({ matrix }) => {
    expect(cosineSim([[1]], [[1]], 1)).toBeClose([[0.25]], POINTWISE);
    const [a, b] = [matrix(3, 3), matrix(2, 3)];
    const doubled = (rows: number[][]) => rows.map((row) => row.map((value) => 2 * value));
    for (const eps of [0.25, 3]) {
      expect(cosineSim(doubled(a), doubled(b), 2 * eps)).toBeClose(cosineSim(a, b, eps), POINTWISE);
    }
    // A zero row between others.
    expect(cosineSim([...a, [0, 0, 0]], b)).toSatisfy((answer) => {
      const [found] = (answer as number[][])[3]?.filter((value) => value !== 0) ?? [];
      return found === undefined ? null : `a row of zeros has a cosine of ${found}`;
    });
  });

  test('adds an eps of 1e-9 where none is given, which tiny vectors show', free, ({ matrix }) => {
    const [a, b] = [matrix(4, 3), matrix(3, 3)];
    const tiny = (rows: number[][]) => rows.map((row) => row.map((value) => value * 2 ** -28));
    expect(cosineSim(tiny(a), tiny(b))).toBeClose(cosineSim(a, b, 1e-9 * 2 ** 28), POINTWISE);
  });

  test('does not change what it is given', free, ({ matrix }) => {
    expect(cosineSim(matrix(3, 2), matrix(2, 2))).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where widths differ, between rows too', free, ({ matrix }) => {
    expect(cosineSim(matrix(2, 3), matrix(2, 4))).toThrow(RangeError);
    for (const odd of [
      [[1, 2], [3]],
      [[1], [2, 3, 4], [5, 6]],
    ]) {
      expect(cosineSim(odd, matrix(2, 2))).toThrow(RangeError);
      expect(cosineSim(matrix(2, 2), odd)).toThrow(RangeError);
    }
  });
});
