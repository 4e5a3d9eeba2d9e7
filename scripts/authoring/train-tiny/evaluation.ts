/**
 * What the tiny model can do with sentences that it never saw: whether its heads find translations,
 * and whether it guesses hidden pieces. Reads the stored model, as everybody else does.
 */
import type * as Tf from '@tensorflow/tfjs-core';
import { calledAs05, type Model } from '../../models/model';
import type { Safetensors } from '../../models/safetensors';
import type { Translations } from './corpus';
import { chooseOne, guidesOf, hide, joinSentences, type Tokens } from './examples';
import { languages } from './languages/all';
import { batchOf, guess, run, type Weights } from './network';
import type { Random } from './random';
import { shapesOf } from './shapes';

/** Multi-head attention of exercise 05, by whichever code. */
export type Attention = (
  x: number[][],
  params: Awaited<ReturnType<Model['attentionInput']>>['params'],
  nHeads: number,
) => { weights: number[][][]; output: number[][] };

/** How often something was right. */
export interface Tally {
  right: number;
  all: number;
}

/** Two sentences that say the same, and which languages they are in. */
interface Pair {
  from: string;
  to: string;
  tokens: Tokens;
}

export function pairsOf(meanings: readonly Translations[]): Pair[] {
  return meanings.flatMap((translations) =>
    translations.flatMap((a, i) =>
      translations.flatMap((b, j) => {
        const [from, to] = [languages[i]?.code ?? '', languages[j]?.code ?? ''];
        return i === j ? [] : [{ from, to, tokens: joinSentences(a, b) }];
      }),
    ),
  );
}

/** The rows of the first sentence that have a partner, and their partners. */
const questionsOf = (tokens: Tokens): { row: number; partners: number[] }[] =>
  guidesOf(tokens)
    .map((partners, row) => ({ row, partners }))
    .filter(({ row, partners }) => {
      const isFirst = tokens.types[row] === 0 && tokens.means[row] !== null;
      return isFirst && partners.some((j) => tokens.types[j] === 1 && tokens.means[j] !== null);
    });

/** The column with the largest weight of a row, among all tokens of both sentences. */
const strongest = (weights: number[]): number => weights.indexOf(Math.max(...weights));

const share = ({ right, all }: Tally): number => right / all;

export interface Alignment {
  /** By head: the share of pieces whose largest weight is on their translation. */
  heads: number[];
  /** Of head 0, from one language to another: `en-ru`. */
  pairs: Record<string, number>;
  /** What a head that looks anywhere would reach. */
  chance: number;
  /** So many pieces were asked about. */
  asked: number;
}

/**
 * How well a layer's heads find translations. Asked is every piece of the first sentence that speaks
 * for something; it is right when its largest weight, over all tokens, is on a piece of the second
 * sentence that speaks for the same.
 */
export async function measureAlignment(
  model: Model,
  meanings: readonly Translations[],
  layer: number,
  attention: Attention,
): Promise<Alignment> {
  const heads = Array.from({ length: model.heads }, (): Tally => ({ right: 0, all: 0 }));
  const byPair = new Map<string, Tally>();
  let luck = 0;
  const count = (tally: Tally, isRight: boolean): void => {
    tally.right += Number(isRight);
    tally.all += 1;
  };
  for (const { from, to, tokens } of pairsOf(meanings)) {
    const { ids, types } = tokens;
    const input = await model.attentionInput(
      ids,
      types,
      layer,
      calledAs05((x, params, nHeads) => attention(x, params, nHeads).output),
    );
    const { weights } = attention(input.x, input.params, input.nHeads);
    const pair = byPair.get(`${from}-${to}`) ?? { right: 0, all: 0 };
    byPair.set(`${from}-${to}`, pair);
    for (const { row, partners } of questionsOf(tokens)) {
      luck += partners.length / ids.length;
      const isRight = weights.map((map) => partners.includes(strongest(map[row] ?? [])));
      for (const [h, tally] of heads.entries()) count(tally, isRight[h] ?? false);
      count(pair, isRight[0] ?? false);
    }
  }
  const asked = heads[0]?.all ?? 0;
  return {
    heads: heads.map(share),
    pairs: Object.fromEntries([...byPair].map(([name, tally]) => [name, share(tally)])),
    chance: luck / asked,
    asked,
  };
}

/** So many examples at once; more would only take memory. */
const CHUNK = 64;

/** The stored weights as tensors. */
export async function openTensors(tf: typeof Tf, file: Safetensors, pieces: number) {
  const names = Object.keys(shapesOf(pieces));
  const tensors = await file.read(names.map((tensor) => ({ tensor })));
  return Object.fromEntries(
    names.map((name, i) => [name, tf.tensor(tensors[i]?.data ?? [], tensors[i]?.shape)]),
  );
}

/** How often a hidden piece is guessed that speaks for something; one of each text is hidden. */
export function measureGuesses(
  tf: typeof Tf,
  weights: Weights,
  tokens: readonly Tokens[],
  random: Random,
): Tally {
  const network = { tf, weights };
  const tally = { right: 0, all: 0 };
  const examples = tokens.map((one) => hide(one, chooseOne(one, random)));
  for (let begin = 0; begin < examples.length; begin += CHUNK) {
    const chunk = examples.slice(begin, begin + CHUNK);
    const batch = batchOf(chunk);
    const hidden = chunk.flatMap((example, n) =>
      example.hidden.map(({ at, id }) => ({ row: n * batch.length + at, id })),
    );
    const rows = Int32Array.from(hidden, ({ row }) => row);
    const guessed = tf.tidy(() =>
      tf.argMax(guess(network, run(network, batch).x, rows), 1).dataSync(),
    );
    tally.all += hidden.length;
    tally.right += hidden.filter(({ id }, i) => guessed[i] === id).length;
  }
  return tally;
}
