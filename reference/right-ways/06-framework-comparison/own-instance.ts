/**
 * mathjs by an instance of one's own and its matrices, tfjs head by head without a chain, rows of
 * Float32Array coming back. Shapes that mathjs refuses by itself are left to it: its DimensionError
 * is a RangeError.
 */
//! kata-hidden-0ccc57613b87: never handed to students.
// Worth noticing: Tfjs works head by head here and gives the same numbers as all heads at once;
// what differs is the number of operations, which is what takes the time on a GPU.
import { matMul, softmax, tensor2d, tidy, where } from '@tensorflow/tfjs';
import { all, create, type Matrix as MathMatrix } from 'mathjs';

type Matrix = number[][];
type Params = Record<'wQ' | 'wK' | 'wV' | 'wO', Matrix> &
  Partial<Record<'bQ' | 'bK' | 'bV' | 'bO', number[]>>;
type Options = { temperature?: number; mask?: boolean[][] };

const math = create(all ?? {}, { matrix: 'Matrix' });

const refuse = (says: string): never => {
  throw new RangeError(says);
};

function expectSize(rows: unknown[], ...size: number[]): void {
  const [n, d] = size;
  if (rows.length !== n) refuse(`expected [${size}]`);
  if (d !== undefined) for (const row of rows as unknown[][]) expectSize(row, d);
}

export function fromPyTorch(state: Record<string, Matrix | number[]>) {
  const [stacked, out] = [state.inProjWeight as Matrix, state.outProjWeight as Matrix];
  const d = out.length;
  expectSize(stacked, 3 * d, d);
  expectSize(out, d, d);
  const params: Record<string, unknown> = { wO: math.transpose(out) };
  for (const [n, letter] of ['Q', 'K', 'V'].entries()) {
    params[`w${letter}`] = math.transpose(stacked.slice(n * d, n * d + d));
    if (!state.inProjBias) continue;
    expectSize(state.inProjBias, 3 * d);
    params[`b${letter}`] = Float64Array.from(state.inProjBias.slice(n * d, n * d + d) as number[]);
  }
  if (state.outProjBias) {
    expectSize(state.outProjBias, d);
    params.bO = state.outProjBias;
  }
  return params;
}

function check(x: Matrix, params: Params, nHeads: number, { temperature = 1, mask }: Options) {
  const d = params.wQ.length;
  expectSize(x, x.length, d);
  for (const name of ['wQ', 'wK', 'wV', 'wO'] as const) expectSize(params[name], d, d);
  for (const name of ['bQ', 'bK', 'bV', 'bO'] as const) {
    const b = params[name];
    if (b) expectSize(b, d);
  }
  if (mask) expectSize(mask, x.length, x.length);
  if (!(temperature > 0)) refuse('temperature');
  if (!(nHeads >= 1) || ![nHeads, d / nHeads].every(Number.isInteger)) refuse('nHeads');
  return { dK: d / nHeads, scale: Math.sqrt(d / nHeads) * temperature };
}

const toRows = (flat: Float32Array, width: number): Float32Array[] =>
  Array.from({ length: flat.length / width }, (_, i) => flat.slice(i * width, (i + 1) * width));

export function tfMultiHeadAttention(x: Matrix, p: Params, nHeads: number, options: Options = {}) {
  const { dK, scale } = check(x, p, nHeads, options);
  const { mask } = options;
  const [T, d] = [x.length, p.wQ.length];
  return tidy(() => {
    const project = (rows: Matrix | Float32Array, w: Matrix, b = new Array(d).fill(0)) =>
      matMul(
        rows instanceof Float32Array ? tensor2d(rows, [T, d]) : tensor2d(rows),
        tensor2d(w),
      ).add(b);
    const [q, k, v] = [project(x, p.wQ, p.bQ), project(x, p.wK, p.bK), project(x, p.wV, p.bV)];
    const merged = new Float32Array(T * d);
    const weights = Array.from({ length: nHeads }, (_, h) => {
      const own = (rows: typeof q) => rows.slice([0, h * dK], [T, dK]);
      const scores = matMul(own(q), own(k), false, true).div(scale);
      const shares = mask
        ? where(mask, softmax(where(mask, scores, Number.NEGATIVE_INFINITY)), 0)
        : softmax(scores);
      const mixed = matMul(shares as typeof q, own(v)).dataSync() as Float32Array;
      for (let t = 0; t < T; t += 1) {
        merged.set(mixed.subarray(t * dK, (t + 1) * dK), t * d + h * dK);
      }
      return toRows(shares.dataSync() as Float32Array, T);
    });
    const output = project(merged, p.wO, p.bO).dataSync() as Float32Array;
    return { weights, output: toRows(output, d) };
  });
}

export function mathMultiHeadAttention(
  x: Matrix,
  p: Params,
  nHeads: number,
  options: Options = {},
) {
  const { dK, scale } = check(x, p, nHeads, options);
  const { mask } = options;
  const [T, d] = [x.length, p.wQ.length];
  const project = (rows: Matrix | MathMatrix, w: Matrix, b?: number[]): MathMatrix => {
    const projected = math.multiply(math.matrix(rows as Matrix), math.matrix(w));
    return b ? (math.add(projected, math.matrix(x.map(() => b))) as MathMatrix) : projected;
  };
  const columns = (h: number) => math.range(h * dK, (h + 1) * dK);
  const own = (rows: MathMatrix, h: number): MathMatrix => {
    const block = math.subset(rows, math.index(math.range(0, T), columns(h)));
    return math.reshape(math.matrix(math.isMatrix(block) ? block : [block]), [T, dK]);
  };
  const [q, k, v] = [project(x, p.wQ, p.bQ), project(x, p.wK, p.bK), project(x, p.wV, p.bV)];
  const heads = Array.from({ length: nHeads }, (_, h) => {
    const scores = math.divide(math.multiply(own(q, h), math.transpose(own(k, h))), scale);
    const weights = (scores as MathMatrix).toArray().map((row, i) => {
      const line = row as number[];
      const open = line.filter((_score, j) => mask?.[i]?.[j] ?? true);
      const peak = open.length > 0 ? math.max(open) : 0;
      const powers = line.map((score, j) =>
        (mask?.[i]?.[j] ?? true) ? math.exp(score - peak) : 0,
      );
      const total = math.sum(powers) || 1;
      return powers.map((power) => power / total);
    });
    return { weights, output: math.multiply(math.matrix(weights), own(v, h)).toArray() as Matrix };
  });
  const merged = x.map((_, t) => heads.flatMap(({ output }) => output[t] ?? []));
  return {
    weights: heads.map(({ weights }) => weights),
    output: math.reshape(project(merged, p.wO, p.bO), [T, d]).toArray(),
  };
}

export function compareOutputs(actual: Matrix, expected: Matrix) {
  expectSize(expected, expected.length, expected[0]?.length ?? 0);
  expectSize(actual, expected.length, expected[0]?.length ?? 0);
  const [a, e] = [actual.flat(), expected.flat()];
  const errors = math.map(math.subtract(a, e) as number[], math.abs) as number[];
  return {
    maxAbsError: math.max(errors),
    meanAbsError: math.mean(errors),
    cosine: math.dot(a, e) / (math.norm(a) as number) / (math.norm(e) as number),
  };
}
