/** The number formats that models come in; every value is kept exactly. */

/** Bytes a number takes, for every dtype that a safetensors file may name. */
export const bytesPerNumber: ReadonlyMap<string, number> = new Map([
  ...['BOOL', 'U8', 'I8', 'F8_E4M3', 'F8_E5M2', 'F8_E8M0'].map((name) => [name, 1] as const),
  ...['U16', 'I16', 'F16', 'BF16'].map((name) => [name, 2] as const),
  ...['U32', 'I32', 'F32'].map((name) => [name, 4] as const),
  ...['U64', 'I64', 'F64', 'C64'].map((name) => [name, 8] as const),
]);

/** IEEE 754 binary16: 1 sign bit, 5 bits of exponent (bias 15), 10 bits of fraction. */
function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Every binary16 by its bits: there are only so many, and a model has millions. */
let halves: Float32Array | null = null;
const decodeHalf = (bits: number): number => {
  halves ??= Float32Array.from({ length: 2 ** 16 }, (_, each) => halfToFloat(each));
  return halves[bits] ?? Number.NaN;
};

/** The nearest binary16, the even one of two; beyond the largest one infinity. */
function floatToHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  if (Number.isNaN(value)) return 0x7e00;
  const size = Math.abs(value);
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  if (exponent > 15) return sign | 0x7c00;
  const steps = size / 2 ** (exponent - 10);
  const below = Math.floor(steps);
  const isUp = steps - below > 0.5 || (steps - below === 0.5 && below % 2 === 1);
  // Steps beyond the fraction carry into the exponent; without a leading 1 it is 0.
  return sign | (((exponent + 14) << 10) + below + Number(isUp));
}

/** Numbers → little-endian binary16, rounded to the nearest. */
export const encodeHalves = (values: ArrayLike<number>): Uint8Array =>
  new Uint8Array(Uint16Array.from(values, floatToHalf).buffer);

/** A copy of its own: a view into a file may begin at an odd byte. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Float64Array for F64 alone. */
export type Floats = Float32Array | Float64Array;

const decoders = {
  F64: (bytes: Uint8Array) => new Float64Array(copyOf(bytes)),
  F32: (bytes: Uint8Array) => new Float32Array(copyOf(bytes)),
  F16: (bytes: Uint8Array) => Float32Array.from(new Uint16Array(copyOf(bytes)), decodeHalf),
  // bfloat16 is the upper half of a float32.
  BF16: (bytes: Uint8Array) =>
    new Float32Array(Uint32Array.from(new Uint16Array(copyOf(bytes)), (bits) => bits << 16).buffer),
} as const;

export type FloatType = keyof typeof decoders;

export const floatTypes = Object.keys(decoders) as FloatType[];

export const isFloatType = (dtype: string): dtype is FloatType => Object.hasOwn(decoders, dtype);

/**
 * Little-endian bytes → numbers.
 * @example decodeFloats(new Uint8Array([0x80, 0x3f]), 'BF16') // Float32Array [1]
 */
export const decodeFloats = <T extends FloatType>(
  bytes: Uint8Array,
  dtype: T,
): ReturnType<(typeof decoders)[T]> => decoders[dtype](bytes) as ReturnType<(typeof decoders)[T]>;
