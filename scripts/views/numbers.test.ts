import { readCount, readVectors } from './numbers';

test('a vector has the name before its last numbers, and one of its own where it has none', () => {
  expect(readVectors('New York 2 −1\n\n3, 4; 猫 0 1e-3')).toEqual([
    { name: 'New York', values: [2, -1] },
    { name: 'v1', values: [3, 4] },
    { name: '猫', values: [0, 0.001] },
  ]);
});

test('more vectors than can be read in a picture are refused', () => {
  const many = Array.from({ length: 13 }, (_, i) => `w${i}x 1 2`).join('\n');
  expect(() => readVectors(many)).toThrow('vectors: at most 12 can be shown, got 13');
});

test.each(['0', '9', '2.5', '1e1', ''])(
  'a count of "%s" is refused where 1 to 8 are asked for',
  (text) => {
    expect(() => readCount(text, 'heads', 1, 8)).toThrow(/^heads: expected/);
  },
);
