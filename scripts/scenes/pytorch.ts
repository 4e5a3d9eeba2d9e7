/**
 * `--model pytorch`: a layer that PyTorch drew at random, recorded with its input. Its input has no
 * words; with `--text` its weights meet random vectors of one's own words.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Params } from '../../reference/judging/params';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { embedWords } from './random';
import type { Scene, SceneOptions } from './scene';
import { expectOneLayer, wordsOf } from './words';

type Matrix = number[][];

interface Tensor {
  shape: number[];
  data: number[];
}

interface Recording {
  config: { T: number; dModel: number; nHeads: number };
  x: Tensor;
  /** PyTorch's weights as exercise 05 takes them. */
  params: Params;
}

const file = join(root, 'reference', 'recordings', 'pytorch-multihead-attention.json');

/** A flat `[rows, columns]` tensor as nested arrays. */
const rowsOf = ({ shape: [rows = 0, columns = 0], data }: Tensor): Matrix =>
  Array.from({ length: rows }, (_, i) => data.slice(i * columns, (i + 1) * columns));

export function pytorch(options: SceneOptions): Scene {
  expectOneLayer('pytorch', options);
  const { text, heads, dModel, seed } = options;
  const recording: Recording = JSON.parse(readFileSync(file, 'utf8'));
  const { config } = recording;
  if (heads !== undefined || dModel !== undefined) {
    throw new UserError(
      `pytorch was recorded with ${config.nHeads} heads and d_model ${config.dModel}; for other sizes use --model notebook`,
    );
  }
  const words = text === undefined ? null : wordsOf(text);
  const input = words ? [`random embeddings, seed ${seed}`] : ['recorded input without words'];
  return {
    model: 'pytorch',
    about: ['recorded weights of nn.MultiheadAttention', ...input, `d_model ${config.dModel}`],
    tokens: words ?? Array.from({ length: config.T }, (_, i) => String(i)),
    layer: 0,
    x: words ? embedWords(words, config.dModel, 1, seed) : rowsOf(recording.x),
    params: recording.params,
    nHeads: config.nHeads,
  };
}
