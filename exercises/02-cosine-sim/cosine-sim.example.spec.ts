/** Visible examples of exercise 02, small enough to check by hand. The hidden specs ask for more. */
import { cosineSim } from './cosine-sim';

describe('cosineSim', () => {
  test('is 1 for the same direction, whatever the lengths', () => {
    expect(cosineSim([[1, 2]], [[10, 20]])).toBeClose([[1]]);
  });

  test('is 0 at a right angle and −1 for opposite directions', () => {
    expect(
      cosineSim(
        [[0, 2]],
        [
          [5, 0],
          [0, -7],
        ],
      ),
    ).toBeClose([[0, -1]]);
  });

  test('divides the dot product by both lengths', () => {
    // (5·4 + 12·3) / (13 · 5) = 56 / 65
    expect(cosineSim([[5, 12]], [[4, 3]])).toBeClose([[56 / 65]]);
  });

  test('has a row for each row of a and a column for each row of b', () => {
    const a = [
      [1, 0, 0],
      [0, 3, 4],
    ];
    const b = [
      [2, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
      [1, 2, 2],
    ];
    // the last column: lengths 3 and 1, then 3 and 5; dot products 1 and 6 + 8 = 14
    expect(cosineSim(a, b)).toBeClose([
      [1, 0, 0, 1 / 3],
      [0, 0.6, -0.8, 14 / 15],
    ]);
  });

  test('finds nothing like a zero row', () => {
    expect(cosineSim([[0, 0]], [[1, 1]])).toEqual([[0]]);
  });

  test('adds eps to each norm by itself', () => {
    // 3 / (3 + 1) · 1 / (1 + 1) = 3/4 · 1/2
    expect(cosineSim([[3, 0]], [[1, 0]], 1)).toBeClose([[0.375]]);
  });

  test('refuses rows of different widths', () => {
    expect(() => cosineSim([[1, 2]], [[1, 2, 3]])).toThrow(RangeError);
  });
});
