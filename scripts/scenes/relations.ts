/**
 * `--model relations`: a layer made by hand for the question why one head is not enough. Every word
 * asks for the word before it and for the word after it; at the edge a word stands for itself.
 * The same vectors and projections serve one head and two. Nothing is learned, nothing is random.
 *
 *     x[p] = [ one-hot of the position p | one-hot of the word ],  dModel = 2T
 */
import { UserError } from '../../reference/user-error';
import type { Reading, Scene, SceneOptions } from './scene';
import { expectOneLayer, wordsOf } from './words';

type Matrix = number[][];

const DEFAULT_TEXT = 'dog bites man';
const slots = ['before', 'after'] as const;
/** Shares of an output below this are the softmax's crumbs. */
const CRUMB = 0.05;
/** Outputs that differ by less are the same but for rounding, also in float32. */
const SAME = 1e-5;
const SHOWN_ROWS = 12;

const oneHot = (length: number, at: number, value = 1): number[] =>
  Array.from({ length }, (_, i) => (i === at ? value : 0));

const codesOf = (words: string[]): string[] => [...new Set(words)].sort();

/** `[T, 2T]` */
const embed = (words: string[], codes: string[]): Matrix =>
  words.map((word, p) => [
    ...oneHot(words.length, p),
    ...oneHot(words.length, codes.indexOf(word)),
  ]);

/** The left half of the columns is about the word before, the right half about the word after. */
function projections(T: number) {
  const positions = Array.from({ length: T }, (_, p) => p);
  const nothing = positions.map(() => oneHot(2 * T, -1));
  const both = positions.map((p) => [...oneHot(T, p), ...oneHot(T, p)]);
  // 4T, so that after the division by √dK one position wins however many there are.
  const asks = positions.map((p) => [
    ...oneHot(T, Math.max(0, p - 1), 4 * T),
    ...oneHot(T, Math.min(T - 1, p + 1), 4 * T),
  ]);
  return {
    wQ: [...asks, ...nothing],
    wK: [...both, ...nothing],
    wV: [...nothing, ...both],
    wO: [...positions, ...positions].map((_, i) => oneHot(2 * T, i)),
  };
}

/** The words whose codes a slot of the output holds, the largest share first. */
function wordsIn(shares: number[], codes: string[]): string[] {
  const held = codes.map((word, i) => ({ word, share: shares[i] ?? 0 }));
  const clear = held.filter(({ share }) => share > CRUMB).sort((a, b) => b.share - a.share);
  return clear.map(({ word }) => word);
}

function readRow(word: string, output: number[], codes: string[]): string {
  const half = output.length / 2;
  const read = [output.slice(0, half), output.slice(half)].map((slot) => wordsIn(slot, codes));
  if (read.every((words) => words.length === 1)) {
    return `${word}: ${slots.map((slot, i) => `${slot} = ${read[i]}`).join(', ')}`;
  }
  const [before = [], after = []] = read.map((words) => words.join(' + '));
  if (before !== after) return `${word}: before = ${before}, after = ${after}`;
  return `${word}: ${before}; which is before and which is after cannot be told`;
}

/** The words on both sides of a middle word, exchanged. */
function exchange(words: string[], middle: number): string[] {
  const swapped = [...words];
  [swapped[middle - 1], swapped[middle + 1]] = [words[middle + 1] ?? '', words[middle - 1] ?? ''];
  return swapped;
}

function tellExchange(words: string[], middle: number, [first = [], second = []]: Matrix) {
  const difference = Math.max(...first.map((value, i) => Math.abs(value - (second[i] ?? 0))));
  const outcome =
    difference > SAME
      ? `changes by up to ${difference.toFixed(3)}. It says which of the two comes first.`
      : 'stays the same. It cannot say which of the two comes first.';
  const swapped = `"${words[middle - 1]}" ⇄ "${words[middle + 1]}"`;
  return ['', `${swapped}: exchange the two, and the output of "${words[middle]}" ${outcome}`];
}

function readingOf(words: string[], codes: string[]): Reading {
  const middle = Math.floor(words.length / 2);
  const canExchange = words.length > 2 && words[middle - 1] !== words[middle + 1];
  return {
    inputs: canExchange ? [embed(exchange(words, middle), codes)] : [],
    tell: ([own = [], exchanged = []]) => [
      'What can be read from the output:',
      ...words.slice(0, SHOWN_ROWS).map((word, p) => `  ${readRow(word, own[p] ?? [], codes)}`),
      ...(words.length > SHOWN_ROWS ? [`  … and ${words.length - SHOWN_ROWS} words more`] : []),
      ...(canExchange
        ? tellExchange(words, middle, [own[middle] ?? [], exchanged[middle] ?? []])
        : []),
    ],
  };
}

export function relations(options: SceneOptions): Scene {
  expectOneLayer('relations', options);
  const { text = DEFAULT_TEXT, heads = slots.length, dModel } = options;
  if (dModel !== undefined) {
    throw new UserError('relations is as wide as twice its words; leave --d-model out');
  }
  if (heads > slots.length) {
    throw new UserError(`relations works with 1 or 2 heads, got --heads ${heads}`);
  }
  const tokens = wordsOf(text);
  const codes = codesOf(tokens);
  return {
    model: 'relations',
    about: ['made by hand', 'the word before and the word after', `d_model ${2 * tokens.length}`],
    tokens,
    layer: 0,
    x: embed(tokens, codes),
    params: projections(tokens.length),
    nHeads: heads,
    reading: readingOf(tokens, codes),
  };
}
