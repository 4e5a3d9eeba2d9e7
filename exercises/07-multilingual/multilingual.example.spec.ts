/** Visible examples of exercise 07, small enough to check by hand. The hidden specs ask for more. */
import { alignTokens, crossLingualMass, fertility, headEntropy, wordPiece } from './multilingual';

const vocab = ['un', 'unhap', '##happi', '##p', '##ness', 'ness', 'язык', '##ами', '𝒳', '##\u0301'];

describe('wordPiece', () => {
  test('takes the longest piece first and marks those that go on with ##', () => {
    expect(wordPiece('unhappy', ['un', '##h', '##happy', 'happy'])).toEqual(['un', '##happy']);
    expect(wordPiece('языками', vocab)).toEqual(['язык', '##ами']);
  });

  test('never takes a piece back: unhap fits, and then nothing does', () => {
    expect(wordPiece('unhappiness', vocab)).toEqual(['[UNK]']);
    expect(wordPiece('unhapp', vocab)).toEqual(['unhap', '##p']);
  });

  test('keeps nothing of a word that has an unknown part', () => {
    expect(wordPiece('unless', vocab, '<unk>')).toEqual(['<unk>']);
  });

  test('goes by code point: 𝒳 is one, an accent that joins it is another', () => {
    expect(wordPiece('𝒳\u0301', vocab)).toEqual(['𝒳', '##\u0301']);
  });
});

describe('fertility', () => {
  test('is pieces per word', () => {
    // 2 + 1 + 2 pieces, three words
    expect(fertility(['языками', 'un', 'unhapp'], vocab)).toBeClose(5 / 3);
  });
});

describe('headEntropy', () => {
  test('is 0 for one token, log₂ T for all alike, for each head', () => {
    const sharp = [
      [0, 1],
      [1, 0],
    ];
    const even = [
      [0.5, 0.5],
      [0.5, 0.5],
    ];
    expect(headEntropy([sharp, even])).toBeClose([0, 1]);
  });

  test('is the mean over the rows', () => {
    const map = [
      [0.5, 0.25, 0.25],
      [0, 1, 0],
      [0.5, 0, 0.5],
    ];
    // 1.5, 0 and 1 bits
    expect(headEntropy([map])).toBeClose([2.5 / 3]);
  });
});

describe('alignTokens', () => {
  const b = [
    [10, 10],
    [0, 1],
    [1, 0],
    [0, 1],
  ];

  test('finds the row that points most nearly the same way, however short', () => {
    expect(alignTokens([[5, 0]], b)).toBeClose([2]);
  });

  test('takes the first of several that are equally near', () => {
    expect(alignTokens([[0, 3]], b)).toBeClose([1]);
  });

  test('refuses rows of different widths', () => {
    expect(() => alignTokens([[1, 2, 3]], b)).toThrow(RangeError);
  });
});

describe('crossLingualMass', () => {
  const weights = [
    [0.5, 0.25, 0.25],
    [0.25, 0.25, 0.5],
    [1, 0, 0],
  ];

  test('is what goes to another segment, a mean over the rows', () => {
    // 1/4 and 1/2 to the third token, and all of the third row
    expect(crossLingualMass(weights, [0, 0, 1])).toBeClose(1.75 / 3);
  });

  test('refuses a map that does not fit the segments', () => {
    expect(() => crossLingualMass(weights, [0, 1])).toThrow(RangeError);
  });
});
