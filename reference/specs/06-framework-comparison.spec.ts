/** Hidden spec of exercise 06: the same attention from PyTorch's weights, in tfjs and in mathjs. */
//! kata-hidden-e5aea8250009: never handed to students.
import { CHAIN, EXACT, POINTWISE } from '../judging/close';
import type { Answer } from '../judging/expectation';
import { anyLayer, type Inputs, uneven } from '../judging/inputs';
import { hasRowsThatSumTo1, isZeroUnless } from '../judging/properties';
import { spec } from '../judging/spec';
import * as ops from '../oracle/ops';

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

const unprojected = (dModel: number): ops.Params => {
  const same = identity(dModel);
  return { wQ: same, wK: same, wV: same, wO: same };
};

/** Rows that differ: what only the first, the last or the number of entries tells is right. */
const odd = [4, 3, 5, 4];

/** The second column asks for the first one, and the first one is no value. */
const [asking, values] = [
  identity(4).map((row, i) => row.map((_, j) => (i === 1 && j === 0 ? 2 : 0))),
  identity(4).map((row, i) => (i === 0 ? row.map(() => 0) : row)),
];

/**
 * Scores around ±60 in many rows, of which every other one asks −1 times once bQ is added: near one
 * another, two some way off, the last far ahead. All of them are numbers that float32 holds.
 */
function steepLayer({ matrix, size }: Inputs) {
  const n = size();
  const set: Record<number, number> = { 1: 1000, [n - 2]: 1016, [n - 1]: 9600 };
  const x = matrix(n, 4).map(([a = 0, , ...rest], i) => [
    set[i] ?? 960 + 8 * a,
    i % 2 ? 0 : -2,
    ...rest,
  ]);
  const params = { ...unprojected(4), wQ: asking, wV: values, bQ: [2, 0, 0, 0] };
  return { x, params, options: { temperature: 8 } };
}

/**
 * What is open is lower than any number that could stand for −Infinity. The first row may attend to
 * two, the second to itself, and the many others to none.
 */
const rows = [[2e10, -1, 3, -300], [4e10, -1, 0, 500], ...Array(9).fill([192, -1, 2, 7])];
const low = {
  x: rows,
  params: { ...unprojected(4), wQ: asking, wV: values, bV: [12, 4, -20, 50] },
  options: { mask: rows.map((_, i) => rows.map((_, j) => i < 2 && i <= j && j < 2)) },
};

