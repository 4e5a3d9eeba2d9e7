/**
 * One pass over the keys, as in FlashAttention: output and sum are corrected whenever a larger
 * score turns up. The weights are made afterwards from the logarithm of the sum. Async.
 */
//! kata-hidden-e18adc2d2a7b: never handed to students.
// Worth noticing: The output is summed up while the softmax is still being found, so a row of
// weights never has to be stored; that is what makes long texts affordable on a GPU.
type Matrix = number[][];

interface Options {
  temperature?: number;
  mask?: boolean[][];
}

const widthOf = (rows: unknown[][]): number => {
  const widths = new Set(rows.map((row) => row.length));
  if (widths.size !== 1) throw new RangeError('singleHeadAttention: ragged rows');
  return [...widths][0] as number;
};

export async function singleHeadAttention(q: Matrix, k: Matrix, v: Matrix, options?: Options) {
  const temperature = options?.temperature ?? 1;
  const mask = options?.mask ?? q.map(() => k.map(() => true));
  const [dK, dV] = [widthOf(q), widthOf(v)];
  const fits = widthOf(k) === dK && v.length === k.length && temperature > 0;
  if (!fits || mask.length !== q.length || widthOf(mask) !== k.length) {
    throw new RangeError('singleHeadAttention: shapes do not fit together');
  }
  const [weights, output]: [Matrix, Matrix] = [[], []];
  for (const [i, query] of q.entries()) {
    let [peak, total, mixed] = [-Infinity, 0, new Array<number>(dV).fill(0)];
    const scores = k.map((key) => {
      let sum = 0;
      for (let c = dK - 1; c >= 0; c -= 1) sum += (query[c] as number) * (key[c] as number);
      return sum / Math.sqrt(dK) / temperature;
    });
    for (const [j, score] of scores.entries()) {
      if (!mask[i]?.[j]) continue;
      const next = Math.max(peak, score);
      const [kept, power] = [Math.exp(peak - next), Math.exp(score - next)];
      mixed = mixed.map((sum, c) => sum * kept + power * (v[j]?.[c] as number));
      total = total * kept + power;
      peak = next;
    }
    weights.push(scores.map((score, j) => (mask[i]?.[j] ? Math.exp(score - peak) / total : 0)));
    output.push(mixed.map((sum) => (total > 0 ? sum / total : 0)));
  }
  return { weights, output };
}
