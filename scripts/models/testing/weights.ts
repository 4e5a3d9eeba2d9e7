/** Takes safetensors files apart for tests, and writes numbers in narrower formats. */
import { encodeHalves } from '../floats';
import type { Written } from '../write';

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

/** A float32 → its upper half: digits that do not fit are cut off. */
const cut = (value: number): number =>
  (new Uint32Array(new Float32Array([value]).buffer)[0] ?? 0) >>> 16;

const narrow = {
  F16: encodeHalves,
  BF16: (values: Float32Array) => new Uint8Array(Uint16Array.from(values, cut).buffer),
};

/** Numbers in a narrower format. */
export const narrowed = (values: Float32Array, dtype: keyof typeof narrow): Uint8Array =>
  narrow[dtype](values);
