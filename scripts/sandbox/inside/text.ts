/** `TextEncoder` and `TextDecoder`, which this engine does not have, for UTF-8 alone. */

const REPLACEMENT = 0xfffd;
/** Leading bytes of two, three and four: where they begin, and the least that they may stand for. */
const leading = [
  { from: 0xf0, to: 0xf4, more: 3, least: 0x10000 },
  { from: 0xe0, to: 0xef, more: 2, least: 0x800 },
  { from: 0xc2, to: 0xdf, more: 1, least: 0x80 },
];

function bytesOf(point: number): number[] {
  if (point < 0x80) return [point];
  const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)];
  return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
}

/** The code point that begins at `at` and how many bytes it has; the replacement where there is none. */
function readPoint(bytes: Uint8Array, at: number): { point: number; size: number } {
  const first = bytes[at] as number;
  if (first < 0x80) return { point: first, size: 1 };
  const form = leading.find(({ from, to }) => first >= from && first <= to);
  if (!form) return { point: REPLACEMENT, size: 1 };
  let point = first & (0x3f >> form.more);
  for (let i = 1; i <= form.more; i += 1) {
    const next = bytes[at + i] ?? 0;
    point = (point << 6) | (next & 0x3f);
    // Of what cannot go on, only as much is replaced as could have been right so far.
    const rest = 6 * (form.more - i);
    const [lowest, highest] = [point << rest, ((point + 1) << rest) - 1];
    const isSurrogate = lowest >= 0xd800 && highest <= 0xdfff;
    const isPossible = highest >= form.least && lowest <= 0x10ffff && !isSurrogate;
    if ((next & 0xc0) !== 0x80 || !isPossible) return { point: REPLACEMENT, size: i };
  }
  return { point, size: form.more + 1 };
}

export class TextEncoder {
  get encoding(): string {
    return 'utf-8';
  }
  encode(text: unknown = ''): Uint8Array {
    const points = Array.from(String(text), (letter) => letter.codePointAt(0) as number);
    const isWhole = (point: number): boolean => point < 0xd800 || point > 0xdfff;
    return Uint8Array.from(
      points.flatMap((point) => bytesOf(isWhole(point) ? point : REPLACEMENT)),
    );
  }
}

export class TextDecoder {
  readonly #isFatal: boolean;
  readonly #keepsMark: boolean;
  constructor(label: unknown = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    if (!/^\s*utf-?8\s*$/i.test(String(label))) {
      throw new RangeError(`TextDecoder: expected utf-8, got ${label}`);
    }
    this.#isFatal = fatal;
    this.#keepsMark = ignoreBOM;
  }
  get encoding(): string {
    return 'utf-8';
  }
  get fatal(): boolean {
    return this.#isFatal;
  }
  get ignoreBOM(): boolean {
    return this.#keepsMark;
  }
  /** @throws TypeError for what is no UTF-8 where the decoder is fatal */
  decode(data: ArrayBuffer | ArrayBufferView = new ArrayBuffer(0)): string {
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      const { point, size } = readPoint(bytes, at);
      const isRight = point !== REPLACEMENT || (bytes[at] === 0xef && size === 3);
      if (this.#isFatal && !isRight) throw new TypeError('TextDecoder: expected UTF-8');
      text += String.fromCodePoint(point);
      at += size;
    }
    return this.#keepsMark ? text : text.replace(/^\ufeff/, '');
  }
}
