/** The layer in ONNX Runtime, native (`onnxruntime-node`) or as WebAssembly (`onnxruntime-web`), where it is installed. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { HEADS, type Layer } from '../sizes';
import { attentionGraph } from './onnx';

/** What is used of it. */
interface Tensor {
  data: Float32Array;
}
interface Runtime {
  Tensor: new (type: 'float32', data: Float32Array, dims: number[]) => Tensor;
  InferenceSession: {
    create(model: Uint8Array): Promise<{
      run(feeds: Record<string, Tensor>): Promise<Record<'weights' | 'output', Tensor>>;
    }>;
  };
}

const requireFromRoot = createRequire(join(root, 'package.json'));

/** Not among the kit's packages, because the two take 437 MB. */
export const runtimes = ['onnxruntime-node', 'onnxruntime-web'] as const;
const VERSION = '1.30.0';

export const isRuntime = (name: string): boolean => (runtimes as readonly string[]).includes(name);

/** Its version, or how to get it. */
export function findRuntime(name: string): { label: string } | { reason: string } {
  try {
    return { label: `${name} ${versionOf(name)}` };
  } catch {
    const command = `npm install --no-save --ignore-scripts ${name}@${VERSION}`;
    return { reason: `not installed (${command})` };
  }
}

/** Neither package lets its package.json be asked for, but both say their version once loaded. */
function versionOf(name: string): string {
  const { env } = requireFromRoot(name);
  return env.versions.node ?? env.versions.web ?? env.versions.common;
}

/** `[rows, columns]` from numbers one after the other. */
function rowsOf(data: Float32Array, columns: number): number[][] {
  return Array.from({ length: data.length / columns }, (_, i) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns)),
  );
}

/** Multi-head attention, nested arrays in and out. */
export function attendWith(name: string) {
  const { Tensor, InferenceSession } = requireFromRoot(name) as Runtime;
  const sessions = new Map<number, ReturnType<Runtime['InferenceSession']['create']>>();
  const open = (dModel: number) => {
    const known = sessions.get(dModel) ?? InferenceSession.create(attentionGraph(dModel, HEADS));
    sessions.set(dModel, known);
    return known;
  };
  const tensorOf = (value: number[] | number[][]): Tensor => {
    const [first] = value;
    const dims = Array.isArray(first) ? [value.length, first.length] : [value.length];
    return new Tensor('float32', Float32Array.from(value.flat()), dims);
  };
  return async (x: Layer['x'], params: Layer['params']) => {
    const dModel = x[0]?.length ?? 0;
    const session = await open(dModel);
    const feeds = Object.entries({ x, ...params }).map(([key, value]) => [key, tensorOf(value)]);
    const { weights, output } = await session.run(Object.fromEntries(feeds));
    const rows = rowsOf(weights.data, x.length);
    return {
      weights: Array.from({ length: HEADS }, (_, h) =>
        rows.slice(h * x.length, (h + 1) * x.length),
      ),
      output: rowsOf(output.data, dModel),
    };
  };
}
