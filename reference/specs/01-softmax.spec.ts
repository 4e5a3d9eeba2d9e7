/** Hidden spec of exercise 01: softmax. */
import type { Data } from '../data';
import { anyMatrix, entries, matrices } from '../inputs';
import { EXACT, POINTWISE } from '../close';
import * as ops from '../ops';
import { spec } from '../spec';

const add = (x: number[][], amount: number): number[][] =>
  x.map((row) => row.map((logit) => logit + amount));

const isFinite01 = (value: Data): string | null => {
  const numbers = [value].flat(3) as number[];
  const odd = numbers.find((weight) => !(weight >= 0 && weight <= 1));
  return odd === undefined ? null : `expected weights between 0 and 1, got ${odd}`;
};

export default spec('01-softmax', ({ softmax }, { test, property, expect }) => {
  test('gives log 3 against 0 three quarters of the weight', { points: 1 }, () => {
    expect(softmax([0, Math.log(3)])).toBeClose([0.25, 0.75], POINTWISE);
  });

  test('agrees with the reference along the last axis', { points: 2 }, ({ matrix }) => {
    const x = matrix(3, 5);
    expect(softmax(x)).toBeClose(ops.softmax(x), POINTWISE);
  });

  property('is unmoved when all logits move', { points: 1 }, anyMatrix, (x) => {
    expect(softmax(add(x, 1000))).toBeClose(softmax(x), POINTWISE);
  });

  test('leaves its argument alone', { points: 1 }, ({ matrix }) => {
    expect(softmax(matrix(2, 3))).toLeaveItsArgumentsAlone();
  });

  test('refuses ragged rows', { points: 1 }, () => {
    expect(softmax([[1, 2], [3]])).toThrow(RangeError);
  });
});
