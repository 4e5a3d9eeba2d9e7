/** Hidden spec of exercise 06: the same attention from PyTorch's weights, in tfjs and in mathjs. */
//! kata-hidden-e5aea8250009: never handed to students.
import { CHAIN, EXACT, POINTWISE } from '../judging/close';
import { anyLayer, type Inputs } from '../judging/inputs';
import { hasRowsThatSumTo1, isZeroUnless } from '../judging/properties';
import { spec } from '../judging/spec';
import * as ops from '../oracle/ops';

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

const unprojected = (dModel: number): ops.Params => {
  const same = identity(dModel);
  return { wQ: same, wK: same, wV: same, wO: same };
};

/** A shape that is wrong for `[d, d]`, each projection another: too short, narrow, wide, ragged. */
const wrongWeights = ({ matrix }: Inputs, d: number) => ({
  wQ: matrix(d, d + 1),
  wK: [...matrix(d - 1, d), [1]],
  wV: matrix(d - 1, d),
  wO: matrix(d, d - 1),
});

const wrongBiases = ({ vector }: Inputs, d: number) => ({
  bQ: vector(1),
  bK: vector(d + 1),
  bV: vector(d - 1),
  bO: vector(2 * d),
});

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

  test('reads q, k and v off the stacked rows and turns [out, in] round', {
    points: 2,
  }, (given) => {
    const params = fromPyTorch({ inProjWeight, inProjBias, outProjWeight, outProjBias });
    expect(params).toBeClose({ wQ, wK, wV, wO, ...inBiases, ...outBias }, EXACT);
    expect(params).toLeaveItsArgumentsAlone();
    const state = { inProjWeight: given.matrix(12, 4), outProjWeight: given.matrix(4, 4) };
    expect(fromPyTorch(state)).toBeClose(ops.fromPyTorch(state), EXACT);
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
    expect(fromPyTorch(state)).toBeClose({ wQ, wK, wV, wO, ...inBiases, ...outBias }, EXACT);
    for (const wrong of [
      { inProjWeight: inProjWeight.slice(2) },
      { inProjWeight: [...inProjWeight.slice(1), [1]] },
      { outProjWeight: outProjWeight.map((row) => [...row, 0]) },
      { inProjBias: inProjBias.slice(2) },
      { outProjBias: inProjBias },
    ]) {
      expect(fromPyTorch({ ...state, ...wrong })).toThrow(RangeError);
    }
  });

  for (const { name, library, attend } of [
    { name: 'tfjs', library: '@tensorflow/tfjs', attend: functions.tfMultiHeadAttention },
    { name: 'mathjs', library: 'mathjs', attend: functions.mathMultiHeadAttention },
  ]) {
    const title = (says: string): string => `${name}: ${says}`;

    test(title("gives each head's map and the output, at any size"), { points: 1 }, (given) => {
      for (const [T, dModel, nHeads] of [
        [3, 4, 2],
        [1, 2, 1],
      ] as const) {
        const [x, params] = [given.matrix(T, dModel), given.projections(dModel)];
        const attention = attend(x, params, nHeads);
        expect(attention).toBeClose(ops.multiHeadAttention(x, params, nHeads), CHAIN);
        expect(attention).toDependOn(library);
      }
    });

    test(title('minds biases, temperature and mask, and huge scores'), { points: 1 }, (given) => {
      const [x, biases] = [given.matrix(3, 2), given.biases(2)];
      const params = { ...given.projections(2), ...biases };
      // Two keys where there are any: a lone one has all the weight at every temperature.
      const mask = [
        [true, false, true],
        [false, false, false],
        [true, true, false],
      ];
      const options = { mask, temperature: 2.5 };
      const attention = attend(x, params, 2, options);
      expect(attention).toBeClose(ops.multiHeadAttention(x, params, 2, options), CHAIN);
      expect(attention).toSatisfy(isZeroUnless(mask));
      expect(attention).toDependOn(library);
      expect(attention).toLeaveItsArgumentsAlone();
      const huge = [
        [1000, 0],
        [0, -1000],
      ];
      const { bQ, bO } = { bQ: [0, 0.5], bO: [8, -8] };
      const biased = { ...unprojected(2), bQ, bO };
      const steep = attend(huge, biased, 2, { temperature: 0.5 });
      expect(steep).toBeClose(ops.multiHeadAttention(huge, biased, 2, { temperature: 0.5 }), CHAIN);
      expect(steep).toDependOn(library);
    });

    property(title('agrees with the reference on any layer'), { points: 1 }, anyLayer, (layer) => {
      const { x, params, nHeads } = layer;
      const attention = attend(x, params, nHeads);
      expect(attention).toSatisfy(hasRowsThatSumTo1);
      expect(attention).toBeClose(ops.multiHeadAttention(x, params, nHeads), CHAIN);
      expect(attention).toDependOn(library);
    });

    test(title('refuses what does not fit together'), { points: 1 }, (given) => {
      const { matrix, mask } = given;
      const [x, params] = [matrix(2, 3), { ...given.projections(3), ...given.biases(3) }];
      const options = { mask: mask(2, 2), temperature: 0.5 };
      const attention = attend(x, params, 1, options);
      expect(attention).toBeClose(ops.multiHeadAttention(x, params, 1, options), CHAIN);
      expect(attention).toDependOn(library);
      for (const wrongX of [matrix(2, 1), [...matrix(1, 3), [1, 2]]]) {
        expect(attend(wrongX, params, 1)).toThrow(RangeError);
      }
      const wrongParams = { ...wrongWeights(given, 3), ...wrongBiases(given, 3) };
      for (const [key, wrong] of Object.entries(wrongParams)) {
        expect(attend(x, { ...params, [key]: wrong }, 1)).toThrow(RangeError);
      }
      for (const nHeads of [2, 0]) expect(attend(x, params, nHeads)).toThrow(RangeError);
      for (const wrongMask of [mask(1, 2), [...mask(1, 2), [true]]]) {
        expect(attend(x, params, 1, { mask: wrongMask })).toThrow(RangeError);
      }
      for (const temperature of [0, -1]) {
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

  test('measures errors and one cosine over all entries', { points: 1 }, (given) => {
    const comparison = compareOutputs(actual, expected);
    expect(comparison).toBeClose(compared, POINTWISE);
    expect(comparison).toLeaveItsArgumentsAlone();
    const [a, e] = [given.matrix(3, 5), given.matrix(3, 5)];
    expect(compareOutputs(a, e)).toBeClose(ops.compareOutputs(a, e), CHAIN);
  });

  test('refuses to compare matrices of different shapes', { points: 1 }, (given) => {
    const { matrix } = given;
    expect(compareOutputs(actual, expected)).toBeClose(compared, POINTWISE);
    for (const [a, e] of [
      [matrix(2, 3), matrix(3, 3)],
      [matrix(2, 4), matrix(2, 3)],
      [[[1, 2], [3]], matrix(2, 2)],
      [matrix(2, 2), [[1, 2], [3]]],
    ] as const) {
      expect(compareOutputs(a, e)).toThrow(RangeError);
    }
  });
});
