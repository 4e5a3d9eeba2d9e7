/**
 * bert-base-multilingual-cased in its true shapes and with numbers of no meaning, to count what a
 * download costs. The files take no room: they are made where they are read.
 */
import { joinFile } from '../write';
import { type Served, served } from './hub';

const D = 768;
const HIDDEN = 3072;
const LAYERS = 12;
const PIECES = 119_547;

const norm = (name: string): [string, number[]][] => [
  [`${name}.weight`, [D]],
  [`${name}.bias`, [D]],
];
const dense = (name: string, out: number, width: number): [string, number[]][] => [
  [`${name}.weight`, [out, width]],
  [`${name}.bias`, [out]],
];

function block(layer: number): [string, number[]][] {
  const at = `bert.encoder.layer.${layer}`;
  return [
    ...['query', 'key', 'value'].flatMap((name) => dense(`${at}.attention.self.${name}`, D, D)),
    ...dense(`${at}.attention.output.dense`, D, D),
    ...norm(`${at}.attention.output.LayerNorm`),
    ...dense(`${at}.intermediate.dense`, HIDDEN, D),
    ...dense(`${at}.output.dense`, D, HIDDEN),
    ...norm(`${at}.output.LayerNorm`),
  ];
}

const shapes: [string, number[]][] = [
  ['bert.embeddings.word_embeddings.weight', [PIECES, D]],
  ['bert.embeddings.position_embeddings.weight', [512, D]],
  ['bert.embeddings.token_type_embeddings.weight', [2, D]],
  ...norm('bert.embeddings.LayerNorm'),
  ...Array.from({ length: LAYERS }, (_, layer) => block(layer)).flat(),
  ...dense('bert.pooler.dense', D, D),
  ['cls.predictions.bias', [PIECES]],
  ...dense('cls.predictions.transform.dense', D, D),
  ...norm('cls.predictions.transform.LayerNorm'),
  ...dense('cls.seq_relationship', 2, D),
];

/** A number between −0.05 and 0.05 that follows from its place in the file. */
const numberAt = (place: number): number =>
  ((Math.imul(place + 1, 0x9e3779b1) >>> 8) / 2 ** 24 - 0.5) / 10;

/** A weights file of 714 MB. */
export function multilingualWeights(): Served {
  let end = 0;
  const entries = shapes.map(([name, shape]) => {
    const begin = end;
    end += 4 * shape.reduce((size, n) => size * n, 1);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  const text = JSON.stringify(Object.fromEntries(entries));
  const header = joinFile(text + ' '.repeat((8 - (text.length % 8)) % 8), Buffer.alloc(0));
  const slice = (from: number, to: number): Buffer => {
    const first = Math.floor(from / 4);
    const numbers = Float32Array.from({ length: Math.ceil(to / 4) - first }, (_, i) =>
      numberAt(first + i),
    );
    const bytes = Buffer.from(numbers.buffer, from - 4 * first, to - from);
    if (from < header.length) header.copy(bytes, 0, from, Math.min(to, header.length));
    return bytes;
  };
  return { size: header.length + end, slice };
}

const config = {
  model_type: 'bert',
  hidden_act: 'gelu',
  hidden_size: D,
  intermediate_size: HIDDEN,
  layer_norm_eps: 1e-12,
  max_position_embeddings: 512,
  num_attention_heads: 12,
  num_hidden_layers: LAYERS,
  pad_token_id: 0,
  type_vocab_size: 2,
  vocab_size: PIECES,
};

/**
 * The whole model.
 * @param tokenizer a tokenizer of the BERT family, whose vocabulary is filled up to the true size
 */
export function multilingualBert(tokenizer: {
  model: { vocab: Record<string, number> };
}): (file: string) => Served | null {
  const { vocab } = tokenizer.model;
  const known = Object.keys(vocab).length;
  const more = Array.from({ length: PIECES - known }, (_, i) => [`+${i.toString(36)}`, known + i]);
  const filled = { ...vocab, ...Object.fromEntries(more) };
  const text = JSON.stringify({ ...tokenizer, model: { ...tokenizer.model, vocab: filled } });
  const files = new Map([
    ['config.json', served(Buffer.from(JSON.stringify(config)))],
    ['tokenizer.json', served(Buffer.from(text))],
    ['model.safetensors', multilingualWeights()],
  ]);
  return (file) => files.get(file) ?? null;
}
