/**
 * The replacements that sentencepiece compiles into a tokenizer.json (`precompiled_charsmap`), read as
 * the Rust crate reads them: a Darts double array over UTF-8 (https://github.com/s-yata/darts-clone),
 * and behind it the texts to put in place, each ended by a zero byte.
 */

/** A shorter cluster of letter and marks is looked up as one first (UTF-8 bytes). */
const CLUSTER_BYTES = 6;

const offsetOf = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6);
const labelOf = (unit: number): number => (unit & 0x800000ff) >>> 0;
const hasLeaf = (unit: number): boolean => ((unit >>> 8) & 1) === 1;
const textOf = (unit: number): number => unit & 0x7fffffff;

function readUnits(bytes: Buffer): { units: Uint32Array; texts: Buffer } {
  const end = bytes.length < 4 ? Number.NaN : 4 + bytes.readUInt32LE(0);
  if (!(end <= bytes.length && end % 4 === 0)) {
    throw new RangeError(`expected a charsmap of whole units, got ${bytes.length} bytes`);
  }
  const units = Uint32Array.from({ length: end / 4 - 1 }, (_, i) => bytes.readUInt32LE(4 + 4 * i));
  return { units, texts: bytes.subarray(end) };
}

/** Where the text for the shortest beginning of a key lies; null where none begins it. */
function makeFind(units: Uint32Array) {
  const unitAt = (place: number): number => {
    const unit = units[place];
    if (unit === undefined) throw new RangeError('expected a charsmap that ends within its units');
    return unit;
  };
  return (key: Uint8Array): number | null => {
    let place = offsetOf(unitAt(0));
    for (const byte of key) {
      if (byte === 0) return null;
      place ^= byte;
      const unit = unitAt(place);
      if (labelOf(unit) !== byte) return null;
      place ^= offsetOf(unit);
      if (hasLeaf(unit)) return textOf(unitAt(place));
    }
    return null;
  };
}

/**
 * The normalizer of a charsmap.
 * @param charsmap base64, of a `Precompiled` normalizer
 * @throws RangeError for a charsmap that breaks off, here or at work
 */
export function readCharsmap(charsmap: string): (text: string) => string {
  const { units, texts } = readUnits(Buffer.from(charsmap, 'base64'));
  const find = makeFind(units);
  const replace = (chunk: string): string | null => {
    const start = find(Buffer.from(chunk));
    if (start === null) return null;
    const end = texts.indexOf(0, start);
    return texts.toString('utf8', start, end === -1 ? texts.length : end);
  };
  const known = new Map<string, string>();
  const normalizeCluster = (cluster: string): string => {
    const whole = Buffer.byteLength(cluster) < CLUSTER_BYTES ? replace(cluster) : null;
    return whole ?? [...cluster].map((char) => replace(char) ?? char).join('');
  };
  const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
  return (text) => {
    const normal = [...clusters.segment(text)].map(({ segment }) => {
      const before = known.get(segment) ?? normalizeCluster(segment);
      known.set(segment, before);
      return before;
    });
    return normal.join('');
  };
}
