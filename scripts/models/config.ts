/**
 * What of config.json decides how attention is computed, checked. The BERT and the XLM-R family
 * share everything but their positions: absolute and learned, LayerNorm after each step, gelu with
 * erf. What differs from that is refused, not approximated.
 */
import { UserError } from '../../reference/user-error';
import { isCount, type JsonObject, show } from './json';

export interface ModelConfig {
  /** `roberta` counts positions from `paddingId + 1` and knows no token types. */
  family: 'bert' | 'roberta';
  layers: number;
  heads: number;
  dModel: number;
  /** Width between the two steps of a block's feed-forward part. */
  dHidden: number;
  eps: number;
  /** Tokens that fit, special ones included. */
  maxTokens: number;
  paddingId: number;
}

const families = new Map<unknown, ModelConfig['family']>([
  ['bert', 'bert'],
  ['roberta', 'roberta'],
  ['xlm-roberta', 'roberta'],
]);

/** What has to be so where it is named at all. */
const demands: readonly (readonly [key: string, allowed: readonly unknown[]])[] = [
  ['model_type', [...families.keys()]],
  ['position_embedding_type', ['absolute']],
  ['hidden_act', ['gelu', 'gelu_python']],
  ['is_decoder', [false]],
];

function refuse(name: string, key: string, expected: string, got: unknown): never {
  throw new UserError(
    `${name}: expected ${key} to be ${expected}, got ${show(got)}; take a model of the BERT or XLM-R family`,
  );
}

function countOf(config: JsonObject, key: string, name: string): number {
  const value = config[key];
  return isCount(value) && value > 0 ? value : refuse(name, key, 'a whole number above 0', value);
}

function epsOf({ layer_norm_eps: eps = 1e-12 }: JsonObject, name: string): number {
  const isSmall = typeof eps === 'number' && eps > 0 && eps < 1;
  return isSmall ? eps : refuse(name, 'layer_norm_eps', 'between 0 and 1', eps);
}

/** Tokens that fit; XLM-R leaves the rows up to its padding's unused. */
function roomOf(config: JsonObject, name: string, skipped: number): number {
  const positions = countOf(config, 'max_position_embeddings', name);
  if (positions > skipped) return positions - skipped;
  return refuse(name, 'max_position_embeddings', `above ${skipped}`, positions);
}

/**
 * @param name of the file, for messages
 * @throws UserError for a model that is computed in another way
 */
export function readConfig(config: JsonObject, name: string): ModelConfig {
  const family = families.get(config.model_type);
  for (const [key, allowed] of demands) {
    const isNamed = config[key] !== undefined && config[key] !== null;
    if (isNamed ? allowed.includes(config[key]) : key !== 'model_type') continue;
    refuse(name, key, allowed.map(show).join(' or '), config[key]);
  }
  const heads = countOf(config, 'num_attention_heads', name);
  const dModel = countOf(config, 'hidden_size', name);
  if (dModel % heads !== 0) refuse(name, 'hidden_size', `a multiple of ${heads} heads`, dModel);
  const { pad_token_id: paddingId = family === 'roberta' ? 1 : 0 } = config;
  if (family === 'roberta' && !isCount(paddingId)) {
    refuse(name, 'pad_token_id', 'a whole number', paddingId);
  }
  const padding = isCount(paddingId) ? paddingId : 0;
  return {
    family: family ?? 'bert',
    layers: countOf(config, 'num_hidden_layers', name),
    heads,
    dModel,
    dHidden: countOf(config, 'intermediate_size', name),
    eps: epsOf(config, name),
    maxTokens: roomOf(config, name, family === 'roberta' ? padding + 1 : 0),
    paddingId: padding,
  };
}

/**
 * Where each token stands, as a row of the position embeddings: 0, 1, … for BERT; for XLM-R
 * paddingId + 1, …, with padding itself at paddingId and not counted.
 */
export function positionsOf({ family, paddingId }: ModelConfig, ids: readonly number[]): number[] {
  if (family === 'bert') return ids.map((_, i) => i);
  let position = paddingId;
  return ids.map((id) => {
    if (id === paddingId) return paddingId;
    position += 1;
    return position;
  });
}
