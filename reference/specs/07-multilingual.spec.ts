/** Hidden spec of exercise 07: pieces of words in many scripts, and three ways to read a map. */
//! kata-hidden-21b2f5b562b3: never handed to students.
import * as fc from 'fast-check';
import { EXACT, POINTWISE } from '../judging/close';
import { anyMaps, matrices, reorder, sizes, uneven } from '../judging/inputs';
import { choosesTheMostSimilar, spells } from '../judging/properties';
import { spec } from '../judging/spec';
import { anyCut, cuts } from '../judging/words';
import * as ops from '../oracle/ops';
import { wordPiece as piecesOf, fertility as piecesPerWord } from '../oracle/wordpiece';

/** Two lists of embeddings of one width. */
const anyTexts = (largest: number) =>
  fc
    .record({ n: sizes(3, largest), m: sizes(4, largest), d: sizes(3, largest) })
    .chain(({ n, m, d }) => fc.record({ a: matrices(n, d), b: matrices(m, d) }));

/** A map `[T, T]` whose weights halve from one to the next, down to 2⁻¹⁴; each row begins elsewhere. */
function halvings(T: number): number[][] {
  const tiny = 2 ** -14;
  const row = [...Array(T - 4).keys()].map((k) => 2 ** -(k + 1));
  const rest = 2 ** -(T - 4) - 3 * tiny;
  const all = [...row, rest, tiny, tiny, tiny];
  return all.map((_, i) => [...all.slice(i), ...all.slice(0, i)]);
}

/** Row i is 4ⁱ times as long. */
const stretch = (rows: number[][]): number[][] =>
  rows.map((row, i) => row.map((value) => value * 4 ** i));

