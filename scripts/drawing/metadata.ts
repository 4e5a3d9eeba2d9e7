/**
 * Words inside a PNG file, for search and for people who cannot see the picture: international text
 * chunks (iTXt, PNG specification section 11.3.3.4), uncompressed, placed right after the header.
 */
import { crc32 } from 'node:zlib';

/** Signature 8, then the header chunk: length 4, type 4, data 13, checksum 4. */
const HEADER_END = 33;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** Keyword, no compression (two zeros), no language, no translated keyword, text in UTF-8. */
const textChunk = (keyword: string, text: string): Buffer =>
  chunk('iTXt', Buffer.from(`${keyword}\0\0\0\0\0${text}`, 'utf8'));

/** A PNG file with texts by keyword (`Title`, `Description`, `Software` …) added. */
export function addTexts(png: Buffer, texts: Record<string, string>): Buffer {
  const chunks = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  return Buffer.concat([png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END)]);
}
