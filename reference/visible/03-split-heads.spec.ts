/** What every right splitting and merging has, apart from its numbers. */
import { EXACT } from '../judging/close';
import { hasShape } from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };

export default spec('03-split-heads', ({ splitHeads, mergeHeads }, { test, expect }) => {
  test('gives heads, positions and columns, in this order', free, ({ matrix }) => {
    expect(splitHeads(matrix(5, 6), 2)).toSatisfy(hasShape([2, 5, 3]));
    expect(splitHeads(matrix(2, 8), 4)).toSatisfy(hasShape([4, 2, 2]));
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

  test('does not change what it is given', free, ({ matrix }) => {
    expect(splitHeads(matrix(3, 4), 2)).toLeaveItsArgumentsAlone();
    expect(mergeHeads([matrix(2, 3), matrix(2, 3)])).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where nHeads does not divide dModel', free, ({ matrix }) => {
    expect(splitHeads(matrix(2, 6), 4)).toThrow(RangeError);
  });
});
