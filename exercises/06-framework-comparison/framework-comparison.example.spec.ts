/** Visible examples of exercise 06, small enough to check by hand. The hidden specs ask for more. */
import {
  compareOutputs,
  fromPyTorch,
  mathMultiHeadAttention,
  tfMultiHeadAttention,
} from './framework-comparison';

const eye = [
  [1, 0],
  [0, 1],
];
const zeros = [
  [0, 0],
  [0, 0],
];

describe('fromPyTorch', () => {
  // two rows each for q, k and v; each row makes one column of the answer
  const inProjWeight = [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10],
    [11, 12],
  ];
  const outProjWeight = [
    [0, 1],
    [2, 0],
  ];

  test('cuts the stacked rows into q, k and v, and turns each of the four round', () => {
    expect(fromPyTorch({ inProjWeight, outProjWeight })).toBeClose({
      wQ: [
        [1, 3],
        [2, 4],
      ],
      wK: [
        [5, 7],
        [6, 8],
      ],
      wV: [
        [9, 11],
        [10, 12],
      ],
      wO: [
        [0, 2],
        [1, 0],
      ],
    });
  });

  test('cuts the stacked bias in the same order', () => {
    const inProjBias = [1, 2, 3, 4, 5, 6];
    const params = fromPyTorch({ inProjWeight, inProjBias, outProjWeight, outProjBias: [7, 8] });
    expect(params).toBeClose({ bQ: [1, 2], bK: [3, 4], bV: [5, 6], bO: [7, 8] });
  });

  test('leaves out a bias that the layer does not have', () => {
    expect(fromPyTorch({ inProjWeight, outProjWeight }).bQ).toBe(undefined);
  });
});

describe.each([
  ['tfMultiHeadAttention', tfMultiHeadAttention],
  ['mathMultiHeadAttention', mathMultiHeadAttention],
])('%s', (name, attend) => {
  test(`${name} projects the mean of the values when the queries are zeros`, () => {
    // every row is the mean of x, [2, 6]; wO swaps the columns, bO adds 10 to the first
    const swap = [
      [0, 1],
      [1, 0],
    ];
    const x = [
      [1, 4],
      [3, 8],
    ];
    const half = [
      [0.5, 0.5],
      [0.5, 0.5],
    ];
    const params = { wQ: zeros, wK: eye, wV: eye, wO: swap, bO: [10, 0] };
    expect(attend(x, params, 1)).toBeClose({
      weights: [half],
      output: [
        [16, 2],
        [16, 2],
      ],
    });
  });

  test(`${name} lets each head attend on its own columns`, () => {
    // one column a head: keys log 4 and 0 for the first, 0 and log 9 for the second
    const x = [
      [Math.log(4), 0],
      [0, Math.log(9)],
    ];
    const params = { wQ: zeros, bQ: [1, 1], wK: eye, wV: eye, wO: eye };
    expect(attend(x, params, 2).weights).toBeClose([
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

  test(`${name} gives zeros where nothing may be attended to`, () => {
    const mask = [
      [true, false],
      [false, false],
    ];
    const params = { wQ: eye, wK: eye, wV: eye, wO: eye };
    const { weights, output } = attend(eye, params, 2, { mask });
    const map = [
      [1, 0],
      [0, 0],
    ];
    expect(weights).toBeClose([map, map]);
    expect(output).toBeClose([
      [1, 0],
      [0, 0],
    ]);
  });

  test(`${name} refuses a bias that is too short, which a library would stretch`, () => {
    const params = { wQ: eye, wK: eye, wV: eye, wO: eye, bV: [1] };
    expect(() => attend(eye, params, 1)).toThrow(RangeError);
  });
});

describe('compareOutputs', () => {
  test('gives the largest error, the mean error and one cosine', () => {
    // errors 4, 3, 0 and 0; a right angle in the first rows, the second rows add 12 · 12
    // a · e = 144, |a|² = 9 + 144, |e|² = 16 + 144
    const { maxAbsError, meanAbsError, cosine } = compareOutputs(
      [
        [3, 0],
        [0, 12],
      ],
      [
        [0, 4],
        [0, 12],
      ],
    );
    expect(maxAbsError).toBeClose(4);
    expect(meanAbsError).toBeClose(7 / 4);
    expect(cosine).toBeClose(144 / Math.sqrt(153 * 160));
  });

  test('refuses matrices of different shapes', () => {
    expect(() => compareOutputs([[1, 2]], [[1], [2]])).toThrow(RangeError);
  });
});
