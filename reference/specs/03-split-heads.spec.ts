/** Hidden spec of exercise 03: splitting and merging heads. Nothing is computed, all is exact. */
//! kata-hidden-4b3b968fdfff: never handed to students.
import * as fc from 'fast-check';
import { EXACT } from '../judging/close';
import { matrices, sizes, uneven } from '../judging/inputs';
import { spec } from '../judging/spec';
import * as ops from '../oracle/ops';

/** A matrix `[T, nHeads · dK]` and its `nHeads`. */
const anySplit = (largest: number) =>
  fc
    .tuple(sizes(2, largest), sizes(2, 4), sizes(2, 4))
    .chain(([T, nHeads, dK]) =>
      fc.record({ x: matrices(T, nHeads * dK), nHeads: fc.constant(nHeads) }),
    );

export default spec('03-split-heads', (functions, { test, property, expect }) => {
  const { splitHeads, mergeHeads } = functions;

  test('gives the first head the first columns of every row', { points: 1 }, () => {
    const x = [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11, 12],
    ];
    const heads = [
      [
        [1, 2],
        [5, 6],
        [9, 10],
      ],
      [
        [3, 4],
        [7, 8],
        [11, 12],
      ],
    ];
    expect(splitHeads(x, 2)).toBeClose(heads, EXACT);
  });

  test('splits into heads, positions and columns, in this order', { points: 2 }, (given) => {
    const { matrix, size } = given;
    // Heads as wide as those of a model that is in use.
    const [x, n, dK] = [matrix(size(), 6), size(), 20 + size()];
    const [many, wide, square] = [matrix(3, 2 * n), matrix(2, 2 * dK), matrix(2, 4)];
    expect(splitHeads(x, 3)).toBeClose(ops.splitHeads(x, 3), EXACT);
    expect(splitHeads(x, 2)).toBeClose(ops.splitHeads(x, 2), EXACT);
    expect(splitHeads(many, n)).toBeClose(ops.splitHeads(many, n), EXACT);
    expect(splitHeads(wide, 2)).toBeClose(ops.splitHeads(wide, 2), EXACT);
    expect(splitHeads(square, 2)).toBeClose(ops.splitHeads(square, 2), EXACT);
  });

  test('puts the heads of a position side by side', { points: 1 }, () => {
    const heads = [
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [7, 8],
        [9, 10],
        [11, 12],
      ],
    ];
    expect(mergeHeads(heads)).toBeClose(
      [
        [1, 2, 7, 8],
        [3, 4, 9, 10],
        [5, 6, 11, 12],
      ],
      EXACT,
    );
  });

  test('merges any number of heads, positions and columns', { points: 1 }, ({ matrix, size }) => {
    const [x, n, dK] = [matrix(size(), 6), size(), size()];
    const [many, wide, square] = [matrix(3, 2 * n), matrix(3, 2 * dK), matrix(2, 4)];
    expect(mergeHeads(ops.splitHeads(x, 3))).toBeClose(x, EXACT);
    expect(mergeHeads(ops.splitHeads(many, n))).toBeClose(many, EXACT);
    expect(mergeHeads(ops.splitHeads(wide, 2))).toBeClose(wide, EXACT);
    expect(mergeHeads(ops.splitHeads(square, 2))).toBeClose(square, EXACT);
  });

  property('merges what it split back into the same', { points: 1 }, anySplit, ({ x, nHeads }) => {
    const heads = splitHeads(x, nHeads);
    expect(heads).toBeClose(ops.splitHeads(x, nHeads), EXACT);
    expect(mergeHeads(heads)).toBeClose(x, EXACT);
  });

  test('knows one head, one head a column, and one position', { points: 1 }, ({ matrix }) => {
    const [x, row] = [matrix(3, 4), matrix(1, 6)];
    for (const nHeads of [4, 1]) {
      expect(splitHeads(x, nHeads)).toBeClose(ops.splitHeads(x, nHeads), EXACT);
      expect(mergeHeads(ops.splitHeads(x, nHeads))).toBeClose(x, EXACT);
    }
    expect(splitHeads(row, 3)).toBeClose(ops.splitHeads(row, 3), EXACT);
    expect(mergeHeads(ops.splitHeads(row, 3))).toBeClose(row, EXACT);
  });

  test('leaves its arguments as they were, and what it has answered', { points: 1 }, (given) => {
    const [x, other] = [given.matrix(3, 4), given.matrix(3, 4)];
    const [heads, merged] = [splitHeads(x, 2), mergeHeads(ops.splitHeads(x, 2))];
    expect(heads).toOutlast(splitHeads(other, 2));
    expect(merged).toOutlast(mergeHeads(ops.splitHeads(other, 2)));
    expect(heads).toLeaveItsArgumentsAlone();
    expect(heads).toBeClose(ops.splitHeads(x, 2), EXACT);
    expect(merged).toLeaveItsArgumentsAlone();
    expect(merged).toBeClose(x, EXACT);
  });

  test('refuses to split ragged rows or into heads that do not fit', { points: 1 }, (given) => {
    const x = given.matrix(3, 6);
    expect(splitHeads(x, 2)).toBeClose(ops.splitHeads(x, 2), EXACT);
    for (const nHeads of [4, 12, 0, -3, 2.5, 1.5, 0.5, Number.NaN]) {
      expect(splitHeads(x, nHeads)).toThrow(RangeError);
    }
    // What only the first, the last or the number of entries tells is right in the last one.
    const { ragged } = given;
    for (const odd of [ragged(6, 6, 2), ragged(2, 6, 6), ragged(...uneven(4, 2))]) {
      expect(splitHeads(odd, 2)).toThrow(RangeError);
    }
  });

  test('refuses to merge heads of different shapes', { points: 1 }, ({ matrix, ragged }) => {
    const [x, head] = [matrix(3, 4), matrix(3, 2)];
    expect(mergeHeads(ops.splitHeads(x, 2))).toBeClose(x, EXACT);
    for (const other of [matrix(2, 2), matrix(4, 2), matrix(3, 1), [...matrix(2, 2), [1]]]) {
      expect(mergeHeads([head, other])).toThrow(RangeError);
      expect(mergeHeads([other, head])).toThrow(RangeError);
    }
    const [shorter, longer] = [matrix(2, 2), matrix(4, 2)];
    const equal = Array(10).fill(head);
    expect(mergeHeads([...equal, shorter, longer, head])).toThrow(RangeError);
    expect(mergeHeads([head, head, matrix(3, 1), matrix(3, 3), head])).toThrow(RangeError);
    const odd = ragged(2, 2, 1, 3, 2);
    expect(mergeHeads([matrix(5, 2), odd, matrix(5, 2)])).toThrow(RangeError);
    expect(mergeHeads([odd, odd])).toThrow(RangeError);
  });
});
