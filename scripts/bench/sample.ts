/**
 * The part of an answer that is compared. Small answers are compared whole; of large ones the
 * shapes and evenly spaced rows of each head and of the output, because the two million weights of
 * a long text would take longer to carry over than to compute.
 */
import { shapeOf } from '../../reference/judging/shape';
import { HEADS, type Size } from './sizes';

/** Numbers that are compared at most. */
const MOST = 60_000;

/** Which rows of `T`, first and last among them. */
export function rowsOf({ T, dModel }: Size): number[] {
  const count = Math.max(2, Math.floor(MOST / (HEADS * T + dModel)));
  if (count >= T) return Array.from({ length: T }, (_, i) => i);
  return Array.from({ length: count }, (_, i) => Math.floor((i * (T - 1)) / (count - 1)));
}

/**
 * The sample of an answer of any kind. An answer that is no list is returned as it is; the comparison
 * with the reference refuses it.
 * @param answer `{ weights: [nHeads, T, T], output: [T, dModel] }` if it is right
 */
export function sample(answer: unknown, size: Size): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  const { weights, output } = answer as Record<string, unknown>;
  const picked = rowsOf(size);
  const rows = (list: unknown): unknown => {
    if (!Array.isArray(list) || picked.length === size.T) return list;
    return picked.filter((i) => i < list.length).map((i) => list[i]);
  };
  return {
    weights: Array.isArray(weights) ? weights.map(rows) : (weights ?? null),
    output: rows(output) ?? null,
    shapes: { weights: shapeOf(weights), output: shapeOf(output) },
  };
}
