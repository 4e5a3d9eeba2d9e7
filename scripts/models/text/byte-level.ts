/**
 * Pieces of byte-level BPE, as a person reads them. GPT-2 and RoBERTa write each byte of a text as one
 * letter, so that a blank is `Ġ` and `é` is `Ã©`; here they are text again.
 *
 * @see https://github.com/openai/gpt-2/blob/master/src/encoder.py (bytes_to_unicode)
 */
import { isObject, type JsonObject } from '../json';

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Bytes that stand for themselves; the others follow from U+0100 on, in order. */
const plain = [...range(0x21, 0x7e), ...range(0xa1, 0xac), ...range(0xae, 0xff)];

const others = range(0, 0xff).filter((byte) => !plain.includes(byte));

const byteOf: ReadonlyMap<string, number> = new Map([
  ...plain.map((byte) => [String.fromCodePoint(byte), byte] as const),
  ...others.map((byte, i) => [String.fromCodePoint(0x100 + i), byte] as const),
]);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The character that begins bytes, with its length; a byte that begins none as `<E7>`. */
function firstIn(bytes: Uint8Array): { text: string; size: number } {
  for (const size of [1, 2, 3, 4]) {
    try {
      return { text: utf8.decode(bytes.subarray(0, size)), size };
    } catch {
      // Not yet a whole character.
    }
  }
  return { text: `<${bytes[0]?.toString(16).toUpperCase()}>`, size: 1 };
}

function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = firstIn(bytes.subarray(at));
    text += first.text;
    at += first.size;
  }
  return text;
}

/**
 * A blank becomes `▁`, a line's end `\n`, a byte of no whole character `<E7>`; a special token, which is no bytes, stays.
 * @example readable('Ġcaf\u00c3\u00a9') // '▁café'
 */
export function readable(piece: string): string {
  const letters = [...piece];
  if (!letters.every((letter) => byteOf.has(letter))) return piece;
  return textOf(Uint8Array.from(letters, (letter) => byteOf.get(letter) ?? 0))
    .replaceAll(' ', '▁')
    .replace(/\p{Cc}/gu, (sign) => JSON.stringify(sign).slice(1, -1));
}

const isByteLevelStep = (step: unknown): boolean => isObject(step) && step.type === 'ByteLevel';

/** Whether a tokenizer.json writes bytes as letters. */
export function isByteLevel({ decoder }: JsonObject): boolean {
  const steps = isObject(decoder) && Array.isArray(decoder.decoders) ? decoder.decoders : [decoder];
  return steps.some(isByteLevelStep);
}
