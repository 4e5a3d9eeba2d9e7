/** The engines there are, and what a try can find out about one. */

/** In order of preference. */
export const engineNames = ['tfjs-node-gpu', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineName = (typeof engineNames)[number];

/** An engine's npm package, and the name tfjs-core knows its backend by. */
export const packages: Record<EngineName, { name: string; backend: string }> = {
  'tfjs-node-gpu': { name: '@tensorflow/tfjs-node-gpu', backend: 'tensorflow' },
  'tfjs-wasm': { name: '@tensorflow/tfjs-backend-wasm', backend: 'wasm' },
  'tfjs-cpu': { name: '@tensorflow/tfjs-backend-cpu', backend: 'cpu' },
};

/** What a try found out about an engine that runs. */
export interface Found {
  ok: true;
  /** `tfjs-wasm 4.22.0` */
  label: string;
  /** The native library's version, where there is one. */
  tensorflow: string | null;
  /** Whether it computes on a GPU. */
  gpu: boolean;
  /** One warm multi-head pass at T = 64, dModel = 64, 8 heads. */
  milliseconds: number;
}

/** What a try found out, or why the engine cannot run. */
export type Probe = Found | { ok: false; reason: string };
