/**
 * tfjs by einsum and split, read out asynchronously; mathjs by text and by chains. Absent biases are
 * there as `undefined`, and what is compared is compared by tfjs in float32.
 */
//! kata-hidden-2264d423e00b: never handed to students.
// Worth noticing: Einsum names the axes, and an axis that is missing on the right is summed over:
// 'hqd,hkd->hqk' is q · kᵀ for all heads without a transpose.
import * as tf from '@tensorflow/tfjs';
import { chain, evaluate } from 'mathjs';

type Matrix = number[][];
type Params = Record<'wQ' | 'wK' | 'wV' | 'wO', Matrix> &
  Partial<Record<'bQ' | 'bK' | 'bV' | 'bO', number[]>>;

interface State {
  inProjWeight: Matrix;
  inProjBias?: number[];
  outProjWeight: Matrix;
  outProjBias?: number[];
}

interface Options {
  temperature?: number;
  mask?: boolean[][];
}

const demand = (good: boolean): void => {
  if (!good) throw new RangeError('shapes do not fit together');
};

const has = (rows: unknown[][], n: number, d: number): boolean =>
  rows.length === n && rows.every((row) => row.length === d);

export function fromPyTorch({ inProjWeight, inProjBias, outProjWeight, outProjBias }: State) {
  const d = outProjWeight.length;
  demand(has(outProjWeight, d, d) && has(inProjWeight, 3 * d, d));
  demand((inProjBias ?? inProjWeight).length === 3 * d);
  demand((outProjBias ?? outProjWeight).length === d);
  const turned = (from: number) =>
    outProjWeight.map((_, i) => outProjWeight.map((_row, o) => inProjWeight[from + o]?.[i]));
  return {
    wQ: turned(0),
    wK: turned(d),
    wV: turned(2 * d),
    wO: outProjWeight.map((_, i) => outProjWeight.map((row) => row[i])),
    bQ: inProjBias?.slice(0, d),
    bK: inProjBias?.slice(d, 2 * d),
    bV: inProjBias?.slice(2 * d),
    bO: outProjBias,
  };
}

function check(x: Matrix, params: Params, nHeads: number, { temperature = 1, mask }: Options) {
  const d = x[0]?.length ?? 0;
  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  demand([wQ, wK, wV, wO].every((w) => has(w, d, d)) && has(x, x.length, d));
  demand([bQ, bK, bV, bO].every((b) => !b || b.length === d));
  demand(nHeads > 0 && nHeads % 1 === 0 && d % nHeads === 0 && temperature > 0);
  demand(!mask || has(mask, x.length, x.length));
  return d / nHeads;
}

export async function tfMultiHeadAttention(
  x: Matrix,
  params: Params,
  nHeads: number,
  options: Options = {},
) {
  const dK = check(x, params, nHeads, options);
  const { temperature = 1, mask = x.map(() => x.map(() => true)) } = options;
  const heads = (w: Matrix, b?: number[]) => {
    const all = tf.einsum('ti,io->to', tf.tensor2d(x), tf.tensor2d(w)).add(tf.tensor(b ?? [0]));
    return tf.stack(tf.split(all, nHeads, 1));
  };
  const scores = tf.einsum(
    'hqd,hkd->hqk',
    heads(params.wQ, params.bQ),
    heads(params.wK, params.bK),
  );
  const open = tf.cast(tf.tensor(mask), 'float32');
  const scaled = tf.div(scores, tf.scalar(Math.sqrt(dK) * temperature));
  const hidden = tf.sub(open, 1).mul(1e30);
  const kept = tf.add(scaled.mul(open), hidden);
  const powers = tf.exp(tf.sub(kept, tf.max(kept, 2, true))).mul(open);
  const weights = tf.divNoNan(powers, tf.sum(powers, 2, true));
  const mixed = tf.matMul(weights, heads(params.wV, params.bV));
  const merged = tf.concat(tf.unstack(mixed), 1);
  const output = merged.matMul(tf.tensor2d(params.wO)).add(params.bO ?? [0]);
  return { weights: await weights.array(), output: await output.array() };
}

export function mathMultiHeadAttention(
  x: Matrix,
  params: Params,
  nHeads: number,
  options: Options = {},
) {
  const dK = check(x, params, nHeads, options);
  const { temperature = 1, mask } = options;
  const project = (rows: Matrix, w: Matrix, b: number[] = w.map(() => 0)): Matrix =>
    evaluate('rows * w', { rows, w }).map((row: number[]) => evaluate('row + b', { row, b }));
  const own = (rows: Matrix, h: number): Matrix =>
    rows.map((row) => row.slice(h * dK, h * dK + dK));
  const q = project(x, params.wQ, params.bQ);
  const k = project(x, params.wK, params.bK);
  const v = project(x, params.wV, params.bV);
  const scale = Math.sqrt(dK) * temperature;
  const weights = Array.from({ length: nHeads }, (_, h) => {
    const scores: Matrix = evaluate("q * k' / scale", { q: own(q, h), k: own(k, h), scale });
    return scores.map((row, i) => {
      const open = row.map((_score, j) => mask?.[i]?.[j] ?? true);
      const peak = Math.max(...row.filter((_score, j) => open[j]));
      const powers = row.map((score, j) => (open[j] ? Math.exp(score - peak) : 0));
      const total = powers.reduce((sum, power) => sum + power, 0);
      return chain(powers)
        .divide(total || 1)
        .done() as number[];
    });
  });
  const mixed = weights.map((map, h) => chain(map).multiply(own(v, h)).done() as Matrix);
  const merged = x.map((_, t) => mixed.flatMap((head) => head[t] ?? []));
  return { weights, output: project(merged, params.wO, params.bO) };
}

export async function compareOutputs(actual: Matrix, expected: Matrix) {
  const d = expected[0]?.length ?? 0;
  demand(has(actual, expected.length, d) && has(expected, expected.length, d));
  const [a, e] = [tf.tensor2d(actual), tf.tensor2d(expected)];
  const [most = 0] = await a.sub(e).abs().max().data();
  const [mean = 0] = await a.sub(e).abs().mean().data();
  const [cosine = 0] = await a.mul(e).sum().div(a.norm().mul(e.norm())).data();
  return { cosine, maxAbsError: most, meanAbsError: mean };
}
