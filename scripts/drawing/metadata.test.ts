import { crc32 } from 'node:zlib';
import { addTexts } from './metadata';

/** The smallest PNG: one grey pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** `[type, data]` of each chunk; throws where a checksum is wrong. */
function chunksOf(file: Buffer): [string, Buffer][] {
  const chunks: [string, Buffer][] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== file.readUInt32BE(at + 8 + length)) throw new Error(`checksum at ${at}`);
    chunks.push([body.toString('latin1', 0, 4), body.subarray(4)]);
    at += 12 + length;
  }
  return chunks;
}

test('adds texts in any script after the header and leaves the rest alone', () => {
  const file = Buffer.from(addTexts(png, { Title: 'Attention', Description: 'собака 狗 كلب 🐕' }));
  const chunks = chunksOf(file);
  expect(chunks.map(([type]) => type)).toEqual(['IHDR', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
  const texts = chunks.filter(([type]) => type === 'iTXt').map(([, data]) => data.toString('utf8'));
  expect(texts).toEqual(['Title\0\0\0\0\0Attention', 'Description\0\0\0\0\0собака 狗 كلب 🐕']);
  expect(chunks.filter(([type]) => type !== 'iTXt')).toEqual(chunksOf(png));
});
