/** A model's weights as its blocks use them, read only when they are needed. */
import type { ModelConfig } from './config';
import type { Linear, Matrix } from './maths';
import { namesOf } from './names';
import { doubtNumbers, doubtRows } from './plausible';
import { ifNamed, makeReader, NOTHING, type Part, thirdsOf } from './reader';
import type { Wanted } from './safetensors';
import type { Tensors } from './shards';

export interface EmbeddingWeights {
  /** Rows of the word, position and type embeddings, as the model has them, `[T, dEmbedding]` each. */
  rows: Matrix[];
  /** Null where the model has none. */
  norm: Linear | null;
  /** From the embeddings' width to the layers', where that is another. */
  projection: Linear | null;
}

export interface AttentionWeights {
  /** The LayerNorm before the attention; null where there is none. */
  inputNorm: Linear | null;
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
  /** Null where the next block begins with its own. */
  outputNorm: Linear | null;
}

export interface Weights {
  /** Arguments: for each token its row in each of the tables. */
  readEmbeddings(ids: number[], positions: number[], types: number[]): Promise<EmbeddingWeights>;
  readAttention(layer: number): Promise<AttentionWeights>;
  readRest(layer: number): Promise<RestWeights>;
}

/** Opens the weights of a model by what its config.json says of their shapes. */
export function openWeights(file: Tensors, config: ModelConfig): Weights {
  const { dModel, dEmbedding, dHidden, paddingId } = config;
  const names = namesOf[config.layout];
  const { read, rowsOf } = makeReader(file, names);
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
      const { embeddingNorm } = names;
      const projection = dEmbedding === dModel ? null : names.projection;
      const { rows, find } = await read(
        [...ifNamed(embeddingNorm, dEmbedding), ...ifNamed(projection, dModel, dEmbedding)],
        tablesFor(ids, positions, types),
      );
      return { rows, norm: find(embeddingNorm), projection: find(projection) };
    },
    async readAttention(block) {
      const { inputNorm, projections, output } = names.block(block);
      const width = (3 / projections.length) * dModel;
      const { layer, find } = await read([
        ...ifNamed(inputNorm, dModel),
        ...projections.map((name): Part => [name, width, dModel]),
        [output, dModel, dModel],
      ]);
      const [first, ...others] = projections;
      const three = others.length ? projections.map(layer) : thirdsOf(layer(first));
      const [query = NOTHING, key = NOTHING, value = NOTHING] = three;
      return { inputNorm: find(inputNorm), query, key, value, output: layer(output) };
    },
    async readRest(block) {
      const { attentionNorm, up, down, outputNorm } = names.block(block);
      const { layer, find } = await read([
        [attentionNorm, dModel],
        [up, dHidden, dModel],
        [down, dModel, dHidden],
        ...ifNamed(outputNorm, dModel),
      ]);
      return {
        attentionNorm: layer(attentionNorm),
        up: layer(up),
        down: layer(down),
        outputNorm: find(outputNorm),
      };
    },
  };
}
