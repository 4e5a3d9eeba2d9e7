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

/** `x · weightᵀ + bias`: `[T, in]` → `[T, out]` */
export function linear(x: Matrix, { weight, bias }: Linear): Matrix {
  return x.map((row) =>
    Array.from({ length: bias.length }, (_, out) => {
      const begin = out * row.length;
      return row.reduce((sum, value, i) => sum + value * at(weight, begin + i), at(bias, out));
    }),
  );
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
