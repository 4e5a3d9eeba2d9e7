import { averageOf, mapEntropy, strongestPairs } from './stats';

test('entropy is 0 bits for one key, 1 for two alike, log₂ T for all alike', () => {
  expect(mapEntropy([[0, 1, 0]])).toBe(0);
  expect(mapEntropy([[0.5, 0.5, 0]])).toBe(1);
  expect(mapEntropy([[0.25, 0.25, 0.25, 0.25]])).toBe(2);
  expect(
    mapEntropy([
      [1, 0],
      [0.5, 0.5],
    ]),
  ).toBe(0.5);
});

test('a row that attends to nothing has no entropy', () => {
  expect(mapEntropy([[0, 0]])).toBe(0);
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
