/** Visible examples of exercise 01, small enough to check by hand. The hidden specs ask for more. */
import { softmax } from './softmax';

describe('softmax', () => {
  test('gives equal logits equal weights', () => {
    expect(softmax([7, 7])).toBeClose([0.5, 0.5]);
  });

  test('makes one step in logit one factor e in weight', () => {
    // exp(0) : exp(1) = 1 : e, so the weights are 1/(1 + e) and e/(1 + e)
    expect(softmax([0, 1])).toBeClose([1 / (1 + Math.E), Math.E / (1 + Math.E)]);
  });

  test('takes each row of a matrix by itself', () => {
    // exp(log 4) = 4, so the second row is shared 4 : 1 : 5
    const x = [
      [2, 2, 2],
      [Math.log(4), 0, Math.log(5)],
    ];
    expect(softmax(x)).toBeClose([
      [1 / 3, 1 / 3, 1 / 3],
      [0.4, 0.1, 0.5],
    ]);
  });

  test('goes down the columns along axis 0', () => {
    // first column 1 : 4, second column 1 : 1
    const x = [
      [0, 3],
      [Math.log(4), 3],
    ];
    expect(softmax(x, 0)).toBeClose([
      [0.2, 0.5],
      [0.8, 0.5],
    ]);
  });

  test('compares the blocks of a stack along axis 0', () => {
    expect(softmax([[[5, 0]], [[5, Math.log(9)]]], 0)).toBeClose([[[0.5, 0.1]], [[0.5, 0.9]]]);
  });

  test('stays finite where exp alone overflows', () => {
    // only the difference counts, and it is 0 here
    expect(softmax([2000, 2000])).toBeClose([0.5, 0.5]);
  });

  test('gives −Infinity exactly nothing, and zeros where there is nothing else', () => {
    expect(softmax([3, -Infinity, 3])).toBeClose([0.5, 0, 0.5]);
    expect(softmax([3, -Infinity, 3])[1]).toBe(0);
    expect(softmax([-Infinity, -Infinity])).toEqual([0, 0]);
  });

  test('refuses an axis that the array does not have', () => {
    expect(() => softmax([1, 2], 1)).toThrow(RangeError);
  });
});
