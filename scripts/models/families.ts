/**
 * The kinds of models whose attention is exercise 05's, by config.json's `model_type`: what their
 * settings are called and what sets them apart. Where each one's tensors lie is in `names.ts`.
 */

/** What config.json calls a setting. */
export interface Keys {
  layers: string;
  heads: string;
  dModel: string;
  dHidden: string;
  positions: string;
  activation: string;
  /** Null where the code fixes it, whatever config.json says. */
  eps: string | null;
}

export interface Family {
  /** Whose names the tensors have. */
  layout: 'bert' | 'distilbert' | 'gpt2';
  keys: Keys;
  /** Where config.json says nothing. */
  defaults: {
    eps: number;
    activation: string;
    /** How many times as wide as the model the middle of the feed-forward part is, where that may go unsaid. */
    widening: number | null;
  };
  /** Whether a token sees only itself and what came before it. */
  isCausal: boolean;
  /** Whether the model is told by type ids which of two texts a token belongs to. */
  hasTypes: boolean;
  /** Positions are counted from the one behind the padding's, in place of 0. */
  countsFromPadding: boolean;
  /** What the width of the embeddings is called, where it is another than the layers'. */
  embeddingKey: string | null;
}

const bert: Family = {
  layout: 'bert',
  keys: {
    layers: 'num_hidden_layers',
    heads: 'num_attention_heads',
    dModel: 'hidden_size',
    dHidden: 'intermediate_size',
    positions: 'max_position_embeddings',
    activation: 'hidden_act',
    eps: 'layer_norm_eps',
  },
  defaults: { eps: 1e-12, activation: 'gelu', widening: null },
  isCausal: false,
  hasTypes: true,
  countsFromPadding: false,
  embeddingKey: null,
};

const distilbert: Family = {
  ...bert,
  layout: 'distilbert',
  keys: {
    layers: 'n_layers',
    heads: 'n_heads',
    dModel: 'dim',
    dHidden: 'hidden_dim',
    positions: 'max_position_embeddings',
    activation: 'activation',
    eps: null,
  },
  hasTypes: false,
};

const roberta: Family = { ...bert, hasTypes: false, countsFromPadding: true };

const gpt2: Family = {
  layout: 'gpt2',
  keys: {
    layers: 'n_layer',
    heads: 'n_head',
    dModel: 'n_embd',
    dHidden: 'n_inner',
    positions: 'n_positions',
    activation: 'activation_function',
    eps: 'layer_norm_epsilon',
  },
  defaults: { eps: 1e-5, activation: 'gelu_new', widening: 4 },
  isCausal: true,
  hasTypes: false,
  countsFromPadding: false,
  embeddingKey: null,
};

export const families: ReadonlyMap<unknown, Family> = new Map([
  ['bert', bert],
  ['distilbert', distilbert],
  ['electra', { ...bert, embeddingKey: 'embedding_size' }],
  ['roberta', roberta],
  ['xlm-roberta', roberta],
  ['camembert', roberta],
  ['gpt2', gpt2],
]);

const rotary =
  'rotary positions, which turn each query and key inside the attention; take google-bert/bert-base-uncased, or google-bert/bert-base-multilingual-cased for several languages';

const disentangled =
  'disentangled attention, which adds scores of relative positions to q · k; take FacebookAI/roberta-base, or FacebookAI/xlm-roberta-base for several languages';

/** Models that attend in another way than exercise 05: how, and which one to take instead. */
export const otherAttention: ReadonlyMap<unknown, string> = new Map([
  ['modernbert', rotary],
  ['deberta', disentangled],
  ['deberta-v2', disentangled],
]);

/** What to take in place of a model that is not read. */
export const TAKE =
  'take a model of the BERT, DistilBERT, ELECTRA, RoBERTa (XLM-R) or GPT-2 family';
