/** What every right answer of exercise 07 has: pieces that spell, and maps that are easy to read. */
import { EXACT, POINTWISE } from '../judging/close';
import { hasShape, spells } from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };
const letters = (word: string): string[] =>
  Array.from(word).flatMap((letter) => [letter, `##${letter}`]);

/** Shares of 1, none of them 0. */
const shares = (row: number[]): number[] => {
  const total = row.reduce((sum, value) => sum + value + 3, 0);
  return row.map((value) => (value + 3) / total);
};
const withGap = (row: number[]): number[] => [0, ...shares(row.slice(1))];

/** Pieces that overlap, the short ones first, of which many occur with and without ##. */
const overlapping = ['ab', '##b', 'abc', '##bca', 'ca', '##ab', '##cab', '##Bab', '##Abba', 'bab'];
const longWords = [
  'abcabcababcAbbacab',
  'babcabBabcabbcaab',
  'cabcaBaAbbabcabcb',
  'AbbaabcabBabcaBc',
];
const whole = letters('abcABC');

export default spec('07-multilingual', (functions, { test, expect }) => {
  const { wordPiece, fertility, headEntropy, alignTokens, crossLingualMass } = functions;

  test('gives pieces that spell the word, in any script', free, () => {
    for (const word of ['words', 'слово', 'शब्द', '単語', '👩‍🚀👍']) {
      expect(wordPiece(word, [...letters(word), '##ord'])).toSatisfy(spells(word));
    }
  });

  test('has one unknown piece for a word of which a part is in no piece', free, () => {
    expect(wordPiece('rest?', [...letters('rest'), 're'])).toBeClose(['[UNK]'], EXACT);
  });

  test('spells long words in which pieces overlap, and leaves nothing of them out', free, () => {
    for (const word of longWords) {
      expect(wordPiece(word, [...overlapping, ...whole])).toSatisfy(spells(word));
      expect(wordPiece(`${word}?`, [...overlapping, ...whole])).toBeClose(['[UNK]'], EXACT);
    }
    const faces = Array.from({ length: 12 }, (_, i) => String.fromCodePoint(0x1f600 + i)).join('');
    const halves = faces.split('').flatMap((unit) => [unit, `##${unit}`]);
    expect(wordPiece(faces, halves)).toBeClose(['[UNK]'], EXACT);
  });

  test('is a mean: all words twice have the same fertility', free, () => {
    const words = [...longWords, 'ab?', 'abab', 'c', 'abca', 'cc?', 'babab', 'abcabc', 'Ab'];
    for (let n = 3; n <= 11; n += 1) {
      const some = words.slice(0, n);
      const vocab = [...overlapping, ...whole];
      expect(fertility([...some, ...some], vocab)).toBeClose(fertility(some, vocab), POINTWISE);
    }
  });

  test('counts one piece for a word that the vocabulary has whole', free, () => {
    const words = ['one', 'два', '三'];
    expect(fertility(words, [...words, 'o', '##ne'])).toBeClose(1, EXACT);
  });

  test('measures 0 bits where a head looks at one token, log₂ T where it is even', free, () => {
    const sharp = [
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 1, 0],
      [0, 1, 0, 0],
    ];
    const even = sharp.map(() => [0.25, 0.25, 0.25, 0.25]);
    expect(headEntropy([sharp, even, sharp])).toBeClose([0, 2, 0], POINTWISE);
  });

  test('measures at most log₂ T bits for each head', free, ({ matrix }) => {
    const maps = [5, 4, 7, 3, 6].map((T) => matrix(T, T).map(withGap));
    expect(headEntropy(maps)).toSatisfy((answer) => {
      const beyond = (answer as number[]).findIndex(
        (bits, h) => !(bits >= 0 && bits <= Math.log2((maps[h]?.length ?? 1) - 1) + 1e-6),
      );
      return beyond < 0 ? null : `head ${beyond} has ${(answer as number[])[beyond]} bits`;
    });
  });

  test('measures the same bits in whatever order tokens come', free, ({ matrix }) => {
    for (const T of [3, 4, 5]) {
      const even = [T, T + 1, T + 2].map((size) => matrix(size, size).map(shares));
      const maps = [...even, matrix(T, T).map(withGap)];
      const turned = maps.map((map) => map.map((row) => row.toReversed()).reverse());
      expect(headEntropy(turned)).toBeClose(headEntropy(maps), POINTWISE);
    }
  });

  test('finds each token in a list that it is in', free, ({ matrix }) => {
    const list = [[9, 0, 0], ...matrix(2, 3).map(([y = 0, z = 0]) => [0, y + 3, z - 3])];
    expect(alignTokens([[5, 0, 0]], list)).toBeClose([0], EXACT);
    expect(alignTokens(matrix(4, 3), list)).toSatisfy(hasShape([4]));
  });

  test('goes by directions: neither lengths nor other tokens change a partner', free, () => {
    const long = [
      [-8, 0],
      [20, 20],
      [1, 0.1],
    ];
    const right = [[1, 0]];
    expect(alignTokens(right, long)).toBeClose([2], EXACT);
    expect(alignTokens([...right, [3, 0]], long)).toBeClose([2, 2], EXACT);
    const behind = [-9, -1].map((x) => [x, 1]);
    expect(alignTokens(right, behind)).toBeClose([1], EXACT);
  });

  test('finds the same partners for longer vectors, and the first of equal ones', free, (given) => {
    for (const [n, m] of [[24, 9] as const, [16, 12] as const]) {
      const [left, right] = [given.matrix(n, 3), given.matrix(m, 3)];
      const partners = alignTokens(left, right);
      const longer = right.map((row, j) => row.map((value) => value * 2 ** (j % 4)));
      expect(alignTokens(left, longer)).toBeClose(partners, EXACT);
      expect(alignTokens(left, [...right, ...right])).toBeClose(partners, EXACT);
    }
  });

  test('finds all of it crossing where each looks at the other language', free, () => {
    const swapped = [
      [0, 1],
      [1, 0],
    ];
    expect(crossLingualMass(swapped, [3, 8])).toBeClose(1, POINTWISE);
  });

  test('finds nothing that crosses where there is one language', free, () => {
    const map = [
      [0.5, 0.5],
      [0.25, 0.75],
    ];
    expect(crossLingualMass(map, [7, 7])).toBeClose(0, EXACT);
  });

  test('asks whether segments differ, and not what they are called', free, ({ matrix }) => {
    for (const T of [3, 4, 5, 6, 7, 8]) {
      const map = [...matrix(T, T).map((row) => [...shares(row), 0]), [...Array(T).fill(0), 1]];
      const segments = map.map((_, i) => i % 3);
      const renamed = segments.map((segment) => 7 - 2 * segment);
      expect(crossLingualMass(map, renamed)).toBeClose(crossLingualMass(map, segments), POINTWISE);
    }
  });

  test('counts every word, row, head and token of many', free, ({ matrix }) => {
    const words = [...'abcdefghijk'];
    expect(fertility([...words, 'kk'], [...words, '##k'])).toBeClose(13 / 12, POINTWISE);
    const even = (size: number) => Array(size).fill(Array(size).fill(1 / size));
    expect(headEntropy([even(16)])).toBeClose([4], POINTWISE);
    expect(headEntropy(Array(11).fill(even(2)))).toBeClose(Array(11).fill(1), POINTWISE);
    expect(alignTokens(matrix(11, 2), matrix(3, 2))).toSatisfy(hasShape([11]));
    const crossing = crossLingualMass(even(12), [...Array(11).fill(0), 5]);
    expect(crossing).toBeClose(22 / 144, POINTWISE);
  });

  test('asks each argument each time, and its answers are its own', free, ({ matrix }) => {
    const whole = wordPiece('ab', ['ab', 'a', '##b']);
    expect(whole).toOutlast(wordPiece('ab', ['a', '##b']));
    expect(wordPiece('ab', ['a', '##b'])).toBeClose(['a', '##b'], EXACT);
    expect(fertility(['ab'], ['ab'])).toBeClose(1, EXACT);
    expect(fertility(['ab'], ['a', '##b'])).toBeClose(2, EXACT);
    const entropy = headEntropy([
      [
        [1, 0],
        [0, 1],
      ],
    ]);
    expect(entropy).toOutlast(
      headEntropy([
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ]),
    );
    const aligned = alignTokens(
      [[1, 0]],
      [
        [1, 0],
        [0, 1],
      ],
    );
    expect(aligned).toOutlast(
      alignTokens(
        [[0, 1]],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    );
    expect(aligned).toBeClose([0], EXACT);
    const map = [
      [0.5, 0.5],
      [0.5, 0.5],
    ];
    expect(crossLingualMass(map, [0, 1])).toBeClose(0.5, POINTWISE);
    expect(
      crossLingualMass(
        [
          [1, 0],
          [0, 1],
        ],
        [0, 1],
      ),
    ).toBeClose(0, EXACT);
    expect(alignTokens(matrix(2, 3), matrix(2, 3))).toSatisfy(hasShape([2]));
  });

  test('does not change what it is given', free, ({ matrix }) => {
    expect(wordPiece('ab', ['a', '##b'])).toLeaveItsArgumentsAlone();
    expect(fertility(['ab', 'a'], ['a', '##b'])).toLeaveItsArgumentsAlone();
    expect(headEntropy([[[0.5, 0.5]]])).toLeaveItsArgumentsAlone();
    expect(alignTokens(matrix(2, 3), matrix(3, 3))).toLeaveItsArgumentsAlone();
  });

  test('throws a RangeError where embeddings differ in width', free, ({ matrix }) => {
    expect(alignTokens(matrix(2, 3), matrix(2, 4))).toThrow(RangeError);
    const ragged = [[1, 0], [0], [0, 0, 1]];
    expect(crossLingualMass(ragged, [0, 1, 1])).toThrow(RangeError);
    expect(
      crossLingualMass(
        [
          [1, 0],
          [0, 1],
        ],
        [0, 1, 1],
      ),
    ).toThrow(RangeError);
  });
});
