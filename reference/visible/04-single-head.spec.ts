/** What every right attention of one head has, apart from its numbers. */
import { CHAIN } from '../judging/close';
import { anyHead } from '../judging/inputs';
import {
  hasRowsThatSumTo1,
  hasShapes,
  isItsWeightsTimes,
  isZeroUnless,
} from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };

export default spec('04-single-head', (functions, { test, property, expect }) => {
  const { singleHeadAttention: attend } = functions;

  test('has a row for each query, a weight for each key', free, ({ matrix }) => {
    const answer = attend(matrix(3, 4), matrix(5, 4), matrix(5, 2));
    expect(answer).toSatisfy(hasShapes({ weights: [3, 5], output: [3, 2] }));
  });

  property('shares out exactly 1 for each query', free, anyHead, ({ q, k, v }) => {
    expect(attend(q, k, v)).toSatisfy(hasRowsThatSumTo1);
  });

  property('mixes the values by its weights', free, anyHead, ({ q, k, v }) => {
    expect(attend(q, k, v)).toSatisfy(isItsWeightsTimes(v));
  });

  test('gives nothing to what is masked', free, ({ matrix, mask }) => {
    const open = mask(4, 3);
    const answer = attend(matrix(4, 2), matrix(3, 2), matrix(3, 5), { mask: open });
    expect(answer).toSatisfy(isZeroUnless(open));
    expect(answer).toSatisfy(hasRowsThatSumTo1);
  });

  test('takes a temperature of 1 when none is given', free, ({ matrix }) => {
    const [q, k, v] = [matrix(2, 3), matrix(4, 3), matrix(4, 3)];
    expect(attend(q, k, v, { temperature: 1 })).toBeClose(attend(q, k, v), CHAIN);
  });

  test('cools queries as a temperature does', free, ({ matrix }) => {
    const [q, k, v] = [matrix(2, 3), matrix(4, 3), matrix(4, 3)];
    const halved = q.map((row) => row.map((value) => value / 2));
    expect(attend(q, k, v, { temperature: 2 })).toBeClose(attend(halved, k, v), CHAIN);
  });

  test('does not change what it is given', free, ({ matrix, mask }) => {
    const options = { mask: mask(2, 3), temperature: 2 };
    expect(attend(matrix(2, 4), matrix(3, 4), matrix(3, 4), options)).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where queries and keys differ in width', free, ({ matrix }) => {
    expect(attend(matrix(2, 3), matrix(4, 2), matrix(4, 3))).toThrow(RangeError);
  });
});
