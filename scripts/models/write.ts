/** Writes safetensors files; `safetensors.ts` tells of the format. */

export interface Written {
  dtype: string;
  shape: number[];
  bytes: Uint8Array;
}

/** A header's text and the numbers after it → a file. */
export function joinFile(header: string, numbers: Uint8Array, length?: number | bigint): Buffer {
  const text = Buffer.from(header);
  const first = Buffer.alloc(8);
  first.writeBigUInt64LE(BigInt(length ?? text.length));
  return Buffer.concat([first, text, numbers]);
}

/**
 * Tensors one after the other, in the order given.
 * @param metadata for other tools: texts by name
 */
export function writeSafetensors(
  tensors: Record<string, Written>,
  metadata?: Record<string, string>,
): Buffer {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { dtype, shape, bytes }]) => {
    const begin = end;
    end += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  const numbers = Buffer.concat(Object.values(tensors).map(({ bytes }) => bytes));
  const all = [...(metadata ? [['__metadata__', metadata]] : []), ...entries];
  const header = JSON.stringify(Object.fromEntries(all));
  // Numbers begin at a multiple of 8, so that others can read them where they lie.
  const length = Buffer.byteLength(header);
  return joinFile(header + ' '.repeat((8 - (length % 8)) % 8), numbers);
}
