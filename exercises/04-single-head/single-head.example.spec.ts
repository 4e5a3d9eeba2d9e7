/** Visible examples of exercise 04, small enough to check by hand. The hidden specs ask for more. */
import { singleHeadAttention } from './single-head';

const log3 = Math.log(3);

describe('singleHeadAttention', () => {
  test('takes the mean of the values when all keys match alike', () => {
    const { weights, output } = singleHeadAttention([[0]], [[5], [-1]], [[2], [6]]);
    expect(weights).toBeClose([[0.5, 0.5]]);
    expect(output).toBeClose([[4]]);
  });

  test('weights the values by how well their keys match', () => {
    // scores log 3 and 0, so three parts to one; output 0.75·[4, 0, 8] + 0.25·[0, 4, 8]
    const q = [[1]];
    const k = [[log3], [0]];
    const v = [
      [4, 0, 8],
      [0, 4, 8],
    ];
    expect(singleHeadAttention(q, k, v)).toBeClose({
      weights: [[0.75, 0.25]],
      output: [[3, 1, 8]],
    });
  });

  test('divides the scores by the root of the width of a query', () => {
    // q·k = 9 · log 3 / 3 = 3 log 3; √9 = 3 leaves log 3
    const q = [Array(9).fill(1)];
    const k = [Array(9).fill(log3 / 3), Array(9).fill(0)];
    expect(singleHeadAttention(q, k, [[1], [0]]).weights).toBeClose([[0.75, 0.25]]);
  });

  test('divides the scores by the temperature too', () => {
    // log 9 at temperature 2 is log 3
    const { weights } = singleHeadAttention([[1]], [[Math.log(9)], [0]], [[1], [0]], {
      temperature: 2,
    });
    expect(weights).toBeClose([[0.75, 0.25]]);
  });

  test('shares the weight of a masked key among the others', () => {
    // without the mask 3 : 3 : 1; the first key gone, 3 : 1
    const k = [[log3], [log3], [0]];
    const mask = [[false, true, true]];
    const { weights, output } = singleHeadAttention([[1]], k, [[100], [4], [8]], { mask });
    expect(weights).toBeClose([[0, 0.75, 0.25]]);
    expect(weights[0]?.[0]).toBe(0);
    expect(output).toBeClose([[5]]);
  });

  test('gives zeros to a query that may attend to nothing', () => {
    const mask = [
      [true, true],
      [false, false],
    ];
    const attention = singleHeadAttention([[0], [0]], [[1], [2]], [[6], [8]], { mask });
    expect(attention).toBeClose({
      weights: [
        [0.5, 0.5],
        [0, 0],
      ],
      output: [[7], [0]],
    });
  });

  test('refuses keys that are not as wide as the queries', () => {
    expect(() => singleHeadAttention([[1, 2]], [[1]], [[1]])).toThrow(RangeError);
  });

  test('refuses a temperature of 0', () => {
    const attend = () => singleHeadAttention([[1]], [[1]], [[1]], { temperature: 0 });
    expect(attend).toThrow(RangeError);
  });
});
