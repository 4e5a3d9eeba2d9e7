/** What every right splitting and merging has, apart from its numbers. */
import { EXACT } from '../judging/close';
import { hasShape } from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };

export default spec('03-split-heads', ({ splitHeads, mergeHeads }, { test, expect }) => {
  test('gives heads, positions and columns, in this order', free, ({ matrix }) => {
    expect(splitHeads(matrix(5, 6), 2)).toSatisfy(hasShape([2, 5, 3]));
    expect(splitHeads(matrix(2, 8), 4)).toSatisfy(hasShape([4, 2, 2]));
    expect(splitHeads(matrix(11, 12), 12)).toSatisfy(hasShape([12, 11, 1]));
    expect(splitHeads(matrix(11, 12), 1)).toSatisfy(hasShape([1, 11, 12]));
  });

  test('is undone by merging', free, ({ matrix }) => {
    const [wide, long] = [matrix(3, 8), matrix(7, 6)];
    expect(mergeHeads(splitHeads(wide, 4))).toBeClose(wide, EXACT);
    expect(mergeHeads(splitHeads(long, 3))).toBeClose(long, EXACT);
  });

  test('is undone by splitting', free, ({ matrix }) => {
    const heads = [matrix(4, 3), matrix(4, 3)];
    expect(splitHeads(mergeHeads(heads), 2)).toBeClose(heads, EXACT);
  });

  test('gives each head columns that stand side by side', free, () => {
    const rows = [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ];
    expect(splitHeads(rows, 4)).toBeClose(
      [
        [[1], [5]],
        [[2], [6]],
        [[3], [7]],
        [[4], [8]],
      ],
      EXACT,
    );
    expect(
      mergeHeads([
        [
          [1, 2],
          [5, 6],
        ],
        [
          [3, 4],
          [7, 8],
        ],
      ]),
    ).toBeClose(rows, EXACT);
  });

  test('gives answers of its own: a second one leaves the first as it was', free, ({ matrix }) => {
    expect(splitHeads(matrix(3, 4), 2)).toOutlast(splitHeads(matrix(3, 4), 2));
    expect(mergeHeads([matrix(2, 3)])).toOutlast(mergeHeads([matrix(2, 3)]));
  });

  test('does not change what it is given', free, ({ matrix }) => {
    expect(splitHeads(matrix(3, 4), 2)).toLeaveItsArgumentsAlone();
    expect(mergeHeads([matrix(2, 3), matrix(2, 3)])).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where nHeads does not divide dModel', free, ({ matrix }) => {
    for (const nHeads of [4, 0, -2, 1.5, Number.NaN]) {
      expect(splitHeads(matrix(2, 6), nHeads)).toThrow(RangeError);
    }
  });

  test('throws a RangeError where rows or heads differ in size', free, ({ matrix }) => {
    expect(
      splitHeads(
        [
          [1, 2],
          [3, 4, 5, 6],
          [7, 8, 9],
        ],
        1,
      ),
    ).toThrow(RangeError);
    expect(
      splitHeads(
        [
          [1, 2, 3, 4],
          [5, 6],
        ],
        2,
      ),
    ).toThrow(RangeError);
    expect(mergeHeads([matrix(2, 3), matrix(2, 2)])).toThrow(RangeError);
    expect(mergeHeads([matrix(2, 3), matrix(3, 3)])).toThrow(RangeError);
    expect(mergeHeads([matrix(2, 2), [[1], [2, 3, 4]]])).toThrow(RangeError);
  });
});
