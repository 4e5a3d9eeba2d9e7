/**
 * What of config.json decides how attention is computed, checked. All families share absolute,
 * learned positions. What differs from that is refused, not approximated.
 */
import { UserError } from '../../reference/user-error';
import { type Family, families, otherAttention, TAKE } from './families';
import { isCount, type JsonObject, show } from './json';
import { type Activation, activations } from './maths';

export interface ModelConfig extends Pick<Family, 'layout' | 'hasTypes' | 'isCausal'> {
  layers: number;
  heads: number;
  dModel: number;
  /** Width of the embeddings; a projection leads to `dModel` where that is another. */
  dEmbedding: number;
  /** Width between the two steps of a block's feed-forward part. */
  dHidden: number;
  activation: Activation;
  eps: number;
  /** Tokens that fit, special ones included. */
  maxTokens: number;
  paddingId: number;
  /** Positions are counted from `paddingId + 1` in place of 0. */
  countsFromPadding: boolean;
}

type Demand = readonly [key: string, allowed: readonly unknown[]];

/** What has to be so where it is named at all. */
const demands: readonly Demand[] = [
  ['position_embedding_type', ['absolute']],
  ['is_decoder', [false]],
  ['add_cross_attention', [false]],
  ['scale_attn_weights', [true]],
  ['scale_attn_by_inverse_layer_idx', [false]],
];

function refuse(name: string, key: string, expected: string, got: unknown): never {
  throw new UserError(`${name}: expected ${key} to be ${expected}, got ${show(got)}; ${TAKE}`);
}

const listed = (allowed: readonly unknown[]): string => allowed.map(show).join(' or ');

function countOf(config: JsonObject, key: string, name: string): number {
  const value = config[key];
  return isCount(value) && value > 0 ? value : refuse(name, key, 'a whole number above 0', value);
}

function familyOf({ model_type: type }: JsonObject, name: string): Family {
  const other = otherAttention.get(type);
  if (other) {
    throw new UserError(
      `${name}: expected a model that attends as exercise 05 does, got ${show(type)} with ${other}`,
    );
  }
  return families.get(type) ?? refuse(name, 'model_type', listed([...families.keys()]), type);
}

function activationOf(config: JsonObject, { keys, defaults }: Family, name: string): Activation {
  const key = keys.activation;
  const value = config[key] ?? defaults.activation;
  return activations.get(value) ?? refuse(name, key, listed([...activations.keys()]), value);
}

function epsOf(config: JsonObject, { keys: { eps: key }, defaults }: Family, name: string): number {
  const eps = (key === null ? null : config[key]) ?? defaults.eps;
  const isSmall = typeof eps === 'number' && eps > 0 && eps < 1;
  return isSmall ? eps : refuse(name, String(key), 'between 0 and 1', eps);
}

function hiddenOf(config: JsonObject, { keys, defaults }: Family, dModel: number, name: string) {
  const isSaid = (config[keys.dHidden] ?? null) !== null;
  if (!isSaid && defaults.widening !== null) return defaults.widening * dModel;
  return countOf(config, keys.dHidden, name);
}

function paddingOf(config: JsonObject, { countsFromPadding }: Family, name: string): number {
  const { pad_token_id: padding = countsFromPadding ? 1 : 0 } = config;
  if (isCount(padding)) return padding;
  return countsFromPadding ? refuse(name, 'pad_token_id', 'a whole number', padding) : 0;
}

/** Tokens that fit; the rows up to the padding's stay unused where positions count from it. */
function roomOf(config: JsonObject, key: string, name: string, skipped: number): number {
  const positions = countOf(config, key, name);
  return positions > skipped
    ? positions - skipped
    : refuse(name, key, `above ${skipped}`, positions);
}

/**
 * @param name of the file, for messages
 * @throws UserError for a model that is computed in another way
 */
export function readConfig(config: JsonObject, name: string): ModelConfig {
  const family = familyOf(config, name);
  const { keys, embeddingKey, countsFromPadding, layout, hasTypes, isCausal } = family;
  for (const [key, allowed] of demands) {
    const value = config[key] ?? null;
    if (value !== null && !allowed.includes(value)) refuse(name, key, listed(allowed), value);
  }
  const heads = countOf(config, keys.heads, name);
  const dModel = countOf(config, keys.dModel, name);
  if (dModel % heads !== 0) refuse(name, keys.dModel, `a multiple of ${heads} heads`, dModel);
  const paddingId = paddingOf(config, family, name);
  return {
    layout,
    hasTypes,
    isCausal,
    layers: countOf(config, keys.layers, name),
    heads,
    dModel,
    dEmbedding: embeddingKey === null ? dModel : countOf(config, embeddingKey, name),
    dHidden: hiddenOf(config, family, dModel, name),
    activation: activationOf(config, family, name),
    eps: epsOf(config, family, name),
    maxTokens: roomOf(config, keys.positions, name, countsFromPadding ? paddingId + 1 : 0),
    paddingId,
    countsFromPadding,
  };
}

/**
 * Where each token stands, as a row of the position embeddings: 0, 1, … for BERT; for RoBERTa
 * paddingId + 1, …, with padding itself at paddingId and not counted.
 */
export function positionsOf(
  { countsFromPadding, paddingId }: ModelConfig,
  ids: readonly number[],
): number[] {
  if (!countsFromPadding) return ids.map((_, i) => i);
  let position = paddingId;
  return ids.map((id) => {
    if (id === paddingId) return paddingId;
    position += 1;
    return position;
  });
}
