/**
 * Whether the reference for word pieces leaves out what the exercise leaves out, and whether the
 * words it is asked about say something: by cases that can be read.
 */

import { cuts } from '../judging/words';
import { fertility, wordPiece, wordPieces } from './wordpiece';

test('takes the longest piece and never takes it back', () => {
  const vocab = ['a', 'ab', '##b', '##bc', '##cd'];
  expect(wordPieces(['abcd', 'abb', 'abc', 'b'], vocab)).toEqual([
    ['ab', '##cd'],
    ['ab', '##b'],
    ['[UNK]'],
    ['[UNK]'],
  ]);
  expect(wordPiece('b', vocab, '<unk>')).toEqual(['<unk>']);
});

test('neither normalises, nor splits, nor limits the length', () => {
  expect(wordPiece('e\u0301', ['\u00e9', 'e', '##\u0301'])).toEqual(['e', '##\u0301']);
  expect(wordPiece('A b.', ['a', 'A', '## b', '##.'])).toEqual(['A', '## b', '##.']);
  expect(wordPiece('a'.repeat(300), ['a', '##a'])).toHaveLength(300);
});

test('goes by code point', () => {
  expect(wordPiece('𝒳', ['\ud835', '##\udcb3'])).toEqual(['[UNK]']);
});

test('counts pieces per word, an unknown word as one', () => {
  expect(fertility(['ab', 'a', 'x'], ['a', '##b'])).toBe(4 / 3);
});

test.each(Object.entries(cuts))('has a word to cut: %s', (_, { word, vocab }) => {
  const pieces = wordPiece(word, vocab);
  expect(pieces.length).toBeGreaterThan(1);
  expect(vocab.length).toBeGreaterThan(pieces.length);
});