export default spec('06-framework-comparison', (functions, { test, property, expect }) => {
  const { fromPyTorch, compareOutputs } = functions;

  // Each weight is stored [out, in]; the rows of q come first, then those of k, then those of v.
  const inProjWeight = [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10],
    [11, 12],
  ];
  const outProjWeight = [
    [-1, -2],
    [-3, -4],
  ];
  const wQ = [
    [1, 3],
    [2, 4],
  ];
  const wK = [
    [5, 7],
    [6, 8],
  ];
  const wV = [
    [9, 11],
    [10, 12],
  ];
  const wO = [
    [-1, -3],
    [-2, -4],
  ];
  const inProjBias = [10, 20, 30, 40, 50, 60];
  const outProjBias = [70, 80];
  const [inBiases, outBias] = [{ bQ: [10, 20], bK: [30, 40], bV: [50, 60] }, { bO: [70, 80] }];

  /** Only what is in the state may be in the params: a bias of its own is none that was learned. */
  const hasOnly = (names: string[]) => (params: unknown) => {
    const extra = Object.keys(params as object).filter((name) => !names.includes(name));
    return extra.length > 0 ? `expected no ${extra.join(', ')}` : null;
  };
  const weightNames = ['wQ', 'wK', 'wV', 'wO'];

  // A right answer, which a test that asks for errors demands as well.
  let params: Answer;

  test('reads q, k and v off the stacked rows and turns [out, in] round', {
    points: 2,
  }, (given) => {
    params = fromPyTorch({ inProjWeight, inProjBias, outProjWeight, outProjBias });
    expect(params).toBeClose({ wQ, wK, wV, wO, ...inBiases, ...outBias }, EXACT);
    expect(params).toLeaveItsArgumentsAlone();
    const d = given.size();
    const state = {
      inProjWeight: given.matrix(3 * d, d),
      inProjBias: given.vector(3 * d),
      outProjWeight: given.matrix(d, d),
      outProjBias: given.vector(d),
    };
    const next = fromPyTorch(state);
    expect(next).toBeClose(ops.fromPyTorch(state), EXACT);
    expect(params).toOutlast(next);
  });

  test('takes over the biases that are there, and no others', { points: 1 }, () => {
    const withIn = fromPyTorch({ inProjWeight, inProjBias, outProjWeight });
    expect(withIn).toBeClose({ wQ, wK, wV, wO, ...inBiases }, EXACT);
    expect(withIn).toSatisfy(hasOnly([...weightNames, 'bQ', 'bK', 'bV']));
    const withOut = fromPyTorch({ inProjWeight, outProjWeight, outProjBias });
    expect(withOut).toBeClose({ wQ, wK, wV, wO, ...outBias }, EXACT);
    expect(withOut).toSatisfy(hasOnly([...weightNames, 'bO']));
  });

  test('refuses a state whose shapes do not fit together', { points: 1 }, () => {
    const state = { inProjWeight, inProjBias, outProjWeight, outProjBias };
    expect(params).toBeClose({ wQ, wK, wV, wO, ...inBiases, ...outBias }, EXACT);
    for (const wrong of [
      { inProjWeight: inProjWeight.slice(2) },
      { inProjWeight: [[1, 2], [3, 4], [5], [6, 7, 8], [9, 10], [11, 12]] },
      { outProjWeight: outProjWeight.map((row) => [...row, 0]) },
      { inProjBias: inProjBias.slice(2) },
      { outProjBias: inProjBias },
    ]) {
      expect(fromPyTorch({ ...state, ...wrong })).toThrow(RangeError);
    }
  });

  // Whether an answer depends on the library is asked of one call, and told in four tests.
  for (const { name, library, attend } of [
    { name: 'tfjs', library: '@tensorflow/tfjs', attend: functions.tfMultiHeadAttention },
    { name: 'mathjs', library: 'mathjs', attend: functions.mathMultiHeadAttention },
  ]) {
    const title = (says: string): string => `${name}: ${says}`;

    let asked: Answer;

    property(title('agrees with the reference on any layer'), { points: 1 }, anyLayer, (layer) => {
      const { x, params, nHeads } = layer;
      asked = attend(x, params, nHeads);
      expect(asked).toSatisfy(hasRowsThatSumTo1);
      expect(asked).toBeClose(ops.multiHeadAttention(x, params, nHeads), CHAIN);
      expect(asked).toDependOn(library);
    });

    test(title("gives each head's map and the output, at any size"), { points: 1 }, (given) => {
      const [n, { x, params, options }] = [given.size(), steepLayer(given)];
      const steep = attend(x, params, 1, options);
      expect(steep).toBeClose(ops.multiHeadAttention(x, params, 1, options), CHAIN);
      const [row, wide] = [given.matrix(1, n), { ...given.projections(n), bO: given.vector(n) }];
      expect(attend(row, wide, n)).toBeClose(ops.multiHeadAttention(row, wide, n), CHAIN);
      // One head, all of whose columns have a part in the scores.
      const [rows, plain] = [given.matrix(2, n), unprojected(n)];
      expect(attend(rows, plain, 1)).toBeClose(ops.multiHeadAttention(rows, plain, 1), CHAIN);
      expect(asked).toDependOn(library);
    });

    test(title('minds biases, temperature and mask, and huge scores'), { points: 1 }, (given) => {
      const [x, params] = [given.matrix(3, 4), { ...given.projections(4), ...given.biases(4) }];
      // Two keys where there are any: a lone one has all the weight at every temperature.
      const mask = [
        [true, false, true],
        [false, false, false],
        [true, true, false],
      ];
      const options = { mask, temperature: 0.125 };
      const first = attend(x, params, 2, options);
      expect(first).toBeClose(ops.multiHeadAttention(x, params, 2, options), CHAIN);
      expect(first).toSatisfy(isZeroUnless(mask));
      expect(first).toLeaveItsArgumentsAlone();
      const next = attend(low.x, low.params, 1, low.options);
      expect(next).toBeClose(ops.multiHeadAttention(low.x, low.params, 1, low.options), CHAIN);
      expect(next).toSatisfy(isZeroUnless(low.options.mask));
      expect(first).toOutlast(next);
      expect(asked).toDependOn(library);
    });

    test(title('refuses what does not fit together'), { points: 1 }, (given) => {
      const { matrix, vector, ragged } = given;
      const [x, params] = [matrix(4, 4), given.projections(4)];
      expect(asked).toDependOn(library);
      expect(attend(ragged(...uneven(4)), params, 1)).toThrow(RangeError);
      const wrongBiases = { bQ: vector(1), bK: vector(5), bV: vector(3), bO: vector(8) };
      const wrongWeights = ['wQ', 'wK', 'wV', 'wO'].map((name) => [name, ragged(...odd)]);
      for (const [key, wrong] of [...wrongWeights, ...Object.entries(wrongBiases)]) {
        expect(attend(x, { ...params, [key as string]: wrong }, 1)).toThrow(RangeError);
      }
      const broad = Array(23).fill(Array(23).fill(0));
      const layer = { wQ: broad, wK: broad, wV: broad, wO: broad };
      expect(attend(broad.slice(0, 1), layer, 2)).toThrow(RangeError);
      for (const nHeads of [-1, 4 / 3]) expect(attend(x, params, nHeads)).toThrow(RangeError);
      const wrongMask = odd.map((width) => Array(width).fill(true));
      expect(attend(x, params, 1, { mask: wrongMask })).toThrow(RangeError);
      for (const temperature of [name === 'tfjs' ? 0 : -1, Number.NaN]) {
        expect(attend(x, params, 1, { temperature })).toThrow(RangeError);
      }
    });
  }

  // Differences 3, 3, 0 and 0; both have length 5 and the dot product is 16.
  const [actual, expected] = [
    [
      [3, 0],
      [0, 4],
    ],
    [
      [0, 3],
      [0, 4],
    ],
  ];
  const compared = { maxAbsError: 3, meanAbsError: 1.5, cosine: 0.64 };

  let comparison: Answer;

  test('measures errors and one cosine over all entries', { points: 1 }, (given) => {
    comparison = compareOutputs(actual, expected);
    expect(comparison).toBeClose(compared, POINTWISE);
    expect(comparison).toLeaveItsArgumentsAlone();
    // Another of either is another question.
    const same = { maxAbsError: 0, meanAbsError: 0, cosine: 1 };
    const next = compareOutputs(actual, actual);
    for (const none of [next, compareOutputs(expected, expected)]) {
      expect(none).toBeClose(same, POINTWISE);
    }
    expect(comparison).toOutlast(next);
    const apart = { maxAbsError: 399.5, meanAbsError: 349.75, cosine: 0.8 };
    expect(compareOutputs([[300, 400]], [[0, 0.5]])).toBeClose(apart, POINTWISE);
    const [n, d] = [given.size(), given.size()];
    const a = given.matrix(n, d);
    // Apart in the first row, most of all at its end, and near one another in the others.
    const e = a.map((row, i) => (i === 0 ? given.vector(d) : row.map((value) => value + 2 ** -10)));
    e[0]?.splice(-1, 1, 7);
    expect(compareOutputs(a, e)).toBeClose(ops.compareOutputs(a, e), CHAIN);
  });

  test('refuses to compare matrices of different shapes', { points: 1 }, (given) => {
    const { matrix } = given;
    expect(comparison).toBeClose(compared, POINTWISE);
    for (const [a, e] of [
      [matrix(2, 3), matrix(3, 2)],
      [given.ragged(...odd), matrix(4, 4)],
      [matrix(4, 4), given.ragged(...odd)],
    ] as const) {
      expect(compareOutputs(a, e)).toThrow(RangeError);
    }
  });
});
