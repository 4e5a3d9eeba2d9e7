/**
 * Single characters that the vocabulary has whether or not a training sentence has them, so that
 * one's own text is cut to letters rather than lost.
 */

/** Ranges of code points, both ends included. Upper case is left out: the tokenizer lowers it. */
const scripts: Record<string, [from: number, to: number][]> = {
  digits: [[0x30, 0x39]],
  Latin: [
    [0x61, 0x7a],
    [0xdf, 0x17f],
    [0x218, 0x21b],
    [0x1ea0, 0x1ef9],
  ],
  combiningAccents: [
    [0x300, 0x304],
    [0x306, 0x308],
    [0x30a, 0x30c],
    [0x323, 0x323],
    [0x327, 0x328],
  ],
  Greek: [
    [0x390, 0x390],
    [0x3ac, 0x3ce],
  ],
  Cyrillic: [
    [0x430, 0x45f],
    [0x491, 0x491],
  ],
  Arabic: [
    [0x621, 0x63a],
    [0x640, 0x652],
    [0x660, 0x669],
    [0x670, 0x671],
    [0x67e, 0x67e],
    [0x686, 0x686],
    [0x698, 0x698],
    [0x6a9, 0x6a9],
    [0x6af, 0x6af],
    [0x6cc, 0x6cc],
  ],
  Devanagari: [
    [0x900, 0x963],
    [0x966, 0x970],
  ],
};

const punctuation = [
  ...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~«»“”„‘’‚–—…·•¡¿§€£،؛؟۔।॥、。「」『』《》（）！，：；？',
];

const isLower = (character: string): boolean => character.toLowerCase() === character;
const isAssigned = (character: string): boolean => /\p{L}|\p{M}|\p{N}/u.test(character);

function charactersOf(ranges: readonly [number, number][]): string[] {
  const points = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
  );
  // What NFC takes apart never reaches the vocabulary.
  return points.filter((one) => isAssigned(one) && isLower(one) && one.normalize('NFC') === one);
}

/** The 3,755 common characters of GB 2312, its first level, in the standard's order. */
function commonChinese(): string[] {
  const decoder = new TextDecoder('gb18030');
  const rows = Array.from({ length: 0xd8 - 0xb0 }, (_, i) => 0xb0 + i);
  const columns = Array.from({ length: 0xff - 0xa1 }, (_, i) => 0xa1 + i);
  const bytes = rows.flatMap((row) => columns.map((column) => Uint8Array.of(row, column)));
  return bytes.map((pair) => decoder.decode(pair)).filter((one) => /^\p{Script=Han}$/u.test(one));
}

/** Letters stand at the beginning and inside of words; Chinese and punctuation only alone. */
export function fallbackCharacters(): string[] {
  const letters = Object.values(scripts).flatMap(charactersOf);
  return [...letters.flatMap((one) => [one, `##${one}`]), ...punctuation, ...commonChinese()];
}
