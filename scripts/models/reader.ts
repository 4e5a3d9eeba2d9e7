/**
 * Finds a model's tensors by their names and reads them in one form. Models name the same tensor
 * `embeddings.…`, `bert.embeddings.…` or `electra.embeddings.…`; old files write `gamma` and `beta`
 * for a LayerNorm's `weight` and `bias`; and GPT-2 stores its matrices as `[in, out]`.
 */
import { UserError } from '../../reference/user-error';
import type { ModelConfig } from './config';
import { TAKE } from './families';
import type { Floats } from './floats';
import type { Matrix } from './maths';
import { namesOf, type TensorNames } from './names';
import { doubtNumbers, doubtWeights } from './plausible';
import type { Tensor, Wanted } from './safetensors';
import type { Names, Tensors } from './shards';

/** A weight's name without `.weight`, and its shape; the bias is as long as the first axis. */
export type Part = readonly [name: string, out: number, width?: number];

/** A part that not every model has. */
export const ifNamed = (name: string | null, out: number, width?: number): Part[] =>
  name === null ? [] : [[name, out, width]];

/** A linear layer or a LayerNorm, as `[out, in]` and `[out]`. */
export interface Stored {
  weight: Floats;
  bias: Floats;
}

export const NOTHING: Stored = { weight: new Float32Array(0), bias: new Float32Array(0) };

/** What comes before each of a layout's names. */
function findPrefix(tensors: Names, name: string, { words }: TensorNames): string {
  const wanted = `${words}.weight`;
  const isWords = (tensor: string): boolean => `.${tensor}`.endsWith(`.${wanted}`);
  const found = [...tensors.keys()].filter(isWords);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only.slice(0, -wanted.length);
  throw new UserError(`${name}: expected one tensor ${wanted}, got ${found.length}; ${TAKE}`);
}

const oldName = (name: string): string =>
  name
    .replace(/LayerNorm\.weight$/, 'LayerNorm.gamma')
    .replace(/LayerNorm\.bias$/, 'LayerNorm.beta');

function toMatrix({ shape: [height = 0, width = 0], data }: Tensor): Matrix {
  return Array.from({ length: height }, (_, i) =>
    Array.from(data.subarray(i * width, (i + 1) * width)),
  );
}

/** Checks names: throws a UserError for the tensors of another kind of model. */
export const namesChecker =
  ({ layout }: ModelConfig) =>
  (tensors: Names, name: string): void => {
    findPrefix(tensors, name, namesOf[layout]);
  };

/** Finds tensors by the names of today, and refuses what is not as config.json promises. */
function makeFinder(file: Tensors, names: TensorNames) {
  const prefix = findPrefix(file.tensors, file.name, names);
  const find = (name: string): string =>
    [name, oldName(name)].map((end) => prefix + end).find((full) => file.tensors.has(full)) ??
    prefix + name;
  const misfit = (tensor: string, expected: string, got: string): string =>
    `expected ${tensor} ${expected}, got ${got}; its config.json or tokenizer.json belongs to another model`;
  const whole = (name: string, shape: readonly number[]): Wanted => {
    const tensor = find(name);
    const fits = (got: readonly number[]): string | null =>
      got.join() === shape.join() ? null : misfit(tensor, `of shape [${shape}]`, `[${got}]`);
    return { tensor, fits, check: name.endsWith('.bias') ? doubtNumbers : doubtWeights };
  };
  const rowsOf = (
    name: string,
    rows: readonly number[],
    width: number,
    check: Wanted['check'],
  ): Wanted => {
    const tensor = find(name);
    const needed = rows.reduce((most, row) => Math.max(most, row), 0) + 1;
    const fits = ([height = 0, ...rest]: readonly number[]): string | null => {
      if (rest.join() !== String(width)) {
        return misfit(tensor, `of ${width} columns`, `[${[height, ...rest]}]`);
      }
      if (needed <= height) return null;
      return misfit(tensor, `to have at least ${needed} rows`, String(height));
    };
    return { tensor, rows, fits, check };
  };
  return { whole, rowsOf };
}

/** `[in, out]` → `[out, in]` */
function turned(stored: Floats, out: number): Floats {
  const width = stored.length / out;
  return stored.map((_, i) => stored[(i % width) * out + Math.floor(i / width)] ?? Number.NaN);
}

/** Three layers of which weights and biases are stored one after the other. */
export function thirdsOf({ weight, bias }: Stored): Stored[] {
  const third = (all: Floats, n: number): Floats =>
    all.subarray((n * all.length) / 3, ((n + 1) * all.length) / 3);
  return [0, 1, 2].map((n) => ({ weight: third(weight, n), bias: third(bias, n) }));
}

/** Reads tables, and layers with their biases, of which the first axis is the one they lead to. */
export function makeReader(file: Tensors, names: TensorNames) {
  const { whole, rowsOf } = makeFinder(file, names);
  async function read(parts: readonly Part[], tables: readonly Wanted[] = []) {
    const shapeOf = ([, out, width]: Part): number[] => {
      if (width === undefined) return [out];
      return names.storesInOut ? [width, out] : [out, width];
    };
    const both = parts.flatMap((part) => [
      whole(`${part[0]}.weight`, shapeOf(part)),
      whole(`${part[0]}.bias`, [part[1]]),
    ]);
    const tensors = await file.read([...tables, ...both]);
    const dataOf = (i: number): Floats => tensors[tables.length + i]?.data ?? new Float32Array(0);
    const layers = parts.map(([, out, width], i): Stored => {
      const weight = dataOf(2 * i);
      const isTurned = names.storesInOut && width !== undefined;
      return { weight: isTurned ? turned(weight, out) : weight, bias: dataOf(2 * i + 1) };
    });
    const find = (name: string | null): Stored | null =>
      layers[parts.findIndex(([each]) => each === name)] ?? null;
    return {
      rows: tensors.slice(0, tables.length).map(toMatrix),
      /** Null for a layer that was not asked for. */
      find,
      layer: (name: string): Stored => find(name) ?? NOTHING,
    };
  }
  return { read, rowsOf };
}
