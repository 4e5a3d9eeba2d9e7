/** Writes archives for tests, sound ones and such as only a stranger would make. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Packed {
  name: string;
  data: string | Buffer;
  /** Bits of the entry; 1 is the one for encrypted. */
  flags?: number;
  /** Unix type and rights, such as those of a link. */
  mode?: number;
  /** A size that is claimed instead of the true one. */
  claims?: number;
  /** A checksum that is claimed instead of the true one. */
  checksum?: number;
}

const UTF8 = 0x800;
const DEFLATE = 8;

/** The fields that both headers of an entry have. */
function fieldsOf({ data, flags = 0, claims, checksum }: Packed, packed: Buffer): Buffer {
  const fields = Buffer.alloc(24);
  const bytes = Buffer.from(data);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8 | flags, 2);
  fields.writeUInt16LE(DEFLATE, 4);
  fields.writeUInt32LE(checksum ?? crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(claims ?? bytes.length, 18);
  return fields;
}

function writeEntry(entry: Packed, offset: number): { local: Buffer; central: Buffer } {
  const packed = deflateRawSync(Buffer.from(entry.data));
  const name = Buffer.from(entry.name);
  const fields = fieldsOf(entry, packed);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    fields,
    Buffer.alloc(2),
    name,
    packed,
  ]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  // Made on Unix, whose rights the outer bits of the attributes are.
  const made = Buffer.from([20, 3]);
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    made,
    fields,
    Buffer.alloc(2),
    rest,
    name,
  ]);
  return { local, central };
}

/** An archive with these entries. */
export function zipOf(entries: readonly Packed[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = writeEntry(entry, offset);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** The same of a record: path → content. */
export const zipFiles = (files: Record<string, string | Buffer>): Buffer =>
  zipOf(Object.entries(files).map(([name, data]) => ({ name, data })));
