/**
 * What the tiny model can do with sentences that it never saw: whether its heads find translations,
 * and whether it guesses hidden pieces.
 */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Safetensors } from '../../models/safetensors';
import type { Translations } from './corpus';
import { chooseOne, guidesOf, hide, joinSentences, type Tokens } from './examples';
import { languages } from './languages/all';
import { type Batch, batchOf, guess, type Network, run, type Weights } from './network';
import type { Random } from './random';
import { heads, layers, shapesOf } from './shapes';

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

const share = ({ right, all }: Tally): number => right / all;

function count(tally: Tally, isRight: boolean): void {
  tally.right += Number(isRight);
  tally.all += 1;
}

/** So many examples at once; more would only take memory. */
const CHUNK = 64;

const chunksOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, i) =>
    all.slice(i * CHUNK, (i + 1) * CHUNK),
  );

export interface Alignment {
  /** By layer and head: the share of pieces whose largest weight is on their translation. */
  layers: number[][];
  /** Of head 0 of layer 0, from one language to another: `en-ru`. */
  pairs: Record<string, number>;
  /** What a head that looks anywhere would reach. */
  chance: number;
  /** So many pieces were asked about. */
  asked: number;
}

/** Which token each row of each head looks at most: by layer, `[batch · heads · length]`. */
const strongestOf = ({ tf, weights }: Network, batch: Batch): Tf.TypedArray[] =>
  tf.tidy(() => run({ tf, weights }, batch).maps.map((maps) => tf.argMax(maps, -1).dataSync()));

/**
 * How well each head finds translations. Asked is every piece of the first sentence that speaks for
 * something; it is right when its largest weight, over all tokens, is on a piece of the second
 * sentence that speaks for the same.
 */
export function measureAlignment(network: Network, meanings: readonly Translations[]): Alignment {
  const newTally = (): Tally => ({ right: 0, all: 0 });
  const tallies = Array.from({ length: layers }, () => Array.from({ length: heads }, newTally));
  const byPair = new Map<string, Tally>();
  let luck = 0;
  for (const chunk of chunksOf(pairsOf(meanings))) {
    const batch = batchOf(chunk.map(({ tokens }) => tokens));
    const strongest = strongestOf(network, batch);
    for (const [n, { from, to, tokens }] of chunk.entries()) {
      const pair = byPair.get(`${from}-${to}`) ?? newTally();
      byPair.set(`${from}-${to}`, pair);
      for (const { row, partners } of questionsOf(tokens)) {
        luck += partners.length / tokens.ids.length;
        const isRight = (layer: number, h: number): boolean =>
          partners.includes(strongest[layer]?.[(n * heads + h) * batch.length + row] ?? -1);
        for (const [layer, ofHeads] of tallies.entries()) {
          for (const [h, tally] of ofHeads.entries()) count(tally, isRight(layer, h));
        }
        count(pair, isRight(0, 0));
      }
    }
  }
  const asked = tallies[0]?.[0]?.all ?? 0;
  return {
    layers: tallies.map((ofHeads) => ofHeads.map(share)),
    pairs: Object.fromEntries([...byPair].map(([name, tally]) => [name, share(tally)])),
    chance: luck / asked,
    asked,
  };
}

/** The stored weights as tensors. */
export async function openTensors(tf: typeof Tf, file: Safetensors): Promise<Weights> {
  const names = Object.keys(shapesOf(0));
  const tensors = await file.read(names.map((tensor) => ({ tensor })));
  return Object.fromEntries(
    names.map((name, i) => [name, tf.tensor(tensors[i]?.data ?? [], tensors[i]?.shape)]),
  );
}

/** How often a hidden piece is guessed that speaks for something; one of each text is hidden. */
export function measureGuesses(network: Network, tokens: readonly Tokens[], random: Random): Tally {
  const { tf } = network;
  const tally = { right: 0, all: 0 };
  const examples = tokens.map((one) => hide(one, chooseOne(one, random)));
  for (const chunk of chunksOf(examples)) {
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
