/** Writes safetensors files for tests: right ones, and any wrong one by its header. */

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

/** Tensors one after the other, in the order given. */
export function writeSafetensors(tensors: Record<string, Written>): Buffer {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { dtype, shape, bytes }]) => {
    const begin = end;
    end += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, end] }];
  });
  const numbers = Buffer.concat(Object.values(tensors).map(({ bytes }) => bytes));
  return joinFile(JSON.stringify(Object.fromEntries(entries)), numbers);
}

/** Takes a file apart again. */
export function readSafetensors(file: Buffer): Record<string, Written> {
  const begin = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, begin).toString());
  delete header.__metadata__;
  for (const entry of Object.values<Written & { data_offsets: [number, number] }>(header)) {
    const [from, to] = entry.data_offsets;
    entry.bytes = file.subarray(begin + from, begin + to);
  }
  return header;
}

const bitsOf = (value: number): number => new Uint32Array(new Float32Array([value]).buffer)[0] ?? 0;

/** A float32 → the 16 bits that hold it; digits that do not fit are cut off, small values are 0. */
const narrow = {
  BF16: (value: number): number => bitsOf(value) >>> 16,
  F16(value: number): number {
    const bits = bitsOf(value);
    const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
    if (exponent <= 0) return 0;
    return ((bits >>> 16) & 0x8000) | (exponent << 10) | ((bits >>> 13) & 0x3ff);
  },
};

/** Numbers in a narrower format. */
export const narrowed = (values: Float32Array, dtype: keyof typeof narrow): Uint8Array =>
  new Uint8Array(Uint16Array.from(values, narrow[dtype]).buffer);
