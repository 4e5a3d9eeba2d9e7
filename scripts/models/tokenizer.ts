/**
 * Text → pieces, by a model's own tokenizer.json, with the ids that Python's `tokenizers` gives. Where
 * a piece lies in the text is left out, because the library does not tell.
 */
import { Tokenizer } from '@huggingface/tokenizers';
import { UserError } from '../../reference/user-error';
import { brief, isCount, isObject, type JsonObject, show } from './json';
import { readAsRust } from './text/as-rust';
import { isByteLevel, readable } from './text/byte-level';
import { checkVocabulary } from './vocabulary';

/** One text or a pair as a model reads it; all arrays have one entry a token. */
export interface Encoded {
  /**
   * An unknown piece of a Unigram model keeps its letters here; see `unknown`. Pieces of bytes are
   * written as the text that they stand for.
   */
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
  /** Words of a text of which Python's tokenizers may make other pieces. */
  doubtful(text: string): string[];
}

const again = 'fetch it again, or take another model';

function unknownIdOf(model: unknown): number | null {
  if (!isObject(model)) return null;
  const { unk_id: id, unk_token: token, vocab } = model;
  if (isCount(id)) return id;
  const found = typeof token === 'string' && isObject(vocab) ? vocab[token] : null;
  return isCount(found) ? found : null;
}

function makeTokenizer(json: JsonObject, name: string) {
  try {
    const tokenizer = new Tokenizer({ added_tokens: [], ...json }, {});
    return { tokenizer, doubtful: readAsRust(tokenizer, json) };
  } catch (error) {
    const { message } = error as Error;
    throw new UserError(
      `${name}: expected a tokenizer of the tokenizers library, got one that cannot be read (${brief(message)}); ${again}`,
      { cause: error },
    );
  }
}

type Options = Parameters<Tokenizer['encode']>[1];

/** The library finds only at work that a rule or a special token makes no sense. */
function makeRun(tokenizer: Tokenizer, name: string) {
  const encode = (text: string, options: Options) => {
    try {
      return tokenizer.encode(text, options);
    } catch (error) {
      const says = `expected rules that split a text, got some that fail (${brief((error as Error).message)})`;
      throw new UserError(`${name}: ${says}; ${again}`, { cause: error });
    }
  };
  return (text: string, options: Options) => {
    const encoded = encode(text, options);
    const { ids, tokens } = encoded;
    const odd = ids.findIndex((each, i) => !isCount(each) || typeof tokens[i] !== 'string');
    if (odd === -1) return encoded;
    const says = `expected pieces of text with an id each, got ${show(tokens[odd])} with ${show(ids[odd])}`;
    throw new UserError(`${name}: ${says}; ${again}`);
  };
}

/**
 * @param json of tokenizer.json
 * @param name of the file, for messages
 * @param hasTypes whether the model tells the two texts of a pair apart by type ids
 * @throws UserError for a tokenizer that the library does not know
 */
export function readTokenizer(json: JsonObject, name: string, hasTypes: boolean): ModelTokenizer {
  checkVocabulary(json, name);
  const { tokenizer, doubtful } = makeTokenizer(json, name);
  const encode = makeRun(tokenizer, name);
  const unknownId = unknownIdOf(json.model);
  // What fails at work has to be known before the file is kept.
  encode('a', { text_pair: 'b' });
  const written = isByteLevel(json) ? readable : (piece: string): string => piece;
  const isUnknown = (id: number): boolean => id === unknownId;
  const run = (text: string, pair?: string) =>
    encode(text, { text_pair: pair || null, return_token_type_ids: true });
  return {
    encode(text, pair) {
      const { ids, tokens, token_type_ids: types = [] } = run(text, pair);
      // A pair begins as its first text does alone: `<s> A </s>`, then `</s> B </s>`.
      const first = pair ? run(text).ids.length : ids.length;
      return {
        tokens: tokens.map(written),
        ids,
        typeIds: ids.map((_, i) => (hasTypes ? (types[i] ?? 0) : 0)),
        segments: ids.map((_, i) => Number(i >= first)),
        unknown: ids.map(isUnknown),
      };
    },
    split(text) {
      const { ids, tokens } = encode(text, { add_special_tokens: false });
      return { tokens: tokens.map(written), ids, unknown: ids.map(isUnknown) };
    },
    doubtful,
  };
}
