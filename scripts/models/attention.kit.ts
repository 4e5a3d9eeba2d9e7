/**
 * The attention of the layers below the one that is looked at, in float64 and fast. Not handed out:
 * students' layers below are computed by their own code.
 */
import type { Below } from './blocks';
import { linear, type Matrix } from './maths';

/** The columns of a head. */
interface Head {
  from: number;
  to: number;
}

/** How much a query's head takes of each value; nothing of any where the mask hides all. */
function sharesOf(query: number[], keys: Matrix, { from, to }: Head, sees?: boolean[]): number[] {
  const scale = 1 / Math.sqrt(to - from);
  const scores = keys.map((key, j) => {
    if (sees && !sees[j]) return -Infinity;
    let dot = 0;
    for (let c = from; c < to; c += 1) dot += (query[c] as number) * (key[c] as number);
    return dot * scale;
  });
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  if (most === -Infinity) return scores.map(() => 0);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

export const attend: Below = (x, { query, key, value, output }, nHeads, { mask }) => {
  const [queries, keys, values] = [linear(x, query), linear(x, key), linear(x, value)];
  const mixed = values.map((row) => new Array<number>(row.length).fill(0));
  const width = (values[0]?.length ?? 0) / nHeads;
  for (let from = 0; from < nHeads * width; from += width) {
    const head = { from, to: from + width };
    for (const [i, row] of mixed.entries()) {
      for (const [j, share] of sharesOf(queries[i] ?? [], keys, head, mask?.[i]).entries()) {
        const taken = values[j] ?? [];
        for (let c = from; c < head.to; c += 1) {
          row[c] = (row[c] as number) + share * (taken[c] as number);
        }
      }
    }
  }
  return linear(mixed, output);
};
