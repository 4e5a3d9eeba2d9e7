/** Hidden spec of exercise 01: softmax. */
//! kata-hidden-b26ce7320abc: never handed to students.
import { CHAIN, FAR, POINTWISE } from '../judging/close';
import type { Answer } from '../judging/expectation';
import { anyMatrix, uneven } from '../judging/inputs';
import { hasFiniteWeights, hasRowsThatSumTo1, isZeroUnless } from '../judging/properties';
import { spec } from '../judging/spec';
import * as ops from '../oracle/ops';

const LOG3 = Math.log(3);
const NONE = Number.NEGATIVE_INFINITY;

const transpose = <T>(rows: T[][]): T[][] =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] as T));

export default spec('01-softmax', ({ softmax }, { test, property, expect }) => {
  test('gives log 3 against 0 three quarters of the weight', { points: 1 }, () => {
    expect(softmax([0, LOG3])).toBeClose([0.25, 0.75], POINTWISE);
  });

  test('takes each row of a matrix for itself when no axis is named', { points: 1 }, (given) => {
    const x = given.matrix(given.size(), given.size());
    expect(softmax(x)).toBeClose(ops.softmax(x), POINTWISE);
  });

  test('goes down the columns for axis 0, along the rows for 1', { points: 1 }, (given) => {
    const [n, line] = [given.size(), given.vector(given.size())];
    const x = given.matrix(n, n);
    expect(softmax(line, 0)).toBeClose(ops.softmax(line), POINTWISE);
    expect(softmax(x, 0)).toBeClose(ops.softmax(x, 0), POINTWISE);
    const wide = given.matrix(3, 4);
    expect(softmax(wide, 1)).toBeClose(ops.softmax(wide, 1), POINTWISE);
  });

  test('works along every axis of a stack of matrices', { points: 1 }, ({ matrix, size }) => {
    const [x, tall] = [[matrix(3, 4), matrix(3, 4)], [matrix(size(), 2)]];
    const deep = Array.from({ length: size() }, () => matrix(1, 2));
    expect(softmax(x)).toBeClose(ops.softmax(x), POINTWISE);
    expect(softmax(deep, 0)).toBeClose(ops.softmax(deep, 0), POINTWISE);
    expect(softmax(tall, 1)).toBeClose(ops.softmax(tall, 1), POINTWISE);
    expect(softmax(x, 2)).toBeClose(ops.softmax(x, 2), POINTWISE);
  });

  test('counts a negative axis from the last one back', { points: 1 }, ({ vector, matrix }) => {
    const [line, rows, stack] = [vector(4), matrix(4, 3), [matrix(2, 4), matrix(2, 4)]];
    expect(softmax(line, -1)).toBeClose(ops.softmax(line, 0), POINTWISE);
    expect(softmax(rows, -2)).toBeClose(ops.softmax(rows, 0), POINTWISE);
    expect(softmax(rows, -1)).toBeClose(ops.softmax(rows, 1), POINTWISE);
    expect(softmax(stack, -3)).toBeClose(ops.softmax(stack, 0), POINTWISE);
    expect(softmax(stack, -2)).toBeClose(ops.softmax(stack, 1), POINTWISE);
    expect(softmax(stack, -1)).toBeClose(ops.softmax(stack, 2), POINTWISE);
  });

  property('gives weights that sum to 1 in each row', { points: 1 }, anyMatrix, (x) => {
    const weights = softmax(x);
    expect(weights).toSatisfy(hasRowsThatSumTo1);
    expect(weights).toBeClose(ops.softmax(x), POINTWISE);
  });

  property('stays the same when a line moves by ±1000', { points: 2 }, anyMatrix, (x) => {
    const movedRows = x.map((row, i) => row.map((logit) => logit + (i % 2 ? 1000 : -1000)));
    const movedColumns = x.map((row) => row.map((logit, j) => logit + (j % 2 ? 1000 : -1000)));
    expect(softmax(movedRows)).toBeClose(ops.softmax(x), FAR);
    expect(softmax(movedColumns, 0)).toBeClose(ops.softmax(x, 0), FAR);
  });

  test('gives −Infinity exactly 0, and a line of nothing else zeros', { points: 1 }, (given) => {
    const x = [
      [NONE, 0, LOG3],
      [NONE, NONE, NONE],
      [0, NONE, LOG3],
      [-2e4, -1e4, NONE],
    ];
    const weights = [
      [0, 0.25, 0.75],
      [0, 0, 0],
      [0.25, 0, 0.75],
      [0, 1, 0],
    ];
    const open = x.map((row) => row.map((logit) => logit > NONE));
    const [inRows, inColumns, inStack] = [softmax(x), softmax(transpose(x), 0), softmax([x])];
    expect(inRows).toBeClose(weights, POINTWISE);
    expect(inRows).toSatisfy(isZeroUnless(open));
    expect(inColumns).toBeClose(transpose(weights), POINTWISE);
    expect(inColumns).toSatisfy(isZeroUnless(transpose(open)));
    expect(inStack).toBeClose([weights], POINTWISE);
    const none = Array(given.size()).fill(NONE);
    expect(softmax(none)).toBeClose(
      none.map(() => 0),
      POINTWISE,
    );
  });

  test('stays finite up to ±1e308', { points: 1 }, (given) => {
    const huge = [
      [1e308, -1e308, 0],
      [-1e308, -1e308, -1e308],
      [1e308, 1e308, 1e308],
    ];
    expect(softmax(huge)).toSatisfy(hasFiniteWeights);
    expect(softmax(huge, 0)).toSatisfy(hasFiniteWeights);
    const nearlyNone = softmax([[NONE, -1e308, -1e308]]);
    expect(nearlyNone).toSatisfy(hasFiniteWeights);
    expect(nearlyNone).toSatisfy(isZeroUnless([[false, true, true]]));
    const low = Array(given.size()).fill(-1e4);
    expect(softmax([...low, 1e4])).toBeClose([...low.map(() => 0), 1], POINTWISE);
    expect(softmax([1000, -1000, 1000])).toBeClose([0.5, 0, 0.5], FAR);
    // Far from 0 and near one another: e⁻⁸ and e⁻⁹ count, and so does the sign.
    const far = [
      [200, 201, 193, 192],
      [-200, -201, -193, -192],
      [9, 1000, 10, 11],
    ];
    expect(softmax(far)).toBeClose(ops.softmax(far), CHAIN);
  });

  test('leaves its argument as it was, and what it has answered', { points: 1 }, (given) => {
    const { vector, matrix } = given;
    const line = vector(3);
    const rows = [...matrix(2, 3), [NONE, NONE, NONE]];
    const stack = [matrix(3, 2), matrix(3, 2)];
    const weights = [softmax(line), softmax(rows), softmax(stack, 0)];
    const expected = [ops.softmax(line), ops.softmax(rows), ops.softmax(stack, 0)];
    for (const [i, answer] of weights.entries()) {
      expect(answer).toLeaveItsArgumentsAlone();
      expect(answer).toBeClose(expected[i] ?? [], POINTWISE);
    }
    for (const [i, next] of [softmax(vector(3)), softmax(matrix(3, 3))].entries()) {
      expect(weights[i] as Answer).toOutlast(next);
    }
  });

  test('refuses ragged rows and an axis that is not there', { points: 1 }, (given) => {
    const { matrix, ragged } = given;
    const [rows, stack] = [matrix(2, 3), [matrix(2, 3), matrix(2, 3)]];
    expect(softmax(rows, -2)).toBeClose(ops.softmax(rows, 0), POINTWISE);
    // What only the first, the last or the number of entries tells is right in the longer ones.
    for (const odd of [ragged(2, 1), ragged(1, 2, 2), ragged(2, 2, 3), ragged(...uneven(2))]) {
      expect(softmax(odd)).toThrow(RangeError);
      expect(softmax([ragged(...odd.map(() => 2)), odd, ragged(...odd.map(() => 2))])).toThrow(
        RangeError,
      );
    }
    const ones = (height: number): number[][] => ragged(...Array(height).fill(1));
    for (const heights of [
      [2, 1],
      [2, 2, 1, 3, 2],
    ]) {
      expect(softmax(heights.map(ones))).toThrow(RangeError);
    }
    const widths = [2, 2, 1, 3, 2].map((width) => ragged(width, width));
    expect(softmax(widths)).toThrow(RangeError);
    for (const axis of [-3, 2, 0.5, Number.NaN]) expect(softmax(rows, axis)).toThrow(RangeError);
    for (const axis of [-4, 3, -0.5]) expect(softmax(stack, axis)).toThrow(RangeError);
    for (const axis of [-2, 1]) expect(softmax([1, 2], axis)).toThrow(RangeError);
  });
});
