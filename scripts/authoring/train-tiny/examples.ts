/**
 * Training examples: one meaning in two languages side by side, with a piece or two hidden, and for
 * each token the tokens that its guided row may look at.
 */
import type { Concept } from './languages/language';
import type { Random } from './random';
import type { Sentence } from './speaking';
import { CLS, MASK, PAD, SEP } from './vocabulary';

/** One sentence or a pair as the model reads it; all arrays have one entry a token. */
export interface Tokens {
  ids: number[];
  types: number[];
  /** What the token speaks for; null for [CLS], [SEP] and tokens without a counterpart. */
  means: (Concept | null)[];
}

export interface Example extends Tokens {
  /** Positions that were hidden, and what stood there. */
  hidden: { at: number; id: number }[];
  /** For each row the tokens to look at; none where the row is not guided. */
  guides: number[][];
}

/** [CLS] a [SEP], or [CLS] a [SEP] b [SEP]. */
export function joinSentences(a: Sentence, b: Sentence | null): Tokens {
  const first = { ids: [CLS, ...a.ids, SEP], means: [null, ...a.means, null] };
  const second = b ? { ids: [...b.ids, SEP], means: [...b.means, null] } : { ids: [], means: [] };
  return {
    ids: [...first.ids, ...second.ids],
    types: [...first.ids.map(() => 0), ...second.ids.map(() => 1)],
    means: [...first.means, ...second.means],
  };
}

/**
 * Where each row should look: at what means the same in the other sentence; where there is no such
 * thing at [SEP]; [CLS] at itself.
 */
export function guidesOf({ ids, types, means }: Tokens): number[][] {
  const ends = ids.flatMap((id, i) => (id === SEP ? [i] : []));
  return ids.map((id, i) => {
    if (id === CLS) return [i];
    const own = means[i];
    const partners = ids.flatMap((_, j) => (types[j] !== types[i] && means[j] === own ? [j] : []));
    return own && partners.length > 0 ? partners : ends;
  });
}

/** The share of the first sentence that is hidden in training. */
export const HIDDEN = 0.25;
/** The share of examples with one sentence alone. */
export const ALONE = 0.1;
/** The share of examples with one sentence twice, reached in so many of the steps from all of them. */
export const TWICE = 0.2;
export const COPYING = 0.3;

/** Some pieces of the first sentence, one at least. */
function chooseSome({ ids, types }: Tokens, random: Random): number[] {
  const free = ids.flatMap((id, i) => (types[i] === 0 && id > MASK ? [i] : []));
  const chosen = free.filter(() => random.unit() < HIDDEN);
  return chosen.length > 0 ? chosen : [random.pick(free)];
}

/** One piece of the first sentence that speaks for something. */
export function chooseOne({ ids, types, means }: Tokens, random: Random): number[] {
  return [random.pick(ids.flatMap((_, i) => (types[i] === 0 && means[i] ? [i] : [])))];
}

/**
 * @param tokens as they are; the example's ids have [MASK] in the hidden places
 * @param places to hide
 */
export function hide(tokens: Tokens, places: readonly number[]): Example {
  const isHidden = (i: number): boolean => places.includes(i);
  // What was hidden cannot know its translation; the translation may look at any [MASK].
  const guide = (row: number[]): number[] => (row.every(isHidden) ? [...places] : row);
  return {
    ...tokens,
    ids: tokens.ids.map((id, i) => (isHidden(i) ? MASK : id)),
    hidden: places.map((at) => ({ at, id: tokens.ids[at] ?? PAD })),
    guides: guidesOf(tokens).map((row, i) => (isHidden(i) ? [] : guide(row))),
  };
}

/** @param twice how often a sentence stands beside itself */
function drawExample(
  meanings: readonly (readonly Sentence[])[],
  random: Random,
  twice: number,
): Example {
  const translations = random.pick(meanings);
  const a = random.pick(translations);
  const others = translations.filter((sentence) => sentence !== a);
  const other = random.unit() < twice ? a : random.pick(others);
  const tokens = joinSentences(a, random.unit() < ALONE ? null : other);
  return hide(tokens, chooseSome(tokens, random));
}

/** So many batches are drawn at once. */
const POOL = 16;

/** What a training is drawn from, and how. */
export interface Draw {
  meanings: readonly (readonly Sentence[])[];
  /** So many examples a batch. */
  size: number;
  steps: number;
  /** How often, in the end, a sentence stands beside itself and not beside a translation. */
  twice: number;
}

/**
 * Draws the batches of a training. Examples of about the same length stand together, so that little
 * of a batch is padding. First a sentence stands beside itself, then ever more often beside its
 * translation: to look into the other sentence has to pay from the beginning, or a model learns to do
 * without and never comes back to it.
 */
export function* drawBatches(
  { meanings, size, steps, twice }: Draw,
  random: Random,
): Generator<Example[], void> {
  for (let step = 0; step < steps; step += POOL) {
    const share = Math.max(twice, 1 - step / (COPYING * steps));
    const pool = Array.from({ length: POOL * size }, () => drawExample(meanings, random, share));
    pool.sort((a, b) => a.ids.length - b.ids.length);
    const batches = Array.from({ length: POOL }, (_, i) => pool.slice(i * size, (i + 1) * size));
    while (batches.length > 0) {
      const batch = random.pick(batches);
      batches.splice(batches.indexOf(batch), 1);
      yield batch;
    }
  }
}
