/** What every right multi-head attention has, apart from its numbers. */
import { CHAIN } from '../judging/close';
import { anyLayer } from '../judging/inputs';
import {
  hasRowsThatSumTo1,
  hasShapes,
  isItsWeightsTimes,
  isZeroUnless,
} from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };

/** A projection that changes nothing, `[size, size]`. */
const same = (size: number): number[][] =>
  [...Array(size).keys()].map((i) => [...Array(size).keys()].map((j) => Number(i === j)));

export default spec('05-multi-head', (functions, { test, property, expect }) => {
  const { multiHeadAttention: attend } = functions;

  test('has a map for each head and a row for each position', free, (given) => {
    const answer = attend(given.matrix(3, 6), given.projections(6), 2);
    expect(answer).toSatisfy(hasShapes({ weights: [2, 3, 3], output: [3, 6] }));
    const large = attend(given.matrix(11, 12), given.projections(12), 12);
    expect(large).toSatisfy(hasShapes({ weights: [12, 11, 11], output: [11, 12] }));
    const [x, { wQ, wK }] = [given.matrix(3, 12), given.projections(12)];
    const mixed = attend(x, { wQ, wK, wV: same(12), wO: same(12) }, 1);
    expect(mixed).toSatisfy(isItsWeightsTimes(x));
  });

  test('gives answers of its own: a second one leaves the first as it was', free, (given) => {
    const params = given.projections(4);
    const first = attend(given.matrix(2, 4), params, 2);
    expect(first).toOutlast(attend(given.matrix(2, 4), params, 2));
  });

  property('shares out exactly 1 for each query of each head', free, anyLayer, (layer) => {
    expect(attend(layer.x, layer.params, layer.nHeads)).toSatisfy(hasRowsThatSumTo1);
  });

  test('mixes, in each head, the columns of that head', free, (given) => {
    const [x, { wQ, wK }] = [given.matrix(4, 6), given.projections(6)];
    const answer = attend(x, { wQ, wK, wV: same(6), wO: same(6) }, 3);
    expect(answer).toSatisfy(isItsWeightsTimes(x));
  });

  // The weights are even then, and what is mixed is the same for every position.
  test('makes of an input of zeros what the biases make of it', free, () => {
    const zeros = [
      [0, 0],
      [0, 0],
      [0, 0],
    ];
    const plain = { wQ: same(2), wK: same(2), wV: same(2), wO: same(2) };
    const rows = (row: number[]) => ({ output: [row, row, row] });
    expect(attend(zeros, { ...plain, bO: [3, -1] }, 2)).toBeClose(rows([3, -1]), CHAIN);
    expect(attend(zeros, { ...plain, bV: [2, 5] }, 1)).toBeClose(rows([2, 5]), CHAIN);
    const mixed = {
      ...plain,
      wO: [
        [2, 1],
        [0, 2],
      ],
      bQ: [1, 1],
      bV: [2, 5],
      bO: [3, -1],
    };
    expect(attend(zeros, mixed, 2)).toBeClose(rows([7, 11]), CHAIN);
  });

  test('gives nothing to what is masked, in any head', free, (given) => {
    const open = given.mask(4, 4);
    const answer = attend(given.matrix(4, 4), given.projections(4), 2, { mask: open });
    expect(answer).toSatisfy(isZeroUnless(open));
  });

  test('cools each head as smaller queries do, and takes any biases', free, (given) => {
    const [x, params, biases] = [given.matrix(3, 4), given.projections(4), given.biases(4)];
    const halved = params.wQ.map((row) => row.map((value) => value / 2));
    const cool = attend(x, params, 2, { temperature: 2 });
    expect(cool).toBeClose(attend(x, { ...params, wQ: halved }, 2), CHAIN);
    expect(attend(x, { ...params, ...biases }, 2)).toSatisfy(hasRowsThatSumTo1);
    expect(attend(x, { ...params, bV: biases.bV }, 2)).toSatisfy(hasRowsThatSumTo1);
    expect(attend(x, { ...params, bQ: biases.bQ }, 2)).toSatisfy(hasRowsThatSumTo1);
  });

  test('takes a bias of zeros for none', free, (given) => {
    const [x, params, none] = [given.matrix(3, 4), given.projections(4), [0, 0, 0, 0]];
    const biased = { ...params, bQ: none, bK: none, bV: none, bO: none };
    expect(attend(x, biased, 2)).toBeClose(attend(x, params, 2), CHAIN);
  });

  test('asks with wQ and answers with wK', free, (given) => {
    const x = given.matrix(3, 4);
    const params = given.projections(4);
    const none = params.wQ.map((row) => row.map(() => 0));
    const even = Array(2).fill(Array(3).fill(Array(3).fill(1 / 3)));
    for (const muted of [{ wQ: none }, { wK: none }]) {
      expect(attend(x, { ...params, ...muted }, 2)).toBeClose({ weights: even }, CHAIN);
    }
  });

  test('gives a word the same row wherever it stands', free, (given) => {
    const x = given.matrix(3, 4);
    const params = given.projections(4);
    const answer = attend([...x, ...x.slice(0, 1)], params, 2);
    expect(answer).toSatisfy((value) => {
      const { output } = value as { output: number[][] };
      const apart = (output[0] ?? []).map((number, j) =>
        Math.abs(number - (output[3]?.[j] ?? NaN)),
      );
      return apart.every((gap) => gap <= 1e-4) ? null : 'rows 0 and 3 have the same input';
    });
  });

  test('does not change what it is given', free, (given) => {
    const [x, params] = [given.matrix(2, 4), { ...given.projections(4), ...given.biases(4) }];
    expect(attend(x, params, 2)).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where nHeads does not divide dModel', free, (given) => {
    expect(attend(given.matrix(2, 6), given.projections(6), 4)).toThrow(RangeError);
  });

  test('throws a RangeError where a shape does not fit', free, (given) => {
    const [x, params] = [given.matrix(3, 2), given.projections(2)];
    expect(attend([[1, 2], [3], [4, 5, 6]], params, 1)).toThrow(RangeError);
    for (const name of ['wQ', 'wK', 'wV', 'wO']) {
      expect(attend(x, { ...params, [name]: given.matrix(2, 3) }, 1)).toThrow(RangeError);
      expect(attend(x, { ...params, [name]: given.matrix(3, 2) }, 1)).toThrow(RangeError);
    }
    for (const name of ['bQ', 'bK', 'bV', 'bO']) {
      expect(attend(x, { ...params, [name]: [1, 2, 3] }, 1)).toThrow(RangeError);
    }
  });
});
