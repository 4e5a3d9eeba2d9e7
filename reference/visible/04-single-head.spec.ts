/** What every right attention of one head has, apart from its numbers. */
import { CHAIN, EXACT } from '../judging/close';
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
    const values = matrix(12, 11);
    const large = attend(matrix(11, 10), matrix(12, 10), values);
    expect(large).toSatisfy(hasShapes({ weights: [11, 12], output: [11, 11] }));
    expect(large).toSatisfy(hasRowsThatSumTo1);
    expect(large).toSatisfy(isItsWeightsTimes(values));
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

  test('leaves one query alone where another may attend to nothing', free, (given) => {
    const [q, k] = [given.matrix(3, 4), given.matrix(3, 4)];
    const closed = [[true, true, false], [false, false, false], ...given.mask(2, 3)];
    const far = (q[0] ?? []).map((value) => value * 4000);
    const answer = attend([...q, far], k, given.matrix(3, 5), { mask: closed });
    expect(answer).toSatisfy(isZeroUnless(closed));
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

  test('lets a key that is far ahead take all, whatever its values', free, () => {
    const [q, k, v] = [
      [[0, 8]],
      [
        [0, 20],
        [0, 28],
        [0, 0],
      ],
      [[0], [400], [0]],
    ];
    expect(attend(q, k, v)).toBeClose({ weights: [[0, 1, 0]], output: [[400]] }, CHAIN);
    const open = [[true, false, true]];
    expect(attend(q, k, v, { mask: open })).toBeClose({ weights: [[1, 0, 0]] }, CHAIN);
    const shut = [[false, false, false]];
    const nothing = { weights: [[0, 0, 0]], output: [[0]] };
    expect(attend(q, k, v, { mask: shut })).toBeClose(nothing, EXACT);
  });

  test('asks each argument each time, and its answers are its own', free, ({ matrix }) => {
    const [q, k, v] = [matrix(2, 3), matrix(2, 3), matrix(2, 3)];
    const first = attend(q, k, v);
    expect(first).toOutlast(attend(q, v, k));
    expect(attend(v, k, v)).toSatisfy(isItsWeightsTimes(v));
    expect(attend(q, k, q)).toSatisfy(isItsWeightsTimes(q));
    expect(attend(k, q, v)).toSatisfy(isItsWeightsTimes(v));
  });

  test('does not change what it is given', free, ({ matrix, mask }) => {
    const options = { mask: mask(2, 3), temperature: 2 };
    expect(attend(matrix(2, 4), matrix(3, 4), matrix(3, 4), options)).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where queries and keys differ in width', free, ({ matrix }) => {
    expect(attend(matrix(2, 3), matrix(4, 2), matrix(4, 3))).toThrow(RangeError);
    expect(attend(matrix(2, 3), matrix(4, 3), matrix(3, 3))).toThrow(RangeError);
  });

  test(
    'throws a RangeError for ragged rows, masks of another shape, temperatures',
    free,
    (given) => {
      const [a, odd] = [given.matrix(3, 2), [[1, 2], [3], [4, 5, 6]]];
      for (const rows of [
        [odd, a, a],
        [a, odd, a],
        [a, a, odd],
      ] as const) {
        expect(attend(...rows)).toThrow(RangeError);
      }
      const mask = given.mask(3, 2);
      expect(attend(a, a, a, { mask })).toThrow(RangeError);
      for (const temperature of [Number.NaN, -0.5, 0]) {
        expect(attend(a, a, a, { temperature })).toThrow(RangeError);
      }
    },
  );
});
