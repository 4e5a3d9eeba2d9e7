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

  test('gives nothing to what is masked, in both libraries', free, (given) => {
    const open = given.mask(3, 3);
    for (const attend of Object.values(versions)) {
      const answer = attend(given.matrix(3, 4), given.projections(4), 2, { mask: open });
      expect(answer).toSatisfy(isZeroUnless(open));
    }
  });

  test('finds no difference between an output and itself', free, ({ matrix }) => {
    const output = matrix(3, 4);
    const none = { maxAbsError: 0, meanAbsError: 0 };
    expect(compareOutputs(output, output)).toBeClose(none, EXACT);
    expect(compareOutputs(output, output)).toBeClose({ cosine: 1 }, CHAIN);
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
});
