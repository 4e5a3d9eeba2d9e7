/** What every right answer of exercise 06 has: two libraries that agree, and a fair measure. */
import { CHAIN, EXACT } from '../judging/close';
import { anyLayer } from '../judging/inputs';
import { hasRowsThatSumTo1, hasShapes, isZeroUnless } from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };

export default spec('06-framework-comparison', (functions, { test, property, expect }) => {
  const { fromPyTorch, tfMultiHeadAttention, mathMultiHeadAttention, compareOutputs } = functions;
  const versions = { '@tensorflow/tfjs': tfMultiHeadAttention, mathjs: mathMultiHeadAttention };

  test('cuts the stacked weight into three, and the bias too', free, ({ matrix, vector }) => {
    const weights = { inProjWeight: matrix(9, 3), outProjWeight: matrix(3, 3) };
    const square = { wQ: [3, 3], wK: [3, 3], wV: [3, 3], wO: [3, 3] };
    expect(fromPyTorch(weights)).toSatisfy(hasShapes(square));
    const biases = { inProjBias: vector(9), outProjBias: vector(3) };
    const lines = { bQ: [3], bK: [3], bV: [3], bO: [3] };
    expect(fromPyTorch({ ...weights, ...biases })).toSatisfy(hasShapes({ ...square, ...lines }));
  });

  test('turns each weight round, and takes either bias by itself', free, ({ vector }) => {
    const inProjWeight = [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
      [9, 10],
      [11, 12],
    ];
    const state = {
      inProjWeight,
      outProjWeight: [
        [13, 14],
        [15, 16],
      ],
    };
    const turned = {
      wQ: [
        [1, 3],
        [2, 4],
      ],
      wV: [
        [9, 11],
        [10, 12],
      ],
      wO: [
        [13, 15],
        [14, 16],
      ],
    };
    expect(fromPyTorch(state)).toBeClose(turned, EXACT);
    expect(fromPyTorch({ ...state, inProjBias: vector(6) })).toSatisfy(hasShapes({ bV: [2] }));
    expect(fromPyTorch({ ...state, outProjBias: vector(2) })).toSatisfy(hasShapes({ bO: [2] }));
  });

  test('computes with the library that it is named after', free, (given) => {
    for (const [library, attend] of Object.entries(versions)) {
      const answer = attend(given.matrix(3, 4), given.projections(4), 2);
      expect(answer).toDependOn(library);
      expect(answer).toSatisfy(hasShapes({ weights: [2, 3, 3], output: [3, 4] }));
    }
  });

  property('says the same in both libraries', free, anyLayer, ({ x, params, nHeads }) => {
    const answer = tfMultiHeadAttention(x, params, nHeads);
    expect(answer).toSatisfy(hasRowsThatSumTo1);
    expect(answer).toBeClose(mathMultiHeadAttention(x, params, nHeads), CHAIN);
  });

  test('says the same in both libraries of many words, columns and heads', free, (given) => {
    const [x, params] = [given.matrix(11, 12), given.projections(12)];
    for (const nHeads of [1, 12]) {
      const answer = tfMultiHeadAttention(x, params, nHeads);
      expect(answer).toSatisfy(hasRowsThatSumTo1);
      expect(answer).toBeClose(mathMultiHeadAttention(x, params, nHeads), CHAIN);
    }
  });

  test('gives answers of its own: a second one leaves the first as it was', free, (given) => {
    for (const attend of Object.values(versions)) {
      const first = attend(given.matrix(2, 4), given.projections(4), 2);
      expect(first).toOutlast(attend(given.matrix(2, 4), given.projections(4), 2));
    }
  });

  test('says the same in both libraries at any temperature', free, (given) => {
    const [params, x] = [given.projections(4), given.matrix(3, 4)];
    for (const temperature of [0.5, 3]) {
      const answer = tfMultiHeadAttention(x, params, 2, { temperature });
      expect(answer).toBeClose(mathMultiHeadAttention(x, params, 2, { temperature }), CHAIN);
    }
  });

  test('gives nothing to what is masked, in both libraries', free, (given) => {
    const open = given.mask(3, 3);
    for (const attend of Object.values(versions)) {
      const answer = attend(given.matrix(3, 4), given.projections(4), 2, { mask: open });
      expect(answer).toSatisfy(isZeroUnless(open));
    }
  });

  test('says the same in both libraries with biases, and where a row is closed', free, (given) => {
    const x = given.matrix(3, 4);
    const params = { ...given.projections(4), ...given.biases(4) };
    const closed = [[true, false, true], [false, false, false], ...given.mask(1, 3)];
    for (const options of [{}, { mask: closed }]) {
      const answer = tfMultiHeadAttention(x, params, 2, options);
      expect(answer).toBeClose(mathMultiHeadAttention(x, params, 2, options), CHAIN);
      if (options.mask) expect(answer).toSatisfy(isZeroUnless(options.mask));
    }
  });

  test('finds no difference between an output and itself', free, ({ matrix }) => {
    const output = matrix(3, 4);
    const none = { maxAbsError: 0, meanAbsError: 0 };
    expect(compareOutputs(output, output)).toBeClose(none, EXACT);
    expect(compareOutputs(output, output)).toBeClose({ cosine: 1 }, CHAIN);
    const late = [[...Array(10).fill(0), 1, 1]];
    const doubled = late.map((row) => row.map((value) => 2 * value));
    const found = { maxAbsError: 1, meanAbsError: 1 / 6, cosine: 1 };
    expect(compareOutputs(doubled, late)).toBeClose(found, CHAIN);
    const long = Array(11).fill([1]);
    expect(compareOutputs(long, long)).toBeClose(none, EXACT);
  });

  test('finds the same whichever output comes first and whichever way they lie', free, (given) => {
    const turn = (rows: number[][]) =>
      (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0));
    for (const [rows, columns] of [[3, 4] as const, [2, 5] as const, [6, 3] as const]) {
      const [one, other] = [given.matrix(rows, columns), given.matrix(rows, columns)];
      const found = compareOutputs(one, other);
      expect(compareOutputs(other, one)).toBeClose(found, CHAIN);
      expect(compareOutputs(turn(one), turn(other))).toBeClose(found, CHAIN);
      const nothing = { cosine: 1, meanAbsError: 0, maxAbsError: 0 };
      expect(compareOutputs(one, one)).toBeClose(nothing, CHAIN);
    }
  });

  test('does not change what it is given', free, (given) => {
    for (const attend of Object.values(versions)) {
      expect(attend(given.matrix(2, 4), given.projections(4), 2)).toLeaveItsArgumentsAlone();
    }
    expect(compareOutputs(given.matrix(2, 3), given.matrix(2, 3))).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where nHeads does not divide dModel', free, (given) => {
    for (const attend of Object.values(versions)) {
      expect(attend(given.matrix(2, 6), given.projections(6), 4)).toThrow(RangeError);
    }
  });

  test('throws a RangeError where a shape or a temperature makes no sense', free, (given) => {
    const [x, params] = [given.matrix(3, 2), given.projections(2)];
    const mask = given.mask(3, 2);
    for (const attend of Object.values(versions)) {
      expect(attend([[1, 2], [3], [4, 5, 6]], params, 1)).toThrow(RangeError);
      expect(attend(x, { ...params, wO: given.matrix(3, 2) }, 1)).toThrow(RangeError);
      expect(attend(x, { ...params, bQ: [1, 2, 3] }, 1)).toThrow(RangeError);
      expect(attend(x, params, 0)).toThrow(RangeError);
      expect(attend(x, params, 1, { mask })).toThrow(RangeError);
      expect(attend(x, params, 1, { temperature: 0 })).toThrow(RangeError);
    }
    expect(
      compareOutputs(
        [
          [1, 2],
          [3, 4],
        ],
        [[1, 2]],
      ),
    ).toThrow(RangeError);
    expect(compareOutputs([[1], [2, 3]], [[1], [2, 3]])).toThrow(RangeError);
  });
});
