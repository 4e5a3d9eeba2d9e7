import { averageOf, isAlmostEven, strongestPairs } from './stats';

test('a map is almost even while little would have to move to make it even', () => {
  const even = [
    [0.25, 0.25, 0.25, 0.25],
    [0.3, 0.2, 0.3, 0.2],
  ];
  expect(isAlmostEven(even)).toBe(true);
  expect(isAlmostEven([...even, [0.5, 0.5, 0, 0]])).toBe(false);
});

test('the strongest pairs come first, in reading order where they tie', () => {
  const map = [
    [0.3, 0.7],
    [0.7, 0.3],
  ];
  expect(strongestPairs(map, 3)).toEqual([
    { row: 0, column: 1, weight: 0.7 },
    { row: 1, column: 0, weight: 0.7 },
    { row: 0, column: 0, weight: 0.3 },
  ]);
});

test('the average is taken cell by cell', () => {
  const [a, b] = [
    [
      [1, 0],
      [0.5, 0.5],
    ],
    [
      [0, 1],
      [0.25, 0.75],
    ],
  ];
  expect(averageOf([a, b])).toEqual([
    [0.5, 0.5],
    [0.375, 0.625],
  ]);
});
