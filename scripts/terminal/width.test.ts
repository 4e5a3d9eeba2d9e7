/** Widths as a terminal gives them, and what is cut, padded and wrapped by them. */
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { startProgress } from './progress';
import { wrap } from './values';
import { keepEnd, keepStart, padEnd, padStart, piecesOf, widthOf } from './width';

const family = '👩‍👩‍👧‍👦';

test.each([
  ['', 0],
  ['attention', 9],
  ['猫喝牛奶', 8],
  ['ｶﾞ｡', 3],
  ['「漢字」', 8],
  [family, 2],
  ['👍🏽', 2],
  ['🇩🇪🇫🇷', 4],
  ['🦓', 2],
  ['✓✗·…░▒▓█→', 9],
  ['e\u0301', 1],
  ['q\u0323\u0307', 1],
  ['한국', 4],
  ['한국'.normalize('NFD'), 4],
  ['बिल्ली', 5],
  ['क्षत्रिय', 6],
  ['แมวดื่มน้ำนม', 9],
  ['القطة', 5],
  ['שָׁלוֹם', 4],
  ['a\u200bb\u2068c\u2069', 3],
  ['\u001b[1mbold\u001b[22m 猫', 7],
])('%j takes %i columns', (text, columns) => expect(widthOf(text)).toBe(columns));

test('each letter and sign up to U+D7FF takes the columns that string-width gives it', () => {
  const codes = Array.from({ length: 0xd800 - 0x20 }, (_, i) => 0x20 + i);
  const others = codes.filter((code) => {
    const letter = String.fromCodePoint(code);
    return widthOf(letter) !== stringWidth(letter.normalize('NFC'));
  });
  expect(others).toEqual([]);
});

test('a text takes as many columns as its characters together', () => {
  const letter = fc.oneof(
    fc.constantFrom(...'aé猫क्षिม้שָاِ한가각ᄀ\u1161\u11a8かが\u3099', family, '\u200d', '\ufe0f', '✓'),
    fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
  );
  const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 12 }), (letters) => {
      const text = letters.join('');
      const each = Array.from(segmenter.segment(text), ({ segment }) => widthOf(segment));
      expect(widthOf(text)).toBe(each.reduce((sum, width) => sum + width, 0));
    }),
    { seed: 19, numRuns: 2_000 },
  );
});

test('pads by columns', () => {
  expect([padEnd('猫', 4), padStart('猫', 4), padEnd('猫猫猫', 4)]).toEqual([
    '猫  ',
    '  猫',
    '猫猫猫',
  ]);
});

test('keeps whole characters at either end', () => {
  expect(keepStart(`猫${family}e\u0301`, 3)).toBe('猫');
  expect(keepStart(`猫${family}e\u0301`, 4)).toBe(`猫${family}`);
  expect(keepStart('猫', 1)).toBe('');
  expect(keepEnd(`猫${family}e\u0301`, 5)).toBe(`猫${family}e\u0301`);
  expect(keepEnd(`猫${family}e\u0301`, 4)).toBe(`…${family}e\u0301`);
  expect(keepEnd(`猫${family}e\u0301`, 3)).toBe('…e\u0301');
});

test('wraps at spaces, and within a word that is too long', () => {
  expect(wrap('猫喝 牛奶 milk', 9)).toEqual(['猫喝 牛奶', 'milk']);
  expect(wrap(`猫喝牛奶${family}`, 5)).toEqual(['猫喝', '牛奶', family]);
  expect(wrap('one\ttwo\nthree', 10)).toEqual(['one  two', 'three']);
  expect(wrap('权重（每行）之和，是 1？', 10)).toEqual(['权重（每', '行）之和，', '是 1？']);
  expect(wrap('', 10)).toEqual(['']);
});

const letters = fc.constantFrom('a', ' ', '猫', family, 'e\u0301', 'क्षि', '🇩🇪', '한', 'ｶ');
const texts = fc.array(letters, { maxLength: 30 }).map((parts) => parts.join(''));

test('no piece and no line is wider than asked for, and nothing is lost', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 3, max: 20 }), (text, width) => {
      const pieces = piecesOf(text, width);
      expect(pieces.join('')).toBe(text);
      const lines = wrap(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of [...pieces, ...lines, keepStart(text, width), keepEnd(text, width)]) {
        expect(widthOf(line)).toBeLessThanOrEqual(width);
      }
    }),
    { seed: 42, numRuns: 500 },
  );
});

test('a line of progress stays on one line of the terminal', () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 60, write: (text: string) => written.push(text) };
  const progress = startProgress('grade', 1, 0, stream);
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1_000);
  progress.step(`猫${family}क्ष`.repeat(20));
  now.mockRestore();
  const line = written.at(-1)?.replace('\r\u001b[K', '') ?? '';
  expect(widthOf(line)).toBeLessThan(60);
  expect(line).toMatch(/猫/);
});
