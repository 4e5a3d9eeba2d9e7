/**
 * Whether numbers can be a trained model's. Parts of a file cannot be held against a hash of the
 * whole, but what most often comes in place of a weight is seen: zeros where a download left a
 * hole, a page of text, the bytes of something else.
 */

import type { Floats } from './floats';

/** No weight is near it; a text or random bytes, read as numbers, soon go beyond. */
const LARGEST = 1e9;

const again = 'the file is damaged; fetch it again, or take another model';

/** Says what is wrong with numbers that may be zero, such as a bias; null where nothing is. */
export function doubtNumbers(data: Floats): string | null {
  // A loop, and no call for each of a model's millions.
  let i = 0;
  while (i < data.length && Math.abs(data[i] as number) <= LARGEST) i += 1;
  const odd = data[i];
  return odd === undefined ? null : `expected numbers up to ${LARGEST}, got ${odd}; ${again}`;
}

const isZero = (data: Floats): boolean => data.every((value) => value === 0);

/** Says what is wrong with weights, of which some have to differ from zero. */
export function doubtWeights(data: Floats): string | null {
  if (data.length > 0 && isZero(data)) {
    return `expected numbers, got ${data.length} zeros and nothing else; ${again}`;
  }
  return doubtNumbers(data);
}

/**
 * Says what is wrong with rows of embeddings, which are fetched one by one.
 * @param rows their numbers in the table
 * @param padding the row that training leaves at zero
 */
export const doubtRows =
  (rows: readonly number[], padding: number) =>
  (data: Floats): string | null => {
    const width = data.length / rows.length;
    const odd = rows.find(
      (row, i) => row !== padding && isZero(data.subarray(i * width, (i + 1) * width)),
    );
    if (odd === undefined) return doubtNumbers(data);
    return `expected numbers in row ${odd}, got ${width} zeros and nothing else; ${again}`;
  };
