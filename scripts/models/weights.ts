/**
 * A model's tensors by their names, read only when they are needed. Models name the same tensor
 * `embeddings.…`, `bert.embeddings.…` or `electra.embeddings.…`, and old files write `gamma` and
 * `beta` for a LayerNorm's `weight` and `bias`.
 */
import { UserError } from '../../reference/user-error';
import type { ModelConfig } from './config';
import { TAKE } from './families';
import type { Linear, Matrix } from './maths';
import { namesOf } from './names';
import { doubtNumbers, doubtRows, doubtWeights } from './plausible';
import type { Tensor, Wanted } from './safetensors';
import type { Names, Tensors } from './shards';

export interface EmbeddingWeights {
  /** Rows of the word, position and type embeddings, as the model has them, `[T, dEmbedding]` each. */
  rows: Matrix[];
  norm: Linear;
  /** From the embeddings' width to the layers', where that is another. */
  projection: Linear | null;
}

export interface AttentionWeights {
  query: Linear;
  key: Linear;
  value: Linear;
  output: Linear;
}

/** The rest of a block, which follows its attention. */
export interface RestWeights {
  attentionNorm: Linear;
  up: Linear;
  down: Linear;
  outputNorm: Linear;
}

export interface Weights {
  /** Arguments: for each token its row in each of the tables. */
  readEmbeddings(ids: number[], positions: number[], types: number[]): Promise<EmbeddingWeights>;
  readAttention(layer: number): Promise<AttentionWeights>;
  readRest(layer: number): Promise<RestWeights>;
}

/** A weight's name without `.weight`, and its shape; the bias is as long as the first axis. */
type Part = readonly [name: string, ...shape: number[]];

const WORDS = 'embeddings.word_embeddings.weight';

/** What comes before `embeddings.…` in each name. */
function findPrefix(tensors: Names, name: string): string {
  const isWords = (tensor: string): boolean => `.${tensor}`.endsWith(`.${WORDS}`);
  const found = [...tensors.keys()].filter(isWords);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only.slice(0, -WORDS.length);
  throw new UserError(`${name}: expected one tensor ${WORDS}, got ${found.length}; ${TAKE}`);
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

/** @throws UserError for the tensors of another kind of model */
export function checkNames(tensors: Names, name: string): void {
  findPrefix(tensors, name);
}

/** Finds tensors by the names of today, and refuses what is not as config.json promises. */
function makeFinder(file: Tensors) {
  const prefix = findPrefix(file.tensors, file.name);
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

/** Opens the weights of a model by what its config.json says of their shapes. */
export function openWeights(file: Tensors, config: ModelConfig): Weights {
  const { dModel, dEmbedding, dHidden, paddingId } = config;
  const names = namesOf[config.layout];
  const { whole, rowsOf } = makeFinder(file);
  const read = async (wanted: readonly Wanted[], parts: readonly Part[]) => {
    const both = parts.flatMap(([name, ...shape]) => [
      whole(`${name}.weight`, shape),
      whole(`${name}.bias`, shape.slice(0, 1)),
    ]);
    const tensors = await file.read([...wanted, ...both]);
    const data = tensors.slice(wanted.length).map((tensor) => tensor.data);
    const none = new Float32Array(0);
    const pair = (i: number): Linear => ({
      weight: data[2 * i] ?? none,
      bias: data[2 * i + 1] ?? none,
    });
    return { tensors: tensors.slice(0, wanted.length), pair };
  };
  const tablesFor = (ids: number[], positions: number[], types: number[]): Wanted[] => {
    const table = (name: string, rows: number[], check: Wanted['check']): Wanted =>
      rowsOf(`${name}.weight`, rows, dEmbedding, check);
    const both = [
      table(names.words, ids, doubtRows(ids, paddingId)),
      table(names.positions, positions, doubtRows(positions, paddingId)),
    ];
    // Models that tell no types apart were written with a row of zeros.
    return names.types === null ? both : [...both, table(names.types, types, doubtNumbers)];
  };
  return {
    async readEmbeddings(ids, positions, types) {
      const isProjected = dEmbedding !== dModel;
      const { tensors, pair } = await read(tablesFor(ids, positions, types), [
        [names.embeddingNorm, dEmbedding],
        ...(isProjected ? [[names.projection, dModel, dEmbedding] as const] : []),
      ]);
      const projection = isProjected ? pair(1) : null;
      return { rows: tensors.map(toMatrix), norm: pair(0), projection };
    },
    async readAttention(layer) {
      const { query, key, value, output } = names.block(layer);
      const parts = [query, key, value, output].map((name): Part => [name, dModel, dModel]);
      const { pair } = await read([], parts);
      return { query: pair(0), key: pair(1), value: pair(2), output: pair(3) };
    },
    async readRest(layer) {
      const { attentionNorm, up, down, outputNorm } = names.block(layer);
      const { pair } = await read(
        [],
        [
          [attentionNorm, dModel],
          [up, dHidden, dModel],
          [down, dModel, dHidden],
          [outputNorm, dModel],
        ],
      );
      return { attentionNorm: pair(0), up: pair(1), down: pair(2), outputNorm: pair(3) };
    },
  };
}
