/**
 * Writes the tiny model as a Hugging Face folder. Numbers are stored as float16, which is a third of
 * a per mille of each; pieces that no training sentence has are given embeddings like those of a
 * model before its training, and are never guessed.
 */
import { join } from 'node:path';
import { encodeHalves } from '../../models/floats';
import { type Written, writeSafetensors } from '../../models/write';
import { writeOut } from '../../terminal/output';
import type { Random } from './random';
import { dHidden, dModel, eps, heads, layers, positions, SPREAD, shapesOf } from './shapes';
import { tokenizerConfig, tokenizerFile } from './tokenizer-file';
import { PAD, type Vocabulary } from './vocabulary';

/** A score that no piece wins with. */
const NEVER = -100;

const config = (pieces: number) => ({
  architectures: ['BertForMaskedLM'],
  attention_probs_dropout_prob: 0,
  dtype: 'float16',
  hidden_act: 'gelu',
  hidden_dropout_prob: 0,
  hidden_size: dModel,
  initializer_range: SPREAD,
  intermediate_size: dHidden,
  layer_norm_eps: eps,
  max_position_embeddings: positions,
  model_type: 'bert',
  num_attention_heads: heads,
  num_hidden_layers: layers,
  pad_token_id: PAD,
  position_embedding_type: 'absolute',
  tie_word_embeddings: true,
  type_vocab_size: 2,
  vocab_size: pieces,
});

/** Values of the whole vocabulary, of which training knows the first. */
function extend(name: string, values: Float32Array, size: number, random: Random): Float32Array {
  const whole = new Float32Array(size);
  whole.set(values);
  for (let i = values.length; i < size; i += 1) {
    whole[i] = name.endsWith('bias') ? NEVER : SPREAD * random.normal();
  }
  return whole;
}

/** Writes config.json, tokenizer.json and tokenizer_config.json, which follow from the sentences. */
export function storeTokenizer(folder: string, { pieces }: Vocabulary): void {
  const json = (file: string, content: unknown, indent?: number): void =>
    writeOut(join(folder, file), `${JSON.stringify(content, null, indent)}\n`);
  json('config.json', config(pieces.length), 2);
  json('tokenizer.json', tokenizerFile(pieces));
  json('tokenizer_config.json', tokenizerConfig(positions), 2);
}

/**
 * Writes model.safetensors.
 * @param values of the trained tensors, with as many pieces as are trained
 * @param random for the embeddings of the others
 */
export function storeWeights(
  folder: string,
  { pieces }: Vocabulary,
  values: Record<string, Float32Array>,
  random: Random,
): void {
  const tensors = Object.entries(shapesOf(pieces.length)).map(
    ([name, shape]): [string, Written] => {
      const size = shape.reduce((product, n) => product * n, 1);
      const whole = extend(name, values[name] ?? new Float32Array(0), size, random);
      return [name, { dtype: 'F16', shape, bytes: encodeHalves(whole) }];
    },
  );
  const file = writeSafetensors(Object.fromEntries(tensors), { format: 'pt' });
  writeOut(join(folder, 'model.safetensors'), file);
}
