/**
 * Which characters a font file has glyphs for: reads the `cmap` table of a TrueType or OpenType file
 * in the formats 4 and 12 (OpenType specification, "cmap"), which every font since 1996 has one of.
 */

type Range = readonly [first: number, last: number];

function tableAt(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new RangeError(`cmap: expected a table ${tag}, found none among ${tables}`);
}

/** Segments of 16-bit characters; the gaps that a segment may still have are not looked at. */
function readFormat4(font: Buffer, at: number): Range[] {
  const doubled = font.readUInt16BE(at + 6);
  const segments = Array.from(
    { length: doubled / 2 },
    (_, i): Range => [
      font.readUInt16BE(at + 16 + doubled + 2 * i),
      font.readUInt16BE(at + 14 + 2 * i),
    ],
  );
  return segments.filter(([first]) => first !== 0xffff);
}

const readFormat12 = (font: Buffer, at: number): Range[] =>
  Array.from({ length: font.readUInt32BE(at + 12) }, (_, i): Range => {
    const group = at + 16 + 12 * i;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
  });

/**
 * The ranges of code points that a font file has glyphs for, in order.
 * @throws RangeError for a file without a table of these formats
 */
export function coverageOf(font: Buffer): Range[] {
  const cmap = tableAt(font, 'cmap');
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i),
  );
  const inFormat = (format: number) => subtables.find((at) => font.readUInt16BE(at) === format);
  // Format 12 holds all that format 4 holds, and what lies beyond 16 bits.
  const [full, basic] = [inFormat(12), inFormat(4)];
  if (full !== undefined) return readFormat12(font, full);
  if (basic !== undefined) return readFormat4(font, basic);
  throw new RangeError('cmap: expected a subtable of format 4 or 12, found none');
}
