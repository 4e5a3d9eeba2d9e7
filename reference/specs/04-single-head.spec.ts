/** Hidden spec of exercise 04: scaled dot-product attention. */
//! kata-hidden-61dee044269e: never handed to students.
import { CHAIN } from '../judging/close';
import { anyHead, reorder, uneven } from '../judging/inputs';
import { hasRowsThatSumTo1, isItsWeightsTimes, isZeroUnless } from '../judging/properties';
import { spec } from '../judging/spec';
import * as ops from '../oracle/ops';

export default spec('04-single-head', (functions, { test, property, expect }) => {
  const { singleHeadAttention } = functions;

  // The scores are 0 and log 3, after division by √2.
  test('mixes two values 1 to 3 when their keys score 0 and log 3', { points: 2 }, () => {
    const k = [
      [0, 2],
      [Math.SQRT2 * Math.log(3), 5],
    ];
    const attention = singleHeadAttention([[1, 0]], k, [[4], [8]]);
    expect(attention).toBeClose({ weights: [[0.25, 0.75]], output: [[7]] }, CHAIN);
  });

  test('weighs each key for each query, on the scale of √dK', { points: 3 }, (given) => {
    const { matrix, size } = given;
    // As many queries as keys, and then not.
    const [n, dK] = [size(), size()];
    for (const [q, k, v] of [
      [matrix(n, 2), matrix(n, 2), matrix(n, 2)],
      [matrix(2, dK), matrix(3, dK), matrix(3, 2)],
    ] as const) {
      const expected = ops.singleHeadAttention(q, k, v);
      expect(singleHeadAttention(q, k, v)).toBeClose(expected, CHAIN);
    }
  });

  test('puts out a row as wide as a value for each query', { points: 2 }, (given) => {
    const { matrix, size } = given;
    const [q, k, v] = [matrix(2, 2), matrix(3, 2), matrix(3, size())];
    const { output } = ops.singleHeadAttention(q, k, v);
    expect(singleHeadAttention(q, k, v)).toBeClose({ output }, CHAIN);
  });

  property('mixes the values by weights that sum to 1', { points: 2 }, anyHead, ({ q, k, v }) => {
    const attention = singleHeadAttention(q, k, v);
    expect(attention).toSatisfy(hasRowsThatSumTo1);
    expect(attention).toSatisfy(isItsWeightsTimes(v));
    expect(attention).toBeClose(ops.singleHeadAttention(q, k, v), CHAIN);
  });

  property('does not care in which order the keys come', { points: 1 }, anyHead, (given) => {
    const { q, k, v, order } = given;
    const { weights, output } = ops.singleHeadAttention(q, k, v);
    const reordered = { weights: weights.map((row) => reorder(row, order)), output };
    const [otherK, otherV] = [reorder(k, order), reorder(v, order)];
    expect(singleHeadAttention(q, otherK, otherV)).toBeClose(reordered, CHAIN);
  });

  test('grows sharper below temperature 1 and flatter above', { points: 2 }, ({ matrix }) => {
    const [q, k, v] = [matrix(3, 2), matrix(4, 2), matrix(4, 3)];
    for (const temperature of [0.125, 12]) {
      const expected = ops.singleHeadAttention(q, k, v, { temperature });
      expect(singleHeadAttention(q, k, v, { temperature })).toBeClose(expected, CHAIN);
    }
  });

  test('attends only where the mask is true', { points: 2 }, (given) => {
    const n = given.size();
    const oneWay = [
      [true, true, false],
      [false, true, true],
      [true, false, true],
    ];
    const closed = given.mask(2, n - 1).map((row) => [...row, false]);
    for (const { options, sizes } of [
      { options: { mask: given.mask(n, 3) }, sizes: [n, 3] },
      { options: { mask: closed, temperature: 8 }, sizes: [2, n] },
      { options: { mask: oneWay, temperature: 0.125 }, sizes: [3, 3] },
    ]) {
      const [Tq = 0, Tk = 0] = sizes;
      const [q, k, v] = [given.matrix(Tq, 2), given.matrix(Tk, 2), given.matrix(Tk, 2)];
      const { mask } = options;
      const attention = singleHeadAttention(q, k, v, options);
      expect(attention).toSatisfy(isZeroUnless(mask));
      expect(attention).toBeClose(ops.singleHeadAttention(q, k, v, options), CHAIN);
    }
  });

  property('gives zeros to a query that may attend to nothing', { points: 1 }, anyHead, (given) => {
    const { q, k, v } = given;
    const mask = [...given.mask.slice(1), k.map(() => false)];
    const attention = singleHeadAttention(q, k, v, { mask });
    expect(attention).toSatisfy(isZeroUnless(mask));
    expect(attention).toBeClose(ops.singleHeadAttention(q, k, v, { mask }), CHAIN);
  });

  test('holds out against huge scores, masked ones included', { points: 1 }, () => {
    const [q, k, v] = [[[1e5]], [[-1e5], [1e5]], [[2], [6]]];
    const mask = [[true, false]];
    const [open, masked] = [singleHeadAttention(q, k, v), singleHeadAttention(q, k, v, { mask })];
    expect(open).toBeClose({ weights: [[0, 1]], output: [[6]] }, CHAIN);
    expect(masked).toBeClose({ weights: [[1, 0]], output: [[2]] }, CHAIN);
    expect(masked).toSatisfy(isZeroUnless(mask));
    // Halves of whole numbers: far from 0 and near one another, where e⁻⁸ and e⁻⁹ count.
    const inFirst = (numbers: number[]) => numbers.map((number) => [number, 0, 0, 0]);
    const [queries, keys] = [inFirst([2, -2]), inFirst([200, 201, 193, 192])];
    const values = [[300], [-500], [7], [90]];
    const near = singleHeadAttention(queries, keys, values);
    expect(near).toBeClose(ops.singleHeadAttention(queries, keys, values), CHAIN);
    // What is open lies lower than any number that could stand for −Infinity.
    const low = inFirst([-2e4, 0, -2.1e4]);
    const lowMask = [
      [true, false, true],
      [false, false, true],
    ];
    const options = { mask: lowMask };
    const lowest = singleHeadAttention(inFirst([2, 2]), low, [[1], [2], [4]], options);
    expect(lowest).toBeClose(
      {
        weights: [
          [1, 0, 0],
          [0, 0, 1],
        ],
        output: [[1], [4]],
      },
      CHAIN,
    );
    expect(lowest).toSatisfy(isZeroUnless(lowMask));
  });

  test('works for one query, one key and one column', { points: 1 }, ({ matrix }) => {
    for (const [q, k, v] of [
      [matrix(1, 3), matrix(4, 3), matrix(4, 2)],
      [matrix(3, 2), matrix(1, 2), matrix(1, 4)],
      [matrix(2, 1), matrix(3, 1), matrix(3, 1)],
    ] as const) {
      expect(singleHeadAttention(q, k, v)).toBeClose(ops.singleHeadAttention(q, k, v), CHAIN);
    }
  });

  test('leaves its arguments as they were, and what it has answered', { points: 1 }, (given) => {
    const [q, k, v] = [given.matrix(3, 2), given.matrix(4, 2), given.matrix(4, 3)];
    const [otherK, otherV] = [given.matrix(4, 2), given.matrix(4, 3)];
    const options = { mask: given.mask(3, 4), temperature: 0.5 };
    const first = singleHeadAttention(q, k, v);
    const next = singleHeadAttention(q, otherK, otherV, options);
    for (const attention of [first, next]) expect(attention).toLeaveItsArgumentsAlone();
    expect(first).toBeClose(ops.singleHeadAttention(q, k, v), CHAIN);
    expect(next).toBeClose(ops.singleHeadAttention(q, otherK, otherV, options), CHAIN);
    expect(first).toOutlast(next);
  });

  test('refuses queries, keys and values that do not fit together', { points: 1 }, (given) => {
    const { matrix, ragged } = given;
    const [q, k, v] = [matrix(3, 2), matrix(5, 2), matrix(5, 2)];
    expect(singleHeadAttention(q, k, v)).toBeClose(ops.singleHeadAttention(q, k, v), CHAIN);
    // What only the first, the last or the number of entries tells is right in the first one.
    const odd = [ragged(2, 2, 1, 3, 2), ragged(2, 2, 2, 2, 3), ragged(1, 2, 2, 2, 2)];
    for (const wrongQ of [...odd, ragged(...uneven(2))]) {
      expect(singleHeadAttention(wrongQ, k, v)).toThrow(RangeError);
    }
    for (const wrongK of [...odd, matrix(5, 1), matrix(5, 3), matrix(10, 1)]) {
      expect(singleHeadAttention(q, wrongK, v)).toThrow(RangeError);
    }
    for (const wrongV of [...odd, matrix(4, 2), matrix(6, 2)]) {
      expect(singleHeadAttention(q, k, wrongV)).toThrow(RangeError);
    }
  });

  test('refuses a mask of another shape and a temperature not above 0', { points: 1 }, (given) => {
    const [q, k, v] = [given.matrix(3, 2), given.matrix(4, 2), given.matrix(4, 5)];
    const options = { mask: given.mask(3, 4), temperature: 0.25 };
    const expected = ops.singleHeadAttention(q, k, v, options);
    expect(singleHeadAttention(q, k, v, options)).toBeClose(expected, CHAIN);
    const wrongMasks = [given.mask(2, 4), given.mask(4, 4), given.mask(3, 3), given.mask(3, 5)];
    for (const mask of [...wrongMasks, given.mask(4, 3), [...given.mask(2, 4), [true, false]]]) {
      expect(singleHeadAttention(q, k, v, { mask })).toThrow(RangeError);
    }
    const row = (width: number): boolean[] => Array(width).fill(true);
    const [tall, oddMask] = [given.matrix(5, 2), [4, 4, 3, 5, 4].map(row)];
    expect(singleHeadAttention(tall, k, v, { mask: oddMask })).toThrow(RangeError);
    for (const temperature of [0, -1, Number.NaN]) {
      expect(singleHeadAttention(q, k, v, { temperature })).toThrow(RangeError);
    }
  });
});
