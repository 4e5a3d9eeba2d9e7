/**
 * A Windows library of one function that another library has under another name. It is made of
 * tables alone, without code, so no compiler is needed: Windows (and Wine) sends each call on.
 * Layout: Microsoft's "PE Format", PE32+ with one section, which holds the export directory.
 */

const HEADERS = 0x200;
/** Where the section begins once it is loaded, from the library's beginning. */
const SECTION = 0x1000;
const SECTION_BYTES = 0x200;
const OPTIONAL_HEADER = 240;
const EXPORT_DIRECTORY = 40;

export interface Forwarding {
  /** The file's own name: `bcryptprimitives.dll`. */
  library: string;
  /** What it exports: `ProcessPrng`. */
  name: string;
  /** Who does the work: `advapi32.SystemFunction036`. */
  to: string;
}

/** Writes little-endian numbers one behind the other: `[bytes, value]`. */
function fill(target: Buffer, at: number, fields: readonly (readonly [number, number])[]): void {
  let offset = at;
  for (const [bytes, value] of fields) {
    target.writeUIntLE(value, offset, Math.min(bytes, 6));
    offset += bytes;
  }
}

function exportDirectory({ library, name, to }: Forwarding): Buffer {
  const section = Buffer.alloc(SECTION_BYTES);
  const functions = EXPORT_DIRECTORY;
  const names = functions + 4;
  const ordinals = names + 4;
  const texts = ordinals + 2;
  const places = [library, name, to].map((text, i, all) => {
    const offset = texts + all.slice(0, i).reduce((sum, each) => sum + each.length + 1, 0);
    section.write(text, offset, 'latin1');
    return SECTION + offset;
  });
  const [ofLibrary = 0, ofName = 0, ofTarget = 0] = places;
  // Flags, time, version, name, first ordinal, functions, names, and where their tables are.
  fill(section, 0, [
    [4, 0],
    [4, 0],
    [4, 0],
    [4, ofLibrary],
    [4, 1],
    [4, 1],
    [4, 1],
  ]);
  fill(section, 28, [
    [4, SECTION + functions],
    [4, SECTION + names],
    [4, SECTION + ordinals],
  ]);
  // An address inside the export directory is no function, but the text that names one.
  fill(section, functions, [
    [4, ofTarget],
    [4, ofName],
    [2, 0],
  ]);
  return section;
}

/** The whole file. */
export function forwardingLibrary(forwarding: Forwarding): Buffer {
  const headers = Buffer.alloc(HEADERS);
  const [signature, optional] = [0x40, 0x58];
  headers.write('MZ', 0, 'latin1');
  fill(headers, 0x3c, [[4, signature]]);
  headers.write('PE', signature, 'latin1');
  // x64, one section, no symbols, an image that is a library.
  fill(headers, signature + 4, [
    [2, 0x8664],
    [2, 1],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, OPTIONAL_HEADER],
    [2, 0x2022],
  ]);
  // PE32+; where it would like to lie; how sections are aligned in memory and in the file.
  fill(headers, optional, [[2, 0x20b]]);
  fill(headers, optional + 24, [
    [8, 0x180000000],
    [4, 0x1000],
    [4, HEADERS],
  ]);
  // Windows Vista or newer; sizes in memory and of the headers; no window; pages that hold no code.
  fill(headers, optional + 40, [
    [2, 6],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 6],
    [2, 0],
    [4, 0],
  ]);
  fill(headers, optional + 56, [
    [4, 2 * SECTION],
    [4, HEADERS],
    [4, 0],
    [2, 2],
    [2, 0x100],
  ]);
  // Sixteen directories follow, of which the first is the exports.
  fill(headers, optional + 108, [
    [4, 16],
    [4, SECTION],
    [4, SECTION_BYTES],
  ]);
  const section = optional + OPTIONAL_HEADER;
  headers.write('.rdata', section, 'latin1');
  fill(headers, section + 8, [
    [4, SECTION_BYTES],
    [4, SECTION],
    [4, SECTION_BYTES],
    [4, HEADERS],
  ]);
  fill(headers, section + 36, [[4, 0x40000040]]);
  return Buffer.concat([headers, exportDirectory(forwarding)]);
}
