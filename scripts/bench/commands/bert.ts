/** A model of BERT base's shape with random weights, in the files that a hub has. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const SEED = 42;
const WIDTH = 768;
const INNER = 3_072;
const LAYERS = 12;
/** BERT's has 30,522 words, of which a picture reads a few rows. */
const WORDS = 1_000;
const POSITIONS = 512;
const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

const config = {
  model_type: 'bert',
  hidden_size: WIDTH,
  num_attention_heads: 12,
  num_hidden_layers: LAYERS,
  intermediate_size: INNER,
  vocab_size: WORDS,
  max_position_embeddings: POSITIONS,
  type_vocab_size: 2,
  hidden_act: 'gelu',
  layer_norm_eps: 1e-12,
};

type Shape = [name: string, ...axes: number[]];

const linear = (name: string, out: number, into: number): Shape[] => [
  [`${name}.weight`, out, into],
  [`${name}.bias`, out],
];
const norm = (name: string): Shape[] => [
  [`${name}.weight`, WIDTH],
  [`${name}.bias`, WIDTH],
];

const layer = (number: number): Shape[] => {
  const name = `encoder.layer.${number}`;
  return [
    ...['query', 'key', 'value'].flatMap((part) =>
      linear(`${name}.attention.self.${part}`, WIDTH, WIDTH),
    ),
    ...linear(`${name}.attention.output.dense`, WIDTH, WIDTH),
    ...norm(`${name}.attention.output.LayerNorm`),
    ...linear(`${name}.intermediate.dense`, INNER, WIDTH),
    ...linear(`${name}.output.dense`, WIDTH, INNER),
    ...norm(`${name}.output.LayerNorm`),
  ];
};

const tensors: Shape[] = [
  ['embeddings.word_embeddings.weight', WORDS, WIDTH],
  ['embeddings.position_embeddings.weight', POSITIONS, WIDTH],
  ['embeddings.token_type_embeddings.weight', 2, WIDTH],
  ...norm('embeddings.LayerNorm'),
  ...Array.from({ length: LAYERS }, (_, number) => layer(number)).flat(),
];

const countOf = ([, ...axes]: Shape): number => axes.reduce((a, b) => a * b, 1);

function headerOf(): Buffer {
  let at = 0;
  const entries = tensors.map((tensor) => {
    const [name, ...shape] = tensor;
    const begin = at;
    at += 4 * countOf(tensor);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, at] }];
  });
  const text = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text]);
}

const vocabulary = [
  ...SPECIAL,
  ...Array.from({ length: WORDS - SPECIAL.length }, (_, i) => `w${SPECIAL.length + i}`),
];

const special = (name: string) => ({ SpecialToken: { id: name, type_id: 0 } });
const sequence = (id: 'A' | 'B') => ({ Sequence: { id, type_id: id === 'A' ? 0 : 1 } });
const idOf = (name: string) => ({ id: name, ids: [SPECIAL.indexOf(name)], tokens: [name] });

const tokenizer = {
  version: '1.0',
  added_tokens: SPECIAL.map((content, id) => ({ id, content, special: true })),
  normalizer: { type: 'BertNormalizer', clean_text: true, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [special('[CLS]'), sequence('A'), special('[SEP]')],
    pair: [special('[CLS]'), sequence('A'), special('[SEP]'), sequence('B'), special('[SEP]')],
    special_tokens: { '[CLS]': idOf('[CLS]'), '[SEP]': idOf('[SEP]') },
  },
  decoder: { type: 'WordPiece', prefix: '##' },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
  },
};

/** Words to attend to: `w5 w6 …`, each one token. */
export const words = (count: number): string =>
  Array.from({ length: count }, (_, i) => `w${SPECIAL.length + i}`).join(' ');

/** Writes config, tokenizer and 345 MB of weights; the same every time. */
export function writeBert(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  const random = xoroshiro128plus(SEED);
  const file = openSync(join(folder, 'model.safetensors'), 'w');
  try {
    writeSync(file, headerOf());
    for (const tensor of tensors) {
      // As spread as trained ones are; a layer's norm has weights around 1.
      const middle = /LayerNorm\.weight$/.test(tensor[0]) ? 1 : 0;
      const draw = (): number => middle + 0.14 * (uniformFloat64(random) - 0.5);
      writeSync(file, Buffer.from(Float32Array.from({ length: countOf(tensor) }, draw).buffer));
    }
  } finally {
    closeSync(file);
  }
}
