/** The pieces that a failure is explained by: the example's statement and call, the file, the prints. */
import { findExercise, type Slug } from '../../exercises/catalog';
import { toBeClose } from '../../reference/judging/close';
import { type ReadCode, showExcerpt, splitPlace } from './excerpt';
import { isJudged, sayJudged } from './matchers';
import { createNotes } from './notes';
import { printedHere, summarisePrinted } from './printed';
import { statementAt } from './statement';
import { findUnawaited } from './unawaited';

const exerciseOf = (slug: Slug) => {
  const exercise = findExercise(slug);
  if (!exercise) throw new Error(`no exercise ${slug}`);
  return exercise;
};

describe('the statement of an expectation', () => {
  const example = `test('a', () => {
  const x = [
    [1, 2],
    [3, 4],
  ];
  // by hand
  expect(
    f(x, 0), // down the columns
  ).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(f({ a: 1 })).toBe(2);
  expect(attend(x)).toBeClose({
    weights: [[1]],
    output: [x],
  });
});`;

  test.each([
    [7, 'expect(f(x, 0)).toEqual([[1, 2], [3, 4]]);'],
    [9, 'expect(f(x, 0)).toEqual([[1, 2], [3, 4]]);'],
    [13, 'expect(f({ a: 1 })).toBe(2);'],
    [14, 'expect(attend(x)).toBeClose({ weights: [[1]], output: [x] });'],
    [3, 'const x = [[1, 2], [3, 4]];'],
    [99, null],
  ])('of line %i is %p', (line, statement) => {
    expect(statementAt(example, line)).toBe(statement);
  });
});

describe('the excerpt of a file', () => {
  const source = 'export const a = 1;\n\tconst b = f(a;\nexport const c = 3;\n';
  const exercise = exerciseOf('01-softmax');

  test('shows a line between its neighbours, with a caret under the column', () => {
    expect(showExcerpt(source, { exercise, line: 2, column: 16 }, '', 40)).toEqual([
      '  1 | export const a = 1;',
      '> 2 |   const b = f(a;',
      '    |                ^',
      '  3 | export const c = 3;',
    ]);
  });

  test.each([
    ["TypeError: Cannot read properties of undefined (reading 'length')", 'x.length', 2],
    ['TypeError: weights.map is not a function', 'return weights.map(f)', 8],
    ['ReferenceError: dK is not defined', 'y / dK', 5],
    ['ReferenceError: dK is not defined', 'dK * dK', null],
    ['Error: mine', 'throw mine', null],
  ])('finds what %p names in %p', (says, line, column) => {
    const rows = showExcerpt(line, { exercise, line: 1, column: null }, says, 60);
    expect(rows[1]?.indexOf('^') ?? null).toBe(column === null ? null : column + 5);
  });

  test('fits the room, keeps a caret far to the right in sight and shows that a line goes on', () => {
    const long = `${'a'.repeat(80)}!${'b'.repeat(80)}`;
    const rows = showExcerpt(long, { exercise, line: 1, column: 81 }, '', 47);
    expect(rows.every((row) => row.length <= 47)).toBe(true);
    expect(rows[0]?.[rows[1]?.indexOf('^') ?? -1]).toBe('!');
    expect(rows[0]).toMatch(/…$/);
  });

  test('is of the place that an error names', () => {
    expect(splitPlace("01-softmax/softmax.ts: ')' expected. (3:37)")).toEqual({
      says: "')' expected.",
      place: { exercise, line: 3, column: 37 },
    });
    expect(splitPlace('threw TypeError: no (softmax.ts:2)')).toEqual({
      says: 'threw TypeError: no',
      place: { exercise, line: 2, column: null },
    });
    expect(splitPlace('threw TypeError: no (elsewhere.ts:2)').place).toBeNull();
    expect(splitPlace('softmax did not return within 2 s').place).toBeNull();
  });
});

