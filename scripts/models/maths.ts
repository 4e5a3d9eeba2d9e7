/** The steps of a transformer block around its attention, in float64. Attention itself is not here. */

export type Matrix = number[][];

/** A linear layer as models store it: `[out, in]` and `[out]`. */
export interface Linear {
  weight: ArrayLike<number>;
  bias: ArrayLike<number>;
}

/** Scale and shift, `[dModel]` each. */
export type Norm = Linear;

const at = (values: ArrayLike<number>, i: number): number => values[i] ?? Number.NaN;

type Row = Float64Array;
type Four = readonly [Row, Row, Row, Row];

/** Four rows from one on; beyond the last one it is taken again. */
const fourFrom = (rows: readonly Row[], t: number): Four =>
  [0, 1, 2, 3].map((each) => rows[Math.min(t + each, rows.length - 1)] as Row) as never as Four;

/**
 * Two columns of four rows: eight sums at a time keep the processor busy, and each is added up in
 * the order of its row.
 */
function fillBlock(
  [sumsA, sumsB, sumsC, sumsD]: Four,
  [a, b, c, d]: Four,
  { weight, bias }: Linear,
  out: number,
): void {
  const next = Math.min(out + 1, bias.length - 1);
  const [begin, beginNext] = [out * a.length, next * a.length];
  const bias0 = at(bias, out);
  const bias1 = at(bias, next);
  let [a0, b0, c0, d0] = [bias0, bias0, bias0, bias0];
  let [a1, b1, c1, d1] = [bias1, bias1, bias1, bias1];
  for (let i = 0; i < a.length; i += 1) {
    // Each in a line of its own: taking arrays apart costs more than all of the sums.
    const w0 = weight[begin + i] as number;
    const w1 = weight[beginNext + i] as number;
    const xA = a[i] as number;
    const xB = b[i] as number;
    const xC = c[i] as number;
    const xD = d[i] as number;
    a0 += xA * w0;
    b0 += xB * w0;
    c0 += xC * w0;
    d0 += xD * w0;
    a1 += xA * w1;
    b1 += xB * w1;
    c1 += xC * w1;
    d1 += xD * w1;
  }
  sumsA[out] = a0;
  sumsB[out] = b0;
  sumsC[out] = c0;
  sumsD[out] = d0;
  sumsA[next] = a1;
  sumsB[next] = b1;
  sumsC[next] = c1;
  sumsD[next] = d1;
}

/** `x · weightᵀ + bias`: `[T, in]` → `[T, out]` */
export function linear(x: Matrix, layer: Linear): Matrix {
  const width = layer.bias.length;
  const rows = x.map((row) => new Float64Array(row));
  const sums = x.map(() => new Float64Array(width));
  const blocks = x.flatMap((_, t) => (t % 4 === 0 ? [[fourFrom(sums, t), fourFrom(rows, t)]] : []));
  for (let out = 0; out < width; out += 2) {
    for (const [to, from] of blocks) fillBlock(to as Four, from as Four, layer, out);
  }
  return sums.map((row) => Array.from(row));
}

/** Each row to mean 0 and variance 1 (divided by n, not n − 1), then scaled and shifted. */
export function layerNorm(x: Matrix, { weight, bias }: Norm, eps: number): Matrix {
  return x.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    const deviation = Math.sqrt(variance + eps);
    return row.map((value, i) => ((value - mean) / deviation) * at(weight, i) + at(bias, i));
  });
}

export const add = (a: Matrix, b: Matrix): Matrix =>
  a.map((row, i) => row.map((value, j) => value + (b[i]?.[j] ?? Number.NaN)));

/**
 * The error function, by a series whose terms are all positive, so that nothing cancels:
 *
 *     erf(x) = 2/√π · exp(−x²) · Σₙ 2ⁿ x²ⁿ⁺¹ / (1·3·5·…·(2n + 1))
 *
 * @see Abramowitz and Stegun, 7.1.6
 * @example erf(0.5) // 0.5204998778130465
 */
export function erf(x: number): number {
  if (!(Math.abs(x) < 6)) return Number.isNaN(x) ? x : Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** `x · Φ(x)`, with Φ the normal distribution; not the approximation by tanh. */
const gelu = (x: number): number => (x / 2) * (1 + erf(x / Math.SQRT2));

/** The approximation of gelu by tanh. */
const geluNew = (x: number): number =>
  (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

const relu = (x: number): number => Math.max(0, x);

const silu = (x: number): number => x / (1 + Math.exp(-x));

/** What a block's feed-forward part applies to each number between its two steps. */
export type Activation = (x: number) => number;

/** Activations by the names that config.json gives them. */
export const activations: ReadonlyMap<unknown, Activation> = new Map([
  ['gelu', gelu],
  ['gelu_python', gelu],
  ['gelu_new', geluNew],
  ['gelu_pytorch_tanh', geluNew],
  ['relu', relu],
  ['silu', silu],
  ['swish', silu],
]);
