/**
 * The entropy that is shown beside a map is what the learner's own `headEntropy` gives, and nothing
 * stands there until it is written: the kit holds no other, which would only have to be copied.
 */
import { type CatalogEntry, exerciseExporting } from '../../exercises/catalog';
import { averageOf } from './stats';

/** What measures, of the exercise below. */
export const MEASURE = 'headEntropy';

/** Null where the exercise is not handed out. */
export const measuring: CatalogEntry | null = exerciseExporting(MEASURE) ?? null;

/** In bits: of each head in order, then of their average. */
export type Entropies = readonly number[];

/** What is measured: the maps of the heads, and their average behind them. */
export const measured = (weights: number[][][]): number[][][] => [...weights, averageOf(weights)];

/** What `headEntropy` gave for those maps; null where that is no number for each of them. */
export function readEntropies(value: unknown, weights: number[][][]): Entropies | null {
  const isRight =
    Array.isArray(value) && value.length === weights.length + 1 && value.every(Number.isFinite);
  return isRight ? value : null;
}
