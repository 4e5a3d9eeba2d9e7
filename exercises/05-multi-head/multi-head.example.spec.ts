/** Visible examples of exercise 05, small enough to check by hand. The hidden specs ask for more. */
import { multiHeadAttention } from './multi-head';

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

const zeros = (size: number): number[][] => Array.from({ length: size }, () => Array(size).fill(0));

const eye = identity(2);

describe('multiHeadAttention', () => {
  test('projects the mean of the values when the queries are zeros', () => {
    // wQ = 0, so every row is the mean of x, [2, 6]; wO swaps the columns
    const swap = [
      [0, 1],
      [1, 0],
    ];
    const params = { wQ: zeros(2), wK: eye, wV: eye, wO: swap };
    const x = [
      [1, 4],
      [3, 8],
    ];
    expect(multiHeadAttention(x, params, 1)).toBeClose({
      weights: [
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ],
      output: [
        [6, 2],
        [6, 2],
      ],
    });
  });

  test('lets each head attend on its own columns', () => {
    // one column a head, so √dK = 1; queries are 1 by their bias, keys are x
    // head 0: keys log 4 and 0, four parts to one; head 1: keys 0 and log 9, one to nine
    const x = [
      [Math.log(4), 0],
      [0, Math.log(9)],
    ];
    const params = { wQ: zeros(2), bQ: [1, 1], wK: eye, wV: eye, wO: eye };
    expect(multiHeadAttention(x, params, 2).weights).toBeClose([
      [
        [0.8, 0.2],
        [0.8, 0.2],
      ],
      [
        [0.1, 0.9],
        [0.1, 0.9],
      ],
    ]);
  });

  test('applies a projection as x · W + b', () => {
    // a single position attends to itself, so the output is v: [1, 2] · wV + bV
    const wV = [
      [1, 10],
      [0, 100],
    ];
    const params = { wQ: eye, wK: eye, wV, wO: eye, bV: [5, 0] };
    expect(multiHeadAttention([[1, 2]], params, 2).output).toBeClose([[6, 210]]);
  });

  test('hides the future from every head under a causal mask', () => {
    const mask = [
      [true, false],
      [true, true],
    ];
    const params = { wQ: zeros(2), wK: eye, wV: eye, wO: eye };
    const x = [
      [2, 0],
      [4, 8],
    ];
    const { weights, output } = multiHeadAttention(x, params, 2, { mask });
    const seen = [
      [1, 0],
      [0.5, 0.5],
    ];
    expect(weights).toBeClose([seen, seen]);
    // row 0 sees itself alone, row 1 the mean of both
    expect(output).toBeClose([
      [2, 0],
      [3, 4],
    ]);
  });

  test('refuses a number of heads that does not divide the columns', () => {
    const params = { wQ: eye, wK: eye, wV: eye, wO: eye };
    expect(() => multiHeadAttention([[1, 2]], params, 3)).toThrow(RangeError);
  });
});

/**
 * Why several heads. A word is [is it first?, is it last?, is it dog?, is it man?]. Every position
 * asks for two words at once, the first and the last, and 40 is as good as certain.
 */
describe('two relations at once', () => {
  const dogBitesMan = [
    [1, 0, 1, 0],
    [0, 0, 0, 0],
    [0, 1, 0, 1],
  ];
  const manBitesDog = [
    [1, 0, 0, 1],
    [0, 0, 0, 0],
    [0, 1, 1, 0],
  ];
  const params = {
    wQ: zeros(4),
    // Columns 0 and 1 belong to the first head of two, columns 2 and 3 to the second.
    bQ: [40, 0, 0, 40],
    wK: [
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
    // The word, for both heads.
    wV: [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [1, 0, 1, 0],
      [0, 1, 0, 1],
    ],
    wO: identity(4),
  };

  test('one head averages them, so two different sentences look the same', () => {
    const { weights, output } = multiHeadAttention(dogBitesMan, params, 1);
    expect(weights[0]?.[1]).toBeClose([0.5, 0, 0.5]);
    expect(output[1]).toBeClose([0.5, 0.5, 0.5, 0.5]);
    expect(multiHeadAttention(manBitesDog, params, 1).output[1]).toBeClose([0.5, 0.5, 0.5, 0.5]);
  });

  test('two heads keep them apart, so the output tells who bites whom', () => {
    const { weights, output } = multiHeadAttention(dogBitesMan, params, 2);
    expect(weights.map((map) => map[1])).toBeClose([
      [1, 0, 0],
      [0, 0, 1],
    ]);
    // [ first: dog, man | last: dog, man ]
    expect(output[1]).toBeClose([1, 0, 0, 1]);
    expect(multiHeadAttention(manBitesDog, params, 2).output[1]).toBeClose([0, 1, 1, 0]);
  });
});