export default spec('07-multilingual', (functions, { test, property, expect }) => {
  const { wordPiece, fertility, headEntropy, alignTokens, crossLingualMass } = functions;

  test('takes the longest piece first and marks what goes on with ##', { points: 1 }, (given) => {
    const vocab = ['t', 'to', 'token', '##i', '##is', '##ise', '##ised', 'ised', '##d', '##e'];
    expect(wordPiece('tokenised', vocab)).toBeClose(['token', '##ised'], EXACT);
    expect(wordPiece('tot', [...vocab, '##t'])).toBeClose(['to', '##t'], EXACT);
    // However long the word and its pieces, and however many.
    const [piece, letters] = ['token'.repeat(20), [...'abcdefghijklmn'].slice(0, given.size())];
    const tails = letters.map((letter) => `##${letter}`);
    const long = wordPiece(piece + letters.join(''), ['token', '##token', piece, ...tails]);
    expect(long).toBeClose([piece, ...tails], EXACT);
    // The same word under another vocabulary, where a piece may be as long as the word.
    const whole = wordPiece('tokenised', ['t', 'tokenised', ...vocab]);
    expect(whole).toBeClose(['tokenised'], EXACT);
    const names = ['con', 'constr', '##structor', '##uctor', '##.+', '##.'];
    expect(wordPiece('constructor.+', names)).toBeClose(['constr', '##uctor', '##.+'], EXACT);
  });

  test('cuts words of many scripts as Hugging Face does', { points: 1 }, () => {
    for (const { word, vocab } of Object.values(cuts)) {
      expect(wordPiece(word, vocab)).toBeClose(piecesOf(word, vocab), EXACT);
    }
  });

  // The second could be cut as a + ##bc, which is not greedy.
  test('gives [unknown] alone when any part has no match', { points: 1 }, () => {
    const vocab = ['a', 'ab', '##b', '##bc', '##d', 'd', '[UNK]'];
    expect(wordPiece('abd', vocab)).toBeClose(['ab', '##d'], EXACT);
    for (const word of ['abc', 'abdx']) {
      expect(wordPiece(word, vocab)).toBeClose(['[UNK]'], EXACT);
    }
    expect(wordPiece('dx', vocab, '<unk>')).toBeClose(['<unk>'], EXACT);
    // Neither letters of another case nor blanks are what they resemble.
    for (const word of ['Ab', ' ab', 'ab ']) {
      expect(wordPiece(word, vocab)).toBeClose(['[UNK]'], EXACT);
    }
  });

  test('cuts between code points, never inside of one', { points: 1 }, () => {
    expect(wordPiece('𝒳𝒴', ['𝒳', '##𝒴'])).toBeClose(['𝒳', '##𝒴'], EXACT);
    // Two halves of one code point, which are no pieces of it.
    expect(wordPiece('𝒳', ['\ud835', '##\udcb3'])).toBeClose(['[UNK]'], EXACT);
  });

  property('gives pieces that spell the word', { points: 1 }, anyCut, ({ word, vocab }) => {
    const pieces = wordPiece(word, vocab);
    expect(pieces).toSatisfy(spells(word));
    expect(pieces).toBeClose(piecesOf(word, vocab), EXACT);
  });

  test('divides the pieces of all words by the words', { points: 1 }, (given) => {
    const vocab = ['multi', '##ling', '##ual', 'text'];
    const first = ['multilingual', 'text', 'multilingual', 'text', 'texts'];
    const words = [...first, ...Array(given.size() - first.length).fill('text')];
    const n = words.length;
    expect(fertility(words, vocab)).toBeClose((n + 4) / n, POINTWISE);
    expect(fertility(words.slice(0, 2), vocab)).toBeClose(4 / 2, POINTWISE);
    expect(fertility(words, [...vocab, '##s'])).toBeClose((n + 5) / n, POINTWISE);
    expect(fertility(['a'.repeat(31)], ['a', '##a'])).toBeClose(31, POINTWISE);
  });

  test('measures each head in bits, where a weight of 0 adds nothing', { points: 1 }, (given) => {
    const sharp = [
      [0, 1, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ];
    const even = sharp.map((row) => row.map(() => 0.25));
    const mixed = [
      [0.5, 0.25, 0.25, 0],
      [0.5, 0.5, 0, 0],
      [0.25, 0.25, 0.25, 0.25],
      [0, 0.5, 0, 0.5],
    ];
    expect(headEntropy([mixed, sharp, even])).toBeClose([5.5 / 4, 0, 2], POINTWISE);
    // Each weight counts, however small it is, in however many heads.
    const [small, many] = [halvings(given.size()), ops.softmax(given.matrix(given.size(), 2))];
    const heads = many.map((row) => [row, [0.5, 0.5]]);
    const uneven = [...small, small.map((_, i) => Number(i === 3))];
    expect(headEntropy([uneven])).toBeClose(ops.headEntropy([uneven]), POINTWISE);
    expect(headEntropy(heads)).toBeClose(ops.headEntropy(heads), POINTWISE);
  });

  property('gives each head its own entropy', { points: 1 }, anyMaps, ({ logits, order }) => {
    const weights = ops.softmax(logits);
    const reordered = weights.map((map) => reorder(map, order).map((row) => reorder(row, order)));
    expect(headEntropy(reordered)).toBeClose(ops.headEntropy(weights), POINTWISE);
  });

  property('aligns by direction and not by length', { points: 1 }, anyTexts, ({ a, b }) => {
    const similarity = ops.cosineSim(a, b);
    expect(alignTokens(stretch(a), stretch(b))).toSatisfy(choosesTheMostSimilar(similarity));
  });

  test('aligns with the first of several that are equally near', { points: 1 }, (given) => {
    const b = [
      [0, -5],
      [3, 4],
      [4, 3],
      [3, 4],
      [4, 3],
      [40, 0],
    ];
    const a = [
      [8, 6],
      [6, 8],
      [1, -9],
    ];
    expect(alignTokens(a, b)).toBeClose([2, 1, 0], EXACT);
    expect(alignTokens(b, a)).toBeClose([2, 1, 0, 1, 0, 0], EXACT);
    // Nothing points the same way.
    const away = [
      [-3, -1],
      [-2, 1],
      [-1, -2],
      [-3, 1],
    ];
    expect(alignTokens([[2, 0.5]], away)).toBeClose([2], EXACT);
    // The last one finds the last one, in however many rows and columns.
    const { matrix, size } = given;
    const [n, d] = [size(), size()];
    const [long, other] = [matrix(n - 1, 2), matrix(n - 1, 2)].map((rows) => [
      ...rows.map((row) => [...row, -1]),
      [0, 0, 7],
    ]) as [number[][], number[][]];
    const aligned = alignTokens(long, other);
    expect(aligned).toSatisfy(choosesTheMostSimilar(ops.cosineSim(long, other)));
    const wide = (last: number) => [...Array(d - 1).fill(0), last];
    const wideOnes = [wide(-3), matrix(1, d)[0] ?? [], wide(2)];
    expect(alignTokens([wide(1), wide(-1)], wideOnes)).toBeClose([2, 0], EXACT);
  });

  test('adds up what goes to another segment, a mean over the rows', { points: 1 }, (given) => {
    const weights = [
      [0.5, 0.5, 0, 0],
      [0, 0.25, 0.25, 0.5],
      [0.25, 0.75, 0, 0],
      [0.5, 0.25, 0.25, 0],
    ];
    expect(crossLingualMass(weights, [0, 0, 1, 1])).toBeClose(2.5 / 4, POINTWISE);
    // Numbers of any kind name segments, and each weight counts, however small it is.
    const small = halvings(given.size());
    const segments = small.map((_, i) => [-2, -1, 3, 2, 10.5, -2][i % 6] ?? 0);
    const expected = ops.crossLingualMass(small, segments);
    expect(crossLingualMass(small, segments)).toBeClose(expected, POINTWISE);
  });

  property(
    'counts any number of segments',
    { points: 1 },
    anyMaps,
    ({ logits, segments, order }) => {
      const [weights = []] = ops.softmax(logits);
      const reordered = reorder(weights, order).map((row) => reorder(row, order));
      const expected = ops.crossLingualMass(weights, segments);
      expect(crossLingualMass(reordered, reorder(segments, order))).toBeClose(expected, POINTWISE);
    },
  );

  test('leaves its arguments as they were, and what it has answered', { points: 1 }, (given) => {
    const { matrix } = given;
    const { word, vocab } = cuts.Georgian;
    const [map, segments] = [ops.softmax(matrix(3, 3)), [0, 1, 1]];
    const [a, b] = [
      [
        [1, 0],
        [0, 1],
        [1, 0],
      ],
      [
        [0, 2],
        [3, 0],
      ],
    ];
    const pieces = wordPiece(word, vocab);
    const perWord = fertility([word, 'ენ'], vocab);
    const entropy = headEntropy([map, map]);
    const aligned = alignTokens(a, b);
    const mass = crossLingualMass(map, segments);
    expect(pieces).toOutlast(wordPiece('ენისთვის', vocab));
    expect(entropy).toOutlast(headEntropy([[[0.5, 0.5]], [[1, 0]]]));
    expect(aligned).toOutlast(alignTokens([...b, ...a.slice(1, 2)], b));
    for (const answer of [pieces, perWord, entropy, aligned, mass]) {
      expect(answer).toLeaveItsArgumentsAlone();
    }
    expect(pieces).toBeClose(piecesOf(word, vocab), EXACT);
    expect(perWord).toBeClose(piecesPerWord([word, 'ენ'], vocab), POINTWISE);
    expect(entropy).toBeClose(ops.headEntropy([map, map]), POINTWISE);
    expect(aligned).toSatisfy(choosesTheMostSimilar(ops.cosineSim(a, b)));
    expect(mass).toBeClose(ops.crossLingualMass(map, segments), POINTWISE);
  });

  test('refuses widths that differ and maps that do not fit', { points: 1 }, (given) => {
    const { matrix, ragged } = given;
    const [a, b] = [matrix(3, 4), matrix(2, 4)];
    expect(alignTokens(a, b)).toSatisfy(choosesTheMostSimilar(ops.cosineSim(a, b)));
    // What only the first, the last or the number of entries tells is right in these.
    const odd = ragged(4, 4, 3, 5, 4);
    expect(alignTokens(odd, b)).toThrow(RangeError);
    expect(alignTokens(a, odd)).toThrow(RangeError);
    expect(crossLingualMass(odd, [0, 1, 1, 0])).toThrow(RangeError);
    expect(crossLingualMass(ragged(...uneven(13)), Array(13).fill(1))).toThrow(RangeError);
    const map = ops.softmax(matrix(3, 3));
    const mass = crossLingualMass(map, [0, 1, 1]);
    expect(mass).toBeClose(ops.crossLingualMass(map, [0, 1, 1]), POINTWISE);
    for (const segments of [
      [0, 1],
      [0, 1, 1, 0],
    ]) {
      expect(crossLingualMass(map, segments)).toThrow(RangeError);
    }
    for (const wrongMap of [matrix(3, 4), matrix(2, 3)]) {
      expect(crossLingualMass(wrongMap, [0, 1, 1])).toThrow(RangeError);
    }
  });
});
