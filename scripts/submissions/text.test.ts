/** Which bytes are text, and what is said of those that are not plain UTF-8. */
import { readText } from './text';

const code = "// é 田\nexport const softmax = 'ok';\n";
const wide = Buffer.from(code, 'utf16le');
const swapped = Buffer.from(wide).swap16();
const mark = (bytes: number[], rest: Buffer): Buffer => Buffer.concat([Buffer.from(bytes), rest]);

test.each([
  ['UTF-8', Buffer.from(code), null],
  ['UTF-8 with a mark', mark([0xef, 0xbb, 0xbf], Buffer.from(code)), null],
  ['UTF-16 of Windows', mark([0xff, 0xfe], wide), /UTF-16/],
  ['UTF-16 the other way round', mark([0xfe, 0xff], swapped), /UTF-16/],
  ['UTF-16 without a mark', wide, /UTF-16/],
  ['UTF-16 the other way round without a mark', swapped, /UTF-16/],
])('%s is read', (_, bytes, note) => {
  const says = note ? expect.stringMatching(note) : null;
  expect(readText(bytes)).toEqual({ text: code, note: says });
});

test('single bytes of Latin-1 are read as that, and said', () => {
  const bytes = Buffer.from('// caf\u00e9\nexport const softmax = 1;', 'latin1');
  expect(readText(bytes)).toEqual({
    text: '// café\nexport const softmax = 1;',
    note: expect.stringMatching(/Latin-1/),
  });
});

test.each([
  ['a NUL in the middle', Buffer.from('a\0b')],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])],
  ['UTF-16 with a NUL in it', mark([0xff, 0xfe], Buffer.from('a\0b', 'utf16le'))],
  ['half a character of UTF-16', mark([0xff, 0xfe], Buffer.from([0x61, 0, 0x62]))],
])('%s is refused', (_, bytes) => {
  expect(readText(bytes)).toEqual({ rejected: expect.stringMatching(/NUL/) });
});

test('nothing is text, too', () => {
  expect(readText(Buffer.alloc(0))).toEqual({ text: '', note: null });
});
