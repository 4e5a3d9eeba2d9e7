/** The tiny model's tokenizer.json: a tokenizer of the BERT family with the vocabulary put in. */
import { CLS, SEP, specials } from './vocabulary';

const special = (id: string, type: number) => ({ SpecialToken: { id, type_id: type } });
const text = (id: 'A' | 'B', type: number) => ({ Sequence: { id, type_id: type } });
const named = (id: string, number: number) => ({ id, ids: [number], tokens: [id] });

/** Composed letters, no control characters, Chinese characters apart, lower case with its accents. */
const normalizer = {
  type: 'Sequence',
  normalizers: [
    { type: 'NFC' },
    {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: false,
      lowercase: true,
    },
  ],
};

const first = [special('[CLS]', 0), text('A', 0), special('[SEP]', 0)];

/** @param pieces in order of their ids, special ones first */
export const tokenizerFile = (pieces: readonly string[]) => ({
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: specials.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer,
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: first,
    pair: [...first, text('B', 1), special('[SEP]', 1)],
    special_tokens: { '[CLS]': named('[CLS]', CLS), '[SEP]': named('[SEP]', SEP) },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
  },
});

export const tokenizerConfig = (maxTokens: number) => ({
  tokenizer_class: 'PreTrainedTokenizerFast',
  model_max_length: maxTokens,
  cls_token: '[CLS]',
  sep_token: '[SEP]',
  pad_token: '[PAD]',
  unk_token: '[UNK]',
  mask_token: '[MASK]',
  // Without this line transformers 5 tells the model nothing of which sentence a token belongs to.
  model_input_names: ['input_ids', 'token_type_ids', 'attention_mask'],
});
