/**
 * Text → pieces, by a model's own tokenizer.json. Where a piece lies in the text is left out,
 * because the library does not tell.
 */
import { Tokenizer } from '@huggingface/tokenizers';
import { UserError } from '../../reference/user-error';
import { isCount, isObject, type JsonObject } from './json';

/** One text or a pair as a model reads it; all arrays have one entry a token. */
export interface Encoded {
  /** An unknown piece of a Unigram model keeps its letters here; see `unknown`. */
  tokens: string[];
  ids: number[];
  /** What the model is told of the two texts; always 0 in the XLM-R family. */
  typeIds: number[];
  /** 0 for the first text and the special tokens that close it, 1 for the rest. */
  segments: number[];
  /** Whether the model has no piece for it. */
  unknown: boolean[];
}

/** The pieces of one text, without special tokens. */
export type Pieces = Pick<Encoded, 'tokens' | 'ids' | 'unknown'>;

export interface ModelTokenizer {
  encode(text: string, pair?: string): Encoded;
  split(text: string): Pieces;
}

function unknownIdOf(model: unknown): number | null {
  if (!isObject(model)) return null;
  const { unk_id: id, unk_token: token, vocab } = model;
  if (isCount(id)) return id;
  const found = typeof token === 'string' && isObject(vocab) ? vocab[token] : null;
  return isCount(found) ? found : null;
}

function makeTokenizer(json: JsonObject, name: string): Tokenizer {
  try {
    return new Tokenizer({ added_tokens: [], ...json }, {});
  } catch (error) {
    const { message } = error as Error;
    throw new UserError(
      `${name}: expected a tokenizer of the tokenizers library, got one that cannot be read (${message}); fetch it again, or take another model`,
      { cause: error },
    );
  }
}

/**
 * @param json of tokenizer.json
 * @param name of the file, for messages
 * @param hasTypes whether the model tells the two texts of a pair apart by type ids
 * @throws UserError for a tokenizer that the library does not know
 */
export function readTokenizer(json: JsonObject, name: string, hasTypes: boolean): ModelTokenizer {
  const tokenizer = makeTokenizer(json, name);
  const unknownId = unknownIdOf(json.model);
  const isUnknown = (id: number): boolean => id === unknownId;
  const run = (text: string, pair?: string) =>
    tokenizer.encode(text, { text_pair: pair || null, return_token_type_ids: true });
  return {
    encode(text, pair) {
      const { ids, tokens, token_type_ids: types = [] } = run(text, pair);
      // A pair begins as its first text does alone: `<s> A </s>`, then `</s> B </s>`.
      const first = pair ? run(text).ids.length : ids.length;
      return {
        tokens,
        ids,
        typeIds: ids.map((_, i) => (hasTypes ? (types[i] ?? 0) : 0)),
        segments: ids.map((_, i) => Number(i >= first)),
        unknown: ids.map(isUnknown),
      };
    },
    split(text) {
      const { ids, tokens } = tokenizer.encode(text, { add_special_tokens: false });
      return { tokens, ids, unknown: ids.map(isUnknown) };
    },
  };
}
