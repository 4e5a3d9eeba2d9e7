/**
 * Bytes that a person handed in, as text. Editors write UTF-8, Windows sometimes UTF-16, and old
 * files have single bytes of Latin-1 in a comment, which change no answer.
 */

/** The text, with a sentence where it was not plain UTF-8; or why there is none. */
export type Read = { text: string; note: string | null } | { rejected: string };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function decode(bytes: Buffer, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The share of NULs among the bytes at even (0) or odd (1) places. */
function nulShare(bytes: Buffer, place: 0 | 1): number {
  let count = 0;
  for (let i = place; i < bytes.length; i += 2) if (bytes[i] === 0) count += 1;
  return (2 * count) / bytes.length;
}

/** Code is mostly ASCII, whose every second byte is NUL in UTF-16. */
const MOSTLY = 0.5;

/** Which UTF-16 it is, by its mark or by where its NULs are; null for neither. */
function utf16Of(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (!bytes.includes(0)) return null;
  const [even, odd] = [nulShare(bytes, 0), nulShare(bytes, 1)];
  if (odd > MOSTLY && even === 0) return 'utf-16le';
  return even > MOSTLY && odd === 0 ? 'utf-16be' : null;
}

/** Text by its bytes; a NUL character in it means that it is none. */
export function readText(bytes: Buffer): Read {
  const utf16 = utf16Of(bytes);
  const wide = utf16 && decode(bytes, utf16);
  if (wide && !wide.includes('\0'))
    return { text: wide, note: 'it is UTF-16, and was read as that' };
  if (bytes.includes(0)) return { rejected: 'it has a NUL character, so it is no text' };
  const text = decode(bytes, 'utf-8');
  if (text !== null) return { text, note: null };
  return {
    // Not by TextDecoder: what it makes of windows-1252 differs between versions of Node.
    text: bytes.toString('latin1'),
    note: 'it is not valid UTF-8, and was read as Latin-1',
  };
}