describe('a Promise that is used as an answer', () => {
  const own = exerciseOf('04-single-head');
  const reading =
    (text: string, softmax = 'export const softmax = (x: number[]) => x;'): ReadCode =>
    ({ slug }) =>
      slug === own.slug ? text : slug === '01-softmax' ? softmax : null;
  const soften = 'async function soften(x: number[]) { return x; }\n';
  const asynchronous = 'export async function softmax(x: number[]) { return x; }';
  const imports = "import { softmax } from '../01-softmax/softmax';\n";

  test('is found by the call that does not wait for it', () => {
    expect(findUnawaited(own, reading(`${soften}const w = soften([1]);`))).toEqual({
      name: 'soften',
      line: 2,
    });
  });

  test('is found where what is returned is made of it', () => {
    const code = `${soften}export const f = (x) => {\n  return soften(g(x)).map(h);\n};`;
    expect(findUnawaited(own, reading(code))).toEqual({ name: 'soften', line: 3 });
  });

  test('is found where an exercise imports an async function', () => {
    const code = `${imports}// softmax(scores)\nconst w = softmax([1]);`;
    expect(findUnawaited(own, reading(code, asynchronous))).toEqual({ name: 'softmax', line: 3 });
    expect(findUnawaited(own, reading(code))).toBeNull();
  });

  test.each([
    `${soften}const w = await soften([1]);`,
    `${soften}export async function f() { return soften([1]); }`,
    `${soften}export const f = () => Promise.all([[1]].map((row) => soften(row)));`,
    `${soften}export const f = () => soften([1]).then((w) => w);`,
    `${soften}// soften([1]) is async`,
    `${soften}const w = my.soften([1]);`,
  ])('is none in %j', (code) => {
    expect(findUnawaited(own, reading(code))).toBeNull();
  });
});

describe('what a matcher says', () => {
  expect.extend({ toBeClose });
  const saidBy = (assertion: () => void): string => {
    try {
      assertion();
    } catch (error) {
      if (isJudged(error)) return sayJudged(error);
    }
    throw new Error('nothing was said');
  };

  test('of arrays is the first number that differs', () => {
    expect(saidBy(() => expect([[1, 2]]).toEqual([[1, 3]]))).toBe(
      '1 of 2 numbers is off\n[0][1]  got 2, expected 3 (off by 1, allowed 0)',
    );
    expect(saidBy(() => expect([1, 2]).toEqual([[1, 2]]))).toMatch(/^expected shape \[1, 2\], got/);
    expect(saidBy(() => expect(['a', 'b']).toEqual(['a', 'c']))).toBe('[1]: expected "c", got "b"');
    expect(saidBy(() => expect(1).toBe(2))).toMatch(/got 1, expected 2/);
    expect(saidBy(() => expect([1]).toBeClose([2]))).toMatch(/^the number is off\n\[0\] {2}got 1/);
  });

  test('of an error is what was thrown instead', () => {
    const thrown = (error: Error) => () => {
      throw error;
    };
    expect(saidBy(() => expect(() => 1).toThrow(RangeError))).toBe(
      'expected a RangeError, got an answer',
    );
    expect(saidBy(() => expect(thrown(new TypeError('no'))).toThrow(RangeError))).toBe(
      'expected a RangeError, got a TypeError: "no"',
    );
  });

  test('of any other matcher is what Jest says, without its signature', () => {
    expect(saidBy(() => expect([1, 2]).toHaveLength(3))).toMatch(/^Expected length: 3\nReceived/);
    expect(saidBy(() => expect(1).not.toBe(1))).toBe('Expected: not 1');
  });
});

describe('the calls of an example', () => {
  const split = (x: unknown) => [x, x];
  const merge = (parts: unknown) => parts;

  test('are noted with their arguments, an earlier answer as that call', () => {
    const notes = createNotes();
    notes.begin();
    notes.note('merge', merge)(notes.note('split', split)([[1, Number.NaN]]), 3);
    expect(notes.calls()).toEqual([
      { name: 'split', args: [{ data: [[1, { $: 'NaN' }]] }] },
      { name: 'merge', args: [{ answerOf: 0 }, { data: 3 }] },
    ]);
  });

  test('begin anew with each example, and keep who changed an argument', () => {
    const notes = createNotes();
    notes.begin();
    notes.note('split', (x) => (x as number[]).splice(0, 1))([1, 2]);
    expect(notes.calls()).toEqual([{ name: 'split', args: [{ data: [1, 2] }] }]);
    expect(notes.returned()).toEqual([1]);
    notes.begin();
    notes.note('merge', merge)([3]);
    expect(notes.calls()).toHaveLength(1);
    expect(notes.spoiler()).toBe('split');
  });
});

describe('what was printed', () => {
  const tenOf = { lines: Array.from({ length: 10 }, (_, i) => `line ${i}`), count: 2_000 };

  test.each([
    [tenOf, 2_040, 5, '… 1995 more lines; other calls printed 40 lines'],
    [{ lines: ['a'], count: 1 }, 1, 1, null],
    [{ lines: ['a'], count: 1 }, 2, 1, 'other calls printed 1 line'],
    [{ lines: [], count: 0 }, 3, 0, 'nothing by this call; others printed 3 lines'],
    [{ lines: [], count: 0 }, 0, 0, null],
  ])('is that of one call: %#', (own, all, count, says) => {
    const { shown, leftOut } = summarisePrinted(printedHere(own, { lines: [], count: all }));
    expect(shown).toHaveLength(count);
    expect(leftOut).toBe(says);
  });
});
