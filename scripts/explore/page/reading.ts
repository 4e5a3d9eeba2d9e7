/**
 * What the maps show of an answer: its weights, or each weight times the length of the value that it
 * weights (Kobayashi et al. 2020, "Attention is not only a weight"). Knows no document.
 */
import { largestOf } from '../../drawing/scale';
import type { NamedMap } from '../../scenes/report';
import type { ReadingName } from './state';
import { lengthOf } from './values';

/** A map to draw, and a remark of its own where it does not show weights. */
export interface ReadMap extends NamedMap {
  note?: string;
}

/** `[T, T]` and `[T, dK]` → weight · ‖value‖, `[T, T]`. */
export function lengthsOf(map: number[][], values: number[][]): number[][] {
  const lengths = values.map(lengthOf);
  return map.map((weights) => weights.map((weight, key) => weight * (lengths[key] ?? 0)));
}

/**
 * @param maps the heads in order, and perhaps their average
 * @param valuesOf a head's values; null for the average, which has none and is left out of the second reading
 */
export function readAs(
  read: ReadingName,
  maps: NamedMap[],
  valuesOf: (head: number) => number[][] | null,
): ReadMap[] {
  if (read === 'weights') return maps;
  return maps.flatMap((named, head) => {
    const values = valuesOf(head);
    if (!values) return [];
    const parts = lengthsOf(named.map, values);
    const largest = largestOf(parts) || 1;
    const note = `1 is weight · length ${largest.toFixed(2)}`;
    return [{ ...named, note, map: parts.map((row) => row.map((part) => part / largest)) }];
  });
}

/** What the colours stand for, beside the bar of a file. */
export const barOf: Record<ReadingName, string> = {
  weights: 'attention weight',
  lengths: 'weight × length of the value',
};

/** The same in full, for the bar beside the maps and under a file's heading. */
export const remarkOn: Record<ReadingName, string> = {
  weights: 'attention weight',
  lengths: 'weight × length of the value, of the largest in the head',
};
