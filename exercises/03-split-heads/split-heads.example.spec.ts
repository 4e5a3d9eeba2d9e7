/**
 * Visible examples of exercise 03. Every number says where it lives: hundreds are its row, ones its
 * column. The hidden specs ask for more.
 */
import { mergeHeads, splitHeads } from './split-heads';

const x = [
  [100, 101, 102, 103, 104, 105],
  [200, 201, 202, 203, 204, 205],
];

describe('splitHeads', () => {
  test('gives each head its own columns of every row', () => {
    expect(splitHeads(x, 3)).toEqual([
      [
        [100, 101],
        [200, 201],
      ],
      [
        [102, 103],
        [202, 203],
      ],
      [
        [104, 105],
        [204, 205],
      ],
    ]);
  });

  test('makes fewer heads wider', () => {
    expect(splitHeads(x, 2)[1]).toEqual([
      [103, 104, 105],
      [203, 204, 205],
    ]);
  });

  test('leaves the matrix whole for one head', () => {
    expect(splitHeads(x, 1)).toEqual([x]);
  });

  test('refuses a number of heads that does not divide the columns', () => {
    expect(() => splitHeads(x, 4)).toThrow(RangeError);
  });
});

describe('mergeHeads', () => {
  test('puts the heads of each position side by side', () => {
    const heads = [
      [[100], [200], [300]],
      [[101], [201], [301]],
    ];
    expect(mergeHeads(heads)).toEqual([
      [100, 101],
      [200, 201],
      [300, 301],
    ]);
  });

  test('undoes a split', () => {
    expect(mergeHeads(splitHeads(x, 3))).toEqual(x);
  });

  test('refuses heads of different shapes', () => {
    expect(() => mergeHeads([[[1, 2]], [[3]]])).toThrow(RangeError);
  });
});
