/** Float32 throughout: every product and sum is rounded, and Float32Array comes back. */
//! kata-hidden-e3b76a1b234e: never handed to students.
// Worth noticing: Every sum is rounded to float32 and the answer is as right: with the peak taken
// off first, no exponential is large enough to lose more than the last digits.
type Row = ArrayLike<number>;

interface Options {
  temperature?: number;
  mask?: boolean[][];
}

const f32 = Math.fround;

function refuse(problem: boolean, what: string): void {
  if (problem) throw new RangeError(`singleHeadAttention: ${what}`);
}

const differ = (rows: ArrayLike<unknown>[], width?: number): boolean =>
  rows.some((row) => row.length !== width);

function dot(u: Row, v: Row): number {
  let sum = 0;
  for (let i = 0; i < u.length; i += 1) sum = f32(sum + f32((u[i] as number) * (v[i] as number)));
  return sum;
}

function softmax(scores: Float32Array): Float32Array {
  const peak = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  if (peak === Number.NEGATIVE_INFINITY) return scores.map(() => 0);
  const powers = scores.map((score) => Math.exp(f32(score - peak)));
  const total = powers.reduce((sum, power) => f32(sum + power), 0);
  return powers.map((power) => power / total);
}

export function singleHeadAttention(q: Row[], k: Row[], v: Row[], options: Options = {}) {
  const { temperature = 1, mask } = options;
  const [dK, dV] = [q[0]?.length ?? 0, v[0]?.length ?? 0];
  refuse(differ(q, dK) || differ(k, dK), 'q and k differ in width');
  refuse(differ(v, dV) || v.length !== k.length, 'v does not fit k');
  refuse(!!mask && (mask.length !== q.length || differ(mask, k.length)), 'mask does not fit');
  refuse(!(temperature > 0), 'temperature is not above 0');

  const scale = f32(f32(Math.sqrt(dK)) * f32(temperature));
  const weights = q.map((query, i) => {
    const scores = Float32Array.from(k, (key) => dot(query, key) / scale);
    return softmax(scores.map((score, j) => (mask?.[i]?.[j] === false ? -Infinity : score)));
  });
  const columns = Array.from({ length: dV }, (_, c) =>
    Float32Array.from(v, (row) => row[c] as number),
  );
  const output = weights.map((row) => Float32Array.from(columns, (column) => dot(row, column)));
  return { weights, output };
}
