/** What each family calls its tensors, without `.weight` and `.bias` and what comes before all. */
import type { Family } from './families';

export interface BlockNames {
  query: string;
  key: string;
  value: string;
  output: string;
  attentionNorm: string;
  up: string;
  down: string;
  outputNorm: string;
}

export interface TensorNames {
  words: string;
  positions: string;
  /** Null where the model has no such table. */
  types: string | null;
  embeddingNorm: string;
  /** From the width of the embeddings to the layers'. */
  projection: string;
  block(layer: number): BlockNames;
}

const embeddings = {
  words: 'embeddings.word_embeddings',
  positions: 'embeddings.position_embeddings',
  types: 'embeddings.token_type_embeddings',
  embeddingNorm: 'embeddings.LayerNorm',
  projection: 'embeddings_project',
};

export const namesOf: Readonly<Record<Family['layout'], TensorNames>> = {
  bert: {
    ...embeddings,
    block(layer) {
      const block = `encoder.layer.${layer}`;
      return {
        query: `${block}.attention.self.query`,
        key: `${block}.attention.self.key`,
        value: `${block}.attention.self.value`,
        output: `${block}.attention.output.dense`,
        attentionNorm: `${block}.attention.output.LayerNorm`,
        up: `${block}.intermediate.dense`,
        down: `${block}.output.dense`,
        outputNorm: `${block}.output.LayerNorm`,
      };
    },
  },
  distilbert: {
    ...embeddings,
    types: null,
    block(layer) {
      const block = `transformer.layer.${layer}`;
      return {
        query: `${block}.attention.q_lin`,
        key: `${block}.attention.k_lin`,
        value: `${block}.attention.v_lin`,
        output: `${block}.attention.out_lin`,
        attentionNorm: `${block}.sa_layer_norm`,
        up: `${block}.ffn.lin1`,
        down: `${block}.ffn.lin2`,
        outputNorm: `${block}.output_layer_norm`,
      };
    },
  },
};
