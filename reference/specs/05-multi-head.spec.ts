/** Hidden spec of exercise 05: multi-head attention. */
//! kata-hidden-bc68a3cc9bb0: never handed to students.
import { CHAIN } from '../judging/close';
import { anyLayer, reorder, uneven } from '../judging/inputs';
import { hasRowsThatSumTo1, isItsWeightsTimes, isZeroUnless } from '../judging/properties';
import { spec } from '../judging/spec';
import * as ops from '../oracle/ops';

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

/** Projections that change nothing, so that each head attends to its columns of the input. */
const unprojected = (dModel: number): ops.Params => {
  const same = identity(dModel);
  return { wQ: same, wK: same, wV: same, wO: same };
};

export default spec('05-multi-head', (functions, { test, property, expect }) => {
  const { multiHeadAttention } = functions;

  // Each head has one column, and a score of log 3 where that column is not 0.
  test('lets each of two heads follow a column of its own', { points: 2 }, () => {
    const c = Math.sqrt(Math.log(3));
    const attention = multiHeadAttention(
      [
        [c, 0],
        [0, c],
      ],
      unprojected(2),
      2,
    );
    const first = [
      [0.75, 0.25],
      [0.5, 0.5],
    ];
    const second = [
      [0.5, 0.5],
      [0.25, 0.75],
    ];
    const output = [
      [0.75 * c, 0.5 * c],
      [0.5 * c, 0.75 * c],
    ];
    expect(attention).toBeClose({ weights: [first, second], output }, CHAIN);
  });

  test('gives each head a map of its own, on the scale of its √dK', { points: 3 }, (given) => {
    const [x, params] = [given.matrix(3, 4), given.projections(4)];
    // The same input under another number of heads is another answer.
    for (const nHeads of [2, 4]) {
      const expected = ops.multiHeadAttention(x, params, nHeads);
      expect(multiHeadAttention(x, params, nHeads)).toBeClose(expected, CHAIN);
    }
    const [long, few] = [given.matrix(given.size(), 2), given.projections(2)];
    expect(multiHeadAttention(long, few, 1)).toBeClose(ops.multiHeadAttention(long, few, 1), CHAIN);
  });

  test('projects the heads, side by side again, to the output', { points: 2 }, (given) => {
    const n = given.size();
    const [x, params] = [given.matrix(2, n), given.projections(n)];
    // So many columns make high scores, and the temperature brings them down again.
    for (const { nHeads, temperature } of [
      { nHeads: n, temperature: 1 },
      { nHeads: 1, temperature: 8 },
    ]) {
      const expected = ops.multiHeadAttention(x, params, nHeads, { temperature });
      expect(multiHeadAttention(x, params, nHeads, { temperature })).toBeClose(expected, CHAIN);
    }
  });

  test('adds the biases that are there', { points: 2 }, (given) => {
    const [x, params] = [given.matrix(2, 4), given.projections(4)];
    const { bQ, bK, bV, bO } = given.biases(4);
    // Each by itself; alone, bK changes nothing.
    for (const biases of [{ bQ, bK, bV, bO }, { bQ }, { bV }, { bO }]) {
      const biased = { ...params, ...biases };
      const expected = ops.multiHeadAttention(x, biased, 2);
      expect(multiHeadAttention(x, biased, 2)).toBeClose(expected, CHAIN);
    }
  });

  test('takes temperature and mask to every head', { points: 2 }, (given) => {
    const [n, params] = [given.size(), given.projections(2)];
    const cases: ({ T: number; nHeads: number } & ops.Options)[] = [
      { T: 3, nHeads: 2, temperature: 0.125 },
      { T: n, nHeads: 1, mask: given.mask(n, n) },
      { T: 4, nHeads: 2, mask: given.mask(4, 4), temperature: 12 },
    ];
    for (const { T, nHeads, ...options } of cases) {
      const x = given.matrix(T, 2);
      const expected = ops.multiHeadAttention(x, params, nHeads, options);
      const attention = multiHeadAttention(x, params, nHeads, options);
      expect(attention).toBeClose(expected, CHAIN);
      if (options.mask) expect(attention).toSatisfy(isZeroUnless(options.mask));
    }
  });

  test('leaves a position that may attend to nothing only the bias', { points: 1 }, (given) => {
    const [x, params] = [given.matrix(3, 2), { ...given.projections(2), ...given.biases(2) }];
    const mask = [
      [true, false, true],
      [false, false, false],
      [true, true, false],
    ];
    const attention = multiHeadAttention(x, params, 2, { mask });
    expect(attention).toSatisfy(isZeroUnless(mask));
    expect(attention).toBeClose(ops.multiHeadAttention(x, params, 2, { mask }), CHAIN);
  });

  property('gives every head rows of weights that sum to 1', { points: 1 }, anyLayer, (layer) => {
    const { x, params, nHeads } = layer;
    const attention = multiHeadAttention(x, params, nHeads);
    expect(attention).toSatisfy(hasRowsThatSumTo1);
    expect(attention).toBeClose(ops.multiHeadAttention(x, params, nHeads), CHAIN);
  });

  property('lets each head mix columns of its own', { points: 1 }, anyLayer, (layer) => {
    const { x, nHeads } = layer;
    const { wQ, wK } = layer.params;
    const params = { ...unprojected(wQ.length), wQ, wK };
    const attention = multiHeadAttention(x, params, nHeads);
    expect(attention).toSatisfy(isItsWeightsTimes(x));
    expect(attention).toBeClose(ops.multiHeadAttention(x, params, nHeads), CHAIN);
  });

  property(
    'reorders its answer as the positions are reordered',
    { points: 1 },
    anyLayer,
    (layer) => {
      const { x, params, nHeads, order } = layer;
      const { weights, output } = ops.multiHeadAttention(x, params, nHeads);
      const reordered = {
        weights: weights.map((head) => reorder(head, order).map((row) => reorder(row, order))),
        output: reorder(output, order),
      };
      expect(multiHeadAttention(reorder(x, order), params, nHeads)).toBeClose(reordered, CHAIN);
    },
  );

  test('works with one head, one head a column, and one position', { points: 1 }, (given) => {
    for (const { T, dModel, nHeads } of [
      { T: 2, dModel: 3, nHeads: 1 },
      { T: 1, dModel: 3, nHeads: 3 },
    ]) {
      const [x, params] = [given.matrix(T, dModel), given.projections(dModel)];
      const expected = ops.multiHeadAttention(x, params, nHeads);
      expect(multiHeadAttention(x, params, nHeads)).toBeClose(expected, CHAIN);
    }
  });

  test('holds out against huge scores', { points: 1 }, () => {
    // A row asks with its second column, ±1, for the first one: the scores are whole numbers.
    const { bO, ...same } = { ...unprojected(4), bO: [8, -8, 0.5, 0] };
    const asking = same.wQ.map((row, i) => row.map((_, j) => (i === 1 && j === 0 ? 2 : 0)));
    const params = { ...same, wQ: asking, bO };
    const far = [
      [200, 1, 3, -300],
      [201, -1, 0, 500],
      [193, 1, 2, 40],
      [192, -1, 2, 7],
    ];
    expect(multiHeadAttention(far, params, 1)).toBeClose(
      ops.multiHeadAttention(far, params, 1),
      CHAIN,
    );
    // What is open lies lower than any number that could stand for −Infinity.
    const low = [
      [2e10, -1, 3, -300],
      [4e10, -1, 0, 500],
      [192, -1, 2, 7],
    ];
    const mask = [
      [true, true, false],
      [false, true, false],
      [false, false, false],
    ];
    const lowest = multiHeadAttention(low, params, 1, { mask });
    expect(lowest).toBeClose(ops.multiHeadAttention(low, params, 1, { mask }), CHAIN);
    expect(lowest).toSatisfy(isZeroUnless(mask));
  });

  test('leaves its arguments as they were, and what it has answered', { points: 1 }, (given) => {
    const [x, mask] = [given.matrix(3, 2), given.mask(3, 3)];
    const biases = { bQ: [0.5, -1], bK: [0.25, 2], bV: [1.5, -0.5], bO: [-2, 0.75] };
    const params = { ...given.projections(2), ...biases };
    const options = { mask, temperature: 0.5 };
    const first = multiHeadAttention(x, params, 2);
    const next = multiHeadAttention(x, params, 2, options);
    for (const attention of [first, next]) expect(attention).toLeaveItsArgumentsAlone();
    expect(first).toBeClose(ops.multiHeadAttention(x, params, 2), CHAIN);
    expect(next).toBeClose(ops.multiHeadAttention(x, params, 2, options), CHAIN);
    expect(first).toOutlast(next);
  });

  test('refuses an input, a projection or a bias of another shape', { points: 1 }, (given) => {
    const { matrix, vector, ragged } = given;
    const [x, params] = [matrix(3, 4), given.projections(4)];
    // One head divides any width: nothing but the shape is wrong.
    const [small, few] = [matrix(2, 2), given.projections(2)];
    const expected = ops.multiHeadAttention(small, few, 1);
    expect(multiHeadAttention(small, few, 1)).toBeClose(expected, CHAIN);
    // What only the first, the last or the number of entries tells is right in these.
    const odd = ragged(4, 3, 5, 4);
    for (const wrongX of [matrix(3, 3), matrix(4, 5), ragged(...uneven(4)), [...x, [1]]]) {
      expect(multiHeadAttention(wrongX, params, 1)).toThrow(RangeError);
    }
    for (const wrong of [
      ...['wQ', 'wK', 'wV', 'wO'].map((name) => ({ [name]: odd })),
      ...[{ wQ: matrix(4, 5) }, { wK: matrix(5, 4) }, { wV: matrix(3, 4) }, { wO: matrix(4, 3) }],
      ...[{ bQ: vector(3) }, { bK: vector(5) }, { bV: vector(1) }, { bO: vector(8) }],
    ]) {
      expect(multiHeadAttention(x, { ...params, ...wrong }, 1)).toThrow(RangeError);
    }
  });

  test('refuses heads, a mask or a temperature that do not fit', { points: 1 }, (given) => {
    const { matrix, mask } = given;
    const [x, params] = [matrix(2, 3), given.projections(3)];
    const options = { mask: mask(2, 2), temperature: 0.25 };
    const expected = ops.multiHeadAttention(x, params, 3, options);
    expect(multiHeadAttention(x, params, 3, options)).toBeClose(expected, CHAIN);
    for (const nHeads of [2, 0, -1, 1.5, Number.NaN]) {
      expect(multiHeadAttention(x, params, nHeads)).toThrow(RangeError);
    }
    const wrongMasks = [mask(1, 2), mask(3, 2), mask(2, 3)];
    for (const wrongMask of [...wrongMasks, [...mask(1, 2), [true]]]) {
      expect(multiHeadAttention(x, params, 3, { mask: wrongMask })).toThrow(RangeError);
    }
    const oddMask = [5, 5, 4, 6, 5].map((width) => Array(width).fill(true));
    expect(multiHeadAttention(matrix(5, 3), params, 3, { mask: oddMask })).toThrow(RangeError);
    for (const temperature of [0, -1, Number.NaN]) {
      expect(multiHeadAttention(x, params, 3, { temperature })).toThrow(RangeError);
    }
  });
});
