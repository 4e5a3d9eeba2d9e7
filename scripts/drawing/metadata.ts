/**
 * Words inside a PNG file, for search and for people who cannot see the picture: international text
 * chunks (iTXt, PNG specification section 11.3.3.4), uncompressed, placed right after the header.
 * Runs in a browser as well as in Node.
 */

/** What the kit says inside a picture's file, by keyword. */
export interface Texts {
  Title: string;
  Description: string;
  Software: string;
}

/** Signature 8, then the header chunk: length 4, type 4, data 13, checksum 4. */
const HEADER_END = 33;

/** The checksums of single bytes, CRC-32 (PNG specification, annex D). */
const byteChecksums = Array.from({ length: 256 }, (_, byte) => {
  let checksum = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    checksum = checksum & 1 ? 0xedb88320 ^ (checksum >>> 1) : checksum >>> 1;
  }
  return checksum >>> 0;
});

function checksumOf(bytes: Uint8Array): number {
  let checksum = 0xffffffff;
  for (const byte of bytes) {
    checksum = (byteChecksums[(checksum ^ byte) & 0xff] ?? 0) ^ (checksum >>> 8);
  }
  return (checksum ^ 0xffffffff) >>> 0;
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Four bytes, the largest first. */
function bytesOf(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Type, then keyword, no compression (two zeros), no language, no translated keyword, text in UTF-8. */
function textChunk(keyword: string, text: string): Uint8Array {
  const body = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  return joined([bytesOf(body.length - 4), body, bytesOf(checksumOf(body))]);
}

/** A PNG file with texts by keyword (`Title`, `Description`, `Software` …) added. */
export function addTexts(png: Uint8Array, texts: Record<string, string>): Uint8Array<ArrayBuffer> {
  const chunks = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  return joined([png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END)]);
}
