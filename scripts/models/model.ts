/**
 * A transformer of one of the families that are read, opened so far that one layer's attention can be computed by
 * the caller's code. Training, decoding and the heads of tasks are left out.
 */
import { UserError } from '../../reference/user-error';
import {
  type AttentionInput,
  type AttentionLayer,
  type Below,
  climb,
  embed,
  inputFor,
  readAttentionLayer,
} from './blocks';
import { type ModelConfig, readConfig } from './config';
import { doubtPieces } from './doubt';
import { type ModelFiles, nearestFirst, readNeeded } from './files';
import { fromJson } from './json';
import { locateModel, type OpenOptions } from './locate';
import { namesChecker } from './reader';
import { openAllTensors } from './shards';
import { type Encoded, type ModelTokenizer, readTokenizer } from './tokenizer';
import { readVocabSettings, tokenizerOf } from './vocab-txt';
import { openWeights, type Weights } from './weights';

export type { Attend, AttentionInput, AttentionParams, Below } from './blocks';
export { calledAs05 } from './blocks';
export type { OpenOptions } from './locate';
export type { Encoded } from './tokenizer';

export interface Model {
  /** As it was asked for: `tiny`, a folder, `owner/name`. */
  name: string;
  layers: number;
  heads: number;
  dModel: number;
  /** Whether a token sees only itself and what came before it. */
  isCausal: boolean;
  /** @throws UserError for more tokens than the model has positions */
  encode(text: string, pair?: string): Encoded;
  /** Sentences about what is to be doubted in the pieces of the texts; null where there is nothing. */
  doubt(text: string, pair?: string): string | null;
  /**
   * What a layer's attention is called with for some tokens.
   * @param layer from 0
   * @param below computes the attention of the blocks below; not called for layer 0
   * @throws UserError for a layer that there is not
   */
  attentionInput(
    ids: number[],
    typeIds: number[],
    layer: number,
    below: Below,
  ): Promise<AttentionInput>;
}

function encodeWithin(
  tokenizer: ModelTokenizer,
  { maxTokens }: ModelConfig,
  name: string,
  [text, pair]: [text: string, pair: string | undefined],
): Encoded {
  const encoded = tokenizer.encode(text, pair);
  const { length } = encoded.ids;
  if (length <= maxTokens) return encoded;
  throw new UserError(
    `${name}: expected at most ${maxTokens} tokens, the text has ${length}; shorten it`,
  );
}

function checkLayer(layer: number, { layers }: ModelConfig, name: string): void {
  if (Number.isInteger(layer) && layer >= 0 && layer < layers) return;
  throw new UserError(
    `${name}: expected a layer from 0 to ${layers - 1}, got ${layer}; layers count from 0`,
  );
}

const TOKENIZER = 'tokenizer.json';
const VOCABULARY = 'vocab.txt';

async function readOlderTokenizer(
  files: ModelFiles,
  hasTypes: boolean,
): Promise<ModelTokenizer | null> {
  const config = 'tokenizer_config.json';
  const settings =
    (await files.read(config, fromJson(readVocabSettings))) ?? readVocabSettings({}, config);
  return files.read(VOCABULARY, (bytes, name) =>
    readTokenizer(tokenizerOf(bytes, name, settings), name, hasTypes),
  );
}

async function readTokenizerOf(files: ModelFiles, hasTypes: boolean): Promise<ModelTokenizer> {
  const readJson = fromJson((json, name) => readTokenizer(json, name, hasTypes));
  for (const file of await nearestFirst(files, [TOKENIZER, VOCABULARY])) {
    const tokenizer = await (file === TOKENIZER
      ? files.read(file, readJson)
      : readOlderTokenizer(files, hasTypes));
    if (tokenizer) return tokenizer;
  }
  throw files.missing(TOKENIZER);
}

/** A model's tokenizer alone, of any family. */
export async function openTokenizer(name: string, options?: OpenOptions): Promise<ModelTokenizer> {
  const files = await locateModel(name, options);
  const tokenizer = await readTokenizerOf(files, true);
  files.report();
  return tokenizer;
}

/**
 * Opens a model by its config.json and tokenizer.json; weights are read when they are needed.
 *
 * @param name `tiny`, a folder with config.json, tokenizer.json and model.safetensors, or a hub id
 * @throws UserError for a model that cannot be had or is of no family that is read
 * @example
 * const model = await openModel('tiny');
 * const { ids, typeIds } = model.encode('The cat drinks milk.');
 * const { x, params, nHeads } = await model.attentionInput(ids, typeIds, 0, below);
 */
export async function openModel(name: string, options?: OpenOptions): Promise<Model> {
  const files = await locateModel(name, options);
  const config = await readNeeded(files, 'config.json', fromJson(readConfig));
  const tokenizer = await readTokenizerOf(files, config.hasTypes);
  let weights: Weights | null = null;
  /** The layer that was asked for last: the next text is mostly for the same one. */
  let asked: { layer: number; attention: AttentionLayer } | null = null;
  const open = async (): Promise<Weights> =>
    openWeights(await openAllTensors(files, namesChecker(config)), config);
  const { layers, heads, dModel, isCausal } = config;

  async function compute(ids: number[], typeIds: number[], layer: number, below: Below) {
    weights ??= await open();
    const x = await embed(weights, config, ids, typeIds);
    const current = await climb(weights, config, x, layer, below);
    if (asked?.layer !== layer) {
      asked = { layer, attention: await readAttentionLayer(weights, layer) };
    }
    return inputFor(current, asked.attention, config);
  }

  return {
    name,
    layers,
    heads,
    dModel,
    isCausal,
    encode: (text, pair) => encodeWithin(tokenizer, config, name, [text, pair]),
    doubt: (text, pair = '') => doubtPieces(name, tokenizer, [text, pair]),
    async attentionInput(ids, typeIds, layer, below) {
      checkLayer(layer, config, name);
      try {
        return await compute(ids, typeIds, layer, below);
      } catch (error) {
        await files.renew(error);
        weights = null;
        asked = null;
        return await compute(ids, typeIds, layer, below);
      } finally {
        files.report();
      }
    },
  };
}
