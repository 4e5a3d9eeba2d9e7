/**
 * What `setup:native` fetches, pinned byte for byte: pip refuses a wheel whose hash is another.
 * The wheels stand in `wheels.json`; those of `cuda` are what the extra `and-cuda` of TensorFlow
 * 2.21.0 names, less the compiler that only XLA needs. On arm64 the wheel that is called plain
 * `tensorflow` computes on the CPU alone.
 */
import wheels from './wheels.json';

export type Variant = 'cpu' | 'cuda';

/** One wheel of Python's package index. */
export interface Wheel {
  name: string;
  version: string;
  /** The Linux it is for, as pip names it. */
  platform: string;
  sha256: string;
  /** To download. */
  bytes: number;
  /** What is kept of it. */
  keptBytes: number;
}

export const TFJS_VERSION = '4.22.0';
export const TENSORFLOW_VERSION = '2.21.0';
/** Only C libraries are taken from the wheels, so one Python's stand for all. */
export const PYTHON_TAG = '311';
/** The oldest C library the wheels run on. */
export const OLDEST_GLIBC = '2.27';
/** As an npm package, so that no Node has to bring headers of its own. */
export const NODE_API_HEADERS = {
  version: '1.9.0',
  integrity:
    'sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==',
};
/** The npm packages, unpacked; a checkout's share of them is hard links. */
export const NPM_BYTES = 320e6;

/** The wheels of a variant; none where TensorFlow publishes none for the processor. */
export const wheelsFor = (variant: Variant, arch: string): Wheel[] =>
  (wheels as Record<string, Wheel[]>)[`${variant} ${arch}`] ?? [];

/** Bytes to download, to keep, and to have free at the worst moment: one wheel lies beside all. */
export function sizesOf(fetched: readonly Wheel[]) {
  const sum = (size: (wheel: Wheel) => number) => fetched.reduce((all, w) => all + size(w), 0);
  const kept = sum((wheel) => wheel.keptBytes) + NPM_BYTES;
  const largest = Math.max(0, ...fetched.map((wheel) => wheel.bytes));
  return { download: sum((wheel) => wheel.bytes), kept, peak: kept + largest };
}
