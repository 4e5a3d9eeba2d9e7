/** What each family calls its tensors, without `.weight` and `.bias` and what comes before all. */
import type { Family } from './families';

export interface BlockNames {
  /** The LayerNorm before the attention; null where there is none. */
  inputNorm: string | null;
  /** For q, k and v: one each, or one for all three. */
  projections: readonly [query: string, key: string, value: string] | readonly [all: string];
  output: string;
  /** The LayerNorm between the attention and the feed-forward part. */
  attentionNorm: string;
  up: string;
  down: string;
  /** The LayerNorm after the feed-forward part; null where there is none. */
  outputNorm: string | null;
}

export interface TensorNames {
  /** Whether matrices are stored as `[in, out]`, in place of `[out, in]`. */
  storesInOut: boolean;
  words: string;
  positions: string;
  /** Null where the model has no such table. */
  types: string | null;
  /** Null where the model has none. */
  embeddingNorm: string | null;
  /** From the width of the embeddings to the layers'; null in families in which these are one. */
  projection: string | null;
  block(layer: number): BlockNames;
}

const embeddings = {
  storesInOut: false,
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
        inputNorm: null,
        projections: [
          `${block}.attention.self.query`,
          `${block}.attention.self.key`,
          `${block}.attention.self.value`,
        ],
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
    projection: null,
    block(layer) {
      const block = `transformer.layer.${layer}`;
      return {
        inputNorm: null,
        projections: [
          `${block}.attention.q_lin`,
          `${block}.attention.k_lin`,
          `${block}.attention.v_lin`,
        ],
        output: `${block}.attention.out_lin`,
        attentionNorm: `${block}.sa_layer_norm`,
        up: `${block}.ffn.lin1`,
        down: `${block}.ffn.lin2`,
        outputNorm: `${block}.output_layer_norm`,
      };
    },
  },
  gpt2: {
    storesInOut: true,
    words: 'wte',
    positions: 'wpe',
    types: null,
    embeddingNorm: null,
    projection: null,
    block(layer) {
      const block = `h.${layer}`;
      return {
        inputNorm: `${block}.ln_1`,
        projections: [`${block}.attn.c_attn`],
        output: `${block}.attn.c_proj`,
        attentionNorm: `${block}.ln_2`,
        up: `${block}.mlp.c_fc`,
        down: `${block}.mlp.c_proj`,
        outputNorm: null,
      };
    },
  },
};
