/** What a learner reads about an answer that is not as expected. */
import { compare, EXACT, mismatch, showCells } from './close';
import type { Data } from './data';
import { explainOddAnswer } from './oddities';

/** All that is said, a line each. */
function linesOn(actual: unknown, expected: Data): string[] {
  const off = mismatch(actual, expected, EXACT);
  return off ? [off.summary, ...showCells(off)] : [];
}

const heads = [
  [[100, 101], [200, 201]], // biome-ignore format: one head a line
  [
    [102, 103],
    [202, 203],
  ],
  [
    [104, 105],
    [204, 205],
  ],
];

describe('a wrong shape', () => {
  test('shows the first number that stands elsewhere', () => {
    const positionsFirst = [0, 1].map((t) => heads.map((head) => head[t]));
    expect(linesOn(positionsFirst, heads)).toEqual([
      'expected shape [3, 2, 2], got shape [2, 3, 2]',
      '[0][1][0]  got 102, expected 200 (off by 98, allowed 0)',
    ]);
  });

  test('says where a level of nesting is missing', () => {
    expect(
      linesOn(
        heads.map((head) => head.flat()),
        heads,
      ),
    ).toEqual([
      'expected shape [3, 2, 2], got shape [3, 4]; expected an array of 2 at [0][0], got a number',
    ]);
  });

  test('says where a level of nesting is too many', () => {
    expect(linesOn([[[1], [2]]], [[1, 2]])).toEqual([
      'expected shape [1, 2], got shape [1, 2, 1]; expected a number at [0][0], got an array',
    ]);
  });

  test('says which row is too short where all that is there is right', () => {
    expect(linesOn([[0], [-1]], [[0, -1]])).toEqual([
      'expected shape [1, 2], got shape [2, 1]; expected 2 entries at [0], got 1',
    ]);
    expect(linesOn([...heads, []], heads)).toEqual([
      'expected shape [3, 2, 2], got shape [4, 2, 2]',
    ]);
  });

  test('says that rows differ in length where the first has the right one', () => {
    expect(linesOn([[1, 2], [3]], [[1, 2], [3, 4]])).toEqual(['expected 2 entries at [1], got 1']); // biome-ignore format: matrices
  });
});

describe('a wrong number', () => {
  test('is counted, and five are shown', () => {
    const zeros = heads.map((head) => head.map((row) => row.map(() => 0)));
    const lines = linesOn(zeros, heads);
    expect(lines[0]).toBe('12 of 12 numbers are off');
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('… 7 more');
  });

  test('that is NaN says what NaN comes of', () => {
    expect(linesOn([Number.NaN, 1], [0, 1])[0]).toMatch(
      /^1 of 2 numbers is off; NaN comes of 0\/0/,
    );
    expect(linesOn([1, 1], [Number.NaN, 1])[0]).toBe('1 of 2 numbers is off');
  });
});

class Attention {
  weights = [[1]];
}

describe('what is no number is called by its name', () => {
  test.each<[unknown, Data, RegExp]>([
    [undefined, [1, 2], /^expected shape \[2\], got undefined: is a return missing/],
    [Promise.resolve([1]), [1], /^expected shape \[1\], got a Promise: await it first$/],
    [
      [[1], Promise.resolve([2])],
      [[1], [2]],
      /^expected an array of 1 at \[1\], got a Promise: await/,
    ],
    [new Map(), [1], /got a Map: give nested arrays/],
    [() => [1], [1], /got a function: was it to be called/],
    [['0.5000'], [0.5], /^expected a number at \[0\], got the text "0.5000": toFixed/],
    [
      [undefined, [2]],
      [[1], [2]],
      /^expected an array of 1 at \[0\], got undefined: was it never filled in/,
    ],
    [[true], [1], /at \[0\], got true or false/],
    [[null], [1], /at \[0\], got null/],
    [
      [[[1]], [[4]]],
      { weights: [[1]], output: [[4]] },
      /^expected an object with weights, output, got shape \[2, 1, 1\]/,
    ],
    [
      { output: [[4]] },
      { weights: [[1]], output: [[4]] },
      /^weights: there is none; got an object with output$/,
    ],
    [
      { weights: Promise.resolve() },
      { weights: [[1]] },
      /^weights: expected shape \[1, 1\], got a Promise/,
    ],
    [new Attention(), [[1]], /got an object of class Attention: give a plain one/],
    [Promise.resolve('a'), 'a', /^expected "a", got a Promise: await/],
    ['b', 'a', /^expected "a", got "b"$/],
  ])('%p', (actual, expected, says) => {
    const { share, off } = compare(actual, expected);
    expect(off?.summary).toMatch(says);
    expect(share).toBe(Infinity);
  });

  test.each([
    ['returned undefined at the top', /^returned undefined: is a return missing/],
    ['returned Promise at weights', /^returned at weights a Promise: await it first$/],
    ['returned Attention at the top', /^returned an object of class Attention: give a plain one/],
    ['returned a hole at [0]', /^left a hole at \[0\]: was it never filled in\?$/],
    ['returned more than 1000000 entries', /^returned more than 1000000 entries$/],
    ['softmax did not return within 2 s', /^softmax did not return within 2 s$/],
  ])('%s', (message, says) => {
    expect(explainOddAnswer(message)).toMatch(says);
  });
});
