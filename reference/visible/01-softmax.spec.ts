/** What every right softmax has, apart from its numbers. The hidden specs know the numbers. */
import { EXACT, FAR } from '../judging/close';
import { anyMatrix } from '../judging/inputs';
import { hasRowsThatSumTo1, hasShape } from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };

export default spec('01-softmax', ({ softmax }, { test, property, expect }) => {
  property('keeps the shape, and each row sums to 1', free, anyMatrix, (x) => {
    const answer = softmax(x);
    expect(answer).toSatisfy(hasShape([x.length, x[0]?.length ?? 0]));
    expect(answer).toSatisfy(hasRowsThatSumTo1);
  });

  test('takes a line as it takes a matrix of one row', free, ({ vector }) => {
    const line = vector(5);
    expect(softmax(line)).toSatisfy(hasRowsThatSumTo1);
    expect(softmax([[...line]], 1)).toSatisfy(hasShape([1, 5]));
  });

  test('takes axis −1 for the last axis and −2 for the one before', free, ({ matrix }) => {
    const [x, stack] = [matrix(3, 4), [matrix(3, 2), matrix(3, 2)]];
    expect(softmax(x, -1)).toBeClose(softmax(x, 1));
    expect(softmax(x, -2)).toBeClose(softmax(x, 0));
    expect(softmax(stack, -1)).toBeClose(softmax(stack, 2));
    expect(softmax(stack, -3)).toSatisfy(hasShape([2, 3, 2]));
  });

  property('is the same when every logit grows by 1000', free, anyMatrix, (x) => {
    const grown = x.map((row) => row.map((logit) => logit + 1000));
    expect(softmax(grown)).toBeClose(softmax(x), FAR);
  });

  test('weighs by differences alone: what is far above all others takes everything', free, () => {
    const low = Array(10).fill(0);
    expect(softmax([...low, 900])).toBeClose([...low, 1]);
    expect(softmax([...low, 40].map((logit) => logit - 900))).toBeClose([...low, 1]);
    // Each line by its own largest: in one that is far below another nothing may be lost.
    const far = [[1000, 1000], [-1000, -1000], ...low.map((logit) => [logit, logit])];
    expect(softmax(far)).toBeClose(far.map(() => [0.5, 0.5]));
    expect(softmax([...low, 0].map(() => -Infinity))).toBeClose([...low, 0], EXACT);
  });

  test('takes each row for itself, however far it is from the others', free, ({ vector }) => {
    const near = vector(5);
    const moved = (by: number): number[] => near.map((logit) => logit + by);
    const [apart, nothing] = [[0, -1500, 1500, 0, 0], near.map(() => -Infinity)];
    const answer = softmax([near, moved(2000), moved(-2000), apart, nothing]);
    expect(answer).toSatisfy((weights) => {
      const sums = (weights as number[][]).map((row) => row.reduce((sum, w) => sum + w, 0));
      const wrong = sums.findIndex((sum, i) => !(Math.abs(sum - (i < 4 ? 1 : 0)) < 1e-5));
      return wrong < 0 ? null : `row ${wrong} sums to ${sums[wrong]}`;
    });
  });

  test('gives answers of its own: a second one leaves the first as it was', free, (given) => {
    expect(softmax(given.matrix(3, 4))).toOutlast(softmax(given.matrix(3, 4)));
  });

  test('does not change what it is given', free, ({ matrix }) => {
    expect(softmax(matrix(2, 4))).toLeaveItsArgumentsAlone();
    expect(softmax(matrix(2, 4), 0)).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError for ragged rows and for an axis that there is not', free, (given) => {
    expect(softmax([[1, 2], [3]])).toThrow(RangeError);
    expect(softmax([[1, 2], [3, 4, 5], [6]])).toThrow(RangeError);
    for (const axis of [2, -3, 0.5, Number.NaN]) {
      expect(softmax(given.matrix(2, 3), axis)).toThrow(RangeError);
    }
  });
});
