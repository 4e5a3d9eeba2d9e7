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

  test('does not change what it is given', free, ({ matrix }) => {
    expect(cosineSim(matrix(3, 2), matrix(2, 2))).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where the widths differ', free, ({ matrix }) => {
    expect(cosineSim(matrix(2, 3), matrix(2, 4))).toThrow(RangeError);
  });
});
