/**
 * BERT's tokenizer in its older form: `vocab.txt`, one piece a line, whose number from 0 is its id,
 * and `tokenizer_config.json` for how a text is prepared, with BERT's defaults where it says nothing.
 * Both become what tokenizer.json would say. Left out: `added_tokens.json`.
 *
 * @see https://huggingface.co/docs/transformers/model_doc/bert (BertTokenizer)
 */
import { UserError } from '../../reference/user-error';
import { isCount, isObject, type JsonObject, show } from './json';

/** Classes that split a text as BERT does; others put their own splitting before the same file. */
const classes = /^(?:Bert|DistilBert|Electra)Tokenizer(?:Fast)?$/;

export interface VocabSettings {
  lowercase: boolean;
  /** null: as `lowercase` is */
  stripAccents: boolean | null;
  splitsIdeographs: boolean;
  unknown: string;
  first: string;
  separator: string;
  /** Besides these three; a typed one is not split. */
  special: string[];
}

const contentOf = (token: unknown): unknown => (isObject(token) ? token.content : token);

/** Tokens that a file adds to the usual ones. */
const addedIn = ({ added_tokens_decoder: added }: JsonObject): string[] =>
  isObject(added)
    ? Object.values(added)
        .map(contentOf)
        .filter((token) => typeof token === 'string')
    : [];

/**
 * @param json of tokenizer_config.json, an empty object where there is none
 * @throws UserError for the tokenizer of another kind of model
 */
export function readVocabSettings(json: JsonObject, name: string): VocabSettings {
  const refuse = (key: string, expected: string): never => {
    throw new UserError(
      `${name}: expected ${key} to be ${expected}, got ${show(json[key])}; take a model with a tokenizer.json`,
    );
  };
  const flag = <T>(key: string, otherwise: T): boolean | T => {
    const value = json[key] ?? otherwise;
    return value === otherwise || typeof value === 'boolean'
      ? (value as boolean | T)
      : refuse(key, 'true or false');
  };
  const token = (key: string, otherwise: string): string => {
    const value = contentOf(json[key] ?? otherwise);
    return typeof value === 'string' && value ? value : refuse(key, 'a token');
  };
  const { tokenizer_class: kind } = json;
  if (kind !== undefined && kind !== null && !classes.test(String(kind))) {
    refuse('tokenizer_class', 'BertTokenizer, DistilBertTokenizer or ElectraTokenizer');
  }
  return {
    lowercase: flag('do_lower_case', true),
    stripAccents: flag('strip_accents', null),
    splitsIdeographs: flag('tokenize_chinese_chars', true),
    unknown: token('unk_token', '[UNK]'),
    first: token('cls_token', '[CLS]'),
    separator: token('sep_token', '[SEP]'),
    special: [token('pad_token', '[PAD]'), token('mask_token', '[MASK]'), ...addedIn(json)],
  };
}

/** Piece → id; of a piece that is there twice the last line counts. */
function readPieces(bytes: Uint8Array, name: string): Map<string, number> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new UserError(`${name}: expected UTF-8, got something else; fetch the file again`, {
      cause: error,
    });
  }
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return new Map(lines.map((line, i) => [line, i]));
}

/**
 * What tokenizer.json would say.
 * @param bytes of vocab.txt
 * @throws UserError for a vocabulary without the tokens that every text needs
 */
export function tokenizerOf(bytes: Uint8Array, name: string, settings: VocabSettings): JsonObject {
  const { unknown, first, separator } = settings;
  const pieces = readPieces(bytes, name);
  const idOf = (token: string): number => {
    const id = pieces.get(token);
    if (isCount(id)) return id;
    throw new UserError(
      `${name}: expected a line ${show(token)}, as a vocabulary of BERT has, there is none; fetch it again, or take a model with a tokenizer.json`,
    );
  };
  const special = [...new Set([unknown, first, separator, ...settings.special])];
  const added = special
    .filter((token) => [unknown, first, separator].includes(token) || pieces.has(token))
    .map((content) => ({ id: idOf(content), content, special: true, normalized: false }));
  const cls = { SpecialToken: { id: first, type_id: 0 } };
  const sep = (type: number) => ({ SpecialToken: { id: separator, type_id: type } });
  const text = (id: string, type: number) => ({ Sequence: { id, type_id: type } });
  const ids = [first, separator].map((id) => [id, { id, ids: [idOf(id)], tokens: [id] }]);
  return {
    added_tokens: added.map((token) => ({
      ...token,
      single_word: false,
      lstrip: false,
      rstrip: false,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: settings.splitsIdeographs,
      strip_accents: settings.stripAccents,
      lowercase: settings.lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [cls, text('A', 0), sep(0)],
      pair: [cls, text('A', 0), sep(0), text('B', 1), sep(1)],
      special_tokens: Object.fromEntries(ids),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: unknown,
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces),
    },
  };
}
