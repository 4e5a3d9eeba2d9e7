/** Wrong answers to exercise 06 as beginners write them. */
//! kata-hidden-94c0d7b2e6a1: never handed to students.
import type { Beginners } from '../judging/misconceptions';

/** A beginner's right version in pieces, each of which can go wrong. */
const pieces = {
  check: `
function check(x, p, n, o) {
  const d = p.wQ.length;
  const is = (m, h, w) => { if (m.length !== h || m.some((r) => r.length !== w)) throw new RangeError('shape'); };
  is(x, x.length, d);
  is(p.wQ, d, d); is(p.wK, d, d); is(p.wV, d, d); is(p.wO, d, d);
  for (const b of [p.bQ, p.bK, p.bV, p.bO]) if (b) is([b], 1, d);
  if (o.mask) is(o.mask, x.length, x.length);
  if (!Number.isInteger(n) || n < 1 || d % n) throw new RangeError('heads');
  if (o.temperature !== undefined && !(o.temperature > 0)) throw new RangeError('temperature');
}`,
  turn: `
const turn = (m) => {
  const out = [];
  for (let j = 0; j < m[0].length; j++) { out[j] = []; for (let i = 0; i < m.length; i++) out[j][i] = m[i][j]; }
  return out;
};`,
  state: `
export function fromPyTorch(state) {
  const d = state.outProjWeight.length;
  if (state.outProjWeight.some((r) => r.length !== d)) throw new RangeError('out');
  if (state.inProjWeight.length !== 3 * d || state.inProjWeight.some((r) => r.length !== d)) throw new RangeError('in');
  if (state.inProjBias && state.inProjBias.length !== 3 * d) throw new RangeError('in bias');
  if (state.outProjBias && state.outProjBias.length !== d) throw new RangeError('out bias');
  const result = {
    wQ: turn(state.inProjWeight.slice(0, d)),
    wK: turn(state.inProjWeight.slice(d, 2 * d)),
    wV: turn(state.inProjWeight.slice(2 * d)),
    wO: turn(state.outProjWeight),
  };
  if (state.inProjBias) {
    result.bQ = state.inProjBias.slice(0, d);
    result.bK = state.inProjBias.slice(d, 2 * d);
    result.bV = state.inProjBias.slice(2 * d);
  }
  if (state.outProjBias) result.bO = state.outProjBias.slice();
  return result;
}`,
  tf: `
export function tfMultiHeadAttention(x, p, n, o = {}) {
  check(x, p, n, o);
  const T = x.length, d = p.wQ.length, dK = d / n;
  const lin = (a, w, b) => { const y = tf.matMul(a, tf.tensor2d(w)); return b ? tf.add(y, tf.tensor1d(b)) : y; };
  const heads = (a) => tf.stack(tf.split(a, n, 1));
  const q = heads(lin(tf.tensor2d(x), p.wQ, p.bQ));
  const k = heads(lin(tf.tensor2d(x), p.wK, p.bK));
  const v = heads(lin(tf.tensor2d(x), p.wV, p.bV));
  let s = tf.matMul(q, tf.transpose(k, [0, 2, 1])).div(Math.sqrt(dK)).div(o.temperature ?? 1);
  let w;
  if (o.mask) {
    const open = tf.tensor2d(o.mask, undefined, 'bool');
    s = tf.where(open, s, tf.fill([n, T, T], -Infinity));
    w = tf.softmax(s);
    w = tf.where(tf.isNaN(w), tf.zerosLike(w), w);
  } else w = tf.softmax(s);
  const each = tf.unstack(tf.matMul(w, v));
  const y = lin(tf.concat(each, 1), p.wO, p.bO);
  return { weights: w.arraySync(), output: y.arraySync() };
}`,
  math: `
export function mathMultiHeadAttention(x, p, n, o = {}) {
  check(x, p, n, o);
  const dK = p.wQ.length / n;
  const lin = (a, w, b) => { const y = math.multiply(a, w); return b ? y.map((r) => math.add(r, b)) : y; };
  const [Q, K, V] = [lin(x, p.wQ, p.bQ), lin(x, p.wK, p.bK), lin(x, p.wV, p.bV)];
  const weights = [];
  const joined = x.map(() => []);
  for (let h = 0; h < n; h++) {
    const cut = (m) => m.map((r) => r.slice(h * dK, h * dK + dK));
    const s = math.divide(math.multiply(cut(Q), math.transpose(cut(K))), math.multiply(math.sqrt(dK), o.temperature ?? 1));
    const w = s.map((r, i) => {
      const open = r.map((a, j) => (o.mask && !o.mask[i][j] ? -Infinity : a));
      const m = math.max(open);
      if (m === -Infinity) return open.map(() => 0);
      const e = open.map((a) => math.exp(a - m));
      return math.divide(e, math.sum(e));
    });
    weights.push(w);
    math.multiply(w, cut(V)).forEach((r, t) => joined[t].push(...r));
  }
  return { weights, output: lin(joined, p.wO, p.bO) };
}`,
  compare: `
export function compareOutputs(actual, expected) {
  if (actual.length !== expected.length) throw new RangeError('rows');
  const width = actual[0].length;
  for (const r of [...actual, ...expected]) if (r.length !== width) throw new RangeError('columns');
  let worst = 0, sum = 0, count = 0, ab = 0, aa = 0, bb = 0;
  for (let i = 0; i < actual.length; i++) {
    for (let j = 0; j < width; j++) {
      const a = actual[i][j], b = expected[i][j];
      const e = Math.abs(a - b);
      if (e > worst) worst = e;
      sum += e;
      count++;
      ab += a * b; aa += a * a; bb += b * b;
    }
  }
  return { maxAbsError: worst, meanAbsError: sum / count, cosine: ab / Math.sqrt(aa * bb) };
}`,
};
type Piece = keyof typeof pieces;
const file = (name: Piece, ...changes: [from: string | RegExp, to: string][]): string => {
  const own = changes.reduce((piece, [from, to]) => piece.replaceAll(from, to), pieces[name]);
  const all = Object.values({ ...pieces, [name]: own });
  return `import * as tf from '@tensorflow/tfjs';\nimport * as math from 'mathjs';\n${all.join('\n')}`;
};

export default [
  {
    mistake: 'takes the weights of PyTorch as they lie',
    named: ['frameworks-state-not-transposed'],
    code: file('state', [/turn\(/g, '(']),
  },
  {
    mistake: 'turns q, k and v round but not the output',
    named: ['frameworks-output-not-transposed'],
    code: file('state', ['turn(state.outProjWeight)', 'state.outProjWeight.map((r) => [...r])']),
  },
  {
    mistake: 'reads the blocks as q, v, k',
    named: ['frameworks-keys-and-values-swapped-with-biases'],
    code: file(
      'state',
      ['wK: turn', 'WV: turn'],
      ['wV: turn', 'wK: turn'],
      ['WV: turn', 'wV: turn'],
      ['bK =', 'BV ='],
      ['bV =', 'bK ='],
      ['BV =', 'bV ='],
    ),
  },
  {
    mistake: 'swaps the blocks of weights, but not of biases',
    named: ['frameworks-keys-and-values-swapped'],
    code: file(
      'state',
      ['wK: turn', 'WV: turn'],
      ['wV: turn', 'wK: turn'],
      ['WV: turn', 'wV: turn'],
    ),
  },
  {
    mistake: 'turns the whole stacked weight round before it is cut',
    named: ['frameworks-stack-cut-after-turning'],
    code: file('state', [
      /turn\(state\.inProjWeight\.slice\(([^)]*)\)\)/g,
      'turn(state.inProjWeight).slice($1)',
    ]),
  },
  {
    mistake: 'forgets the biases of q, k and v',
    named: ['frameworks-input-biases-lost'],
    code: file('state', ['if (state.inProjBias) {', 'if (false) {']),
  },
  {
    mistake: 'fills missing biases with zeros',
    named: ['frameworks-biases-made-up', 'frameworks-all-biases-made-up'],
    code: file('state', [
      'const result = {',
      'const none = Array(d).fill(0);\n  const result = { bQ: [...none], bK: [...none], bV: [...none], bO: [...none],',
    ]),
  },
  {
    mistake: 'gets heads by a reshape alone in tfjs',
    named: ['frameworks-tf-reshape-only'],
    code: file('tf', ['tf.stack(tf.split(a, n, 1))', 'tf.reshape(a, [n, T, dK])']),
  },
  {
    mistake: 'merges by a reshape alone in tfjs',
    named: ['frameworks-tf-merge-reshape-only'],
    code: file(
      'tf',
      [
        'const each = tf.unstack(tf.matMul(w, v));',
        'const each = tf.reshape(tf.matMul(w, v), [T, d]);',
      ],
      ['tf.concat(each, 1)', 'each'],
    ),
  },
  {
    mistake: 'forgets the scale in tfjs',
    named: ['frameworks-tf-without-scale'],
    code: file('tf', ['.div(Math.sqrt(dK))', '']),
  },
  {
    mistake: 'scales by the width of the model in tfjs',
    named: ['frameworks-tf-scale-of-model'],
    code: file('tf', ['Math.sqrt(dK)', 'Math.sqrt(d)']),
  },
  {
    mistake: 'adds −1e9 to hidden scores in tfjs',
    named: ['frameworks-tf-closed-row-even'],
    code: file('tf', [
      'tf.where(open, s, tf.fill([n, T, T], -Infinity))',
      's.add(tf.sub(1, open.cast("float32")).mul(-1e9))',
    ]),
  },
  {
    mistake: 'leaves NaN in closed rows in tfjs',
    named: ['frameworks-tf-closed-row-nan'],
    code: file('tf', ['w = tf.where(tf.isNaN(w), tf.zerosLike(w), w);', '']),
  },
  {
    mistake: 'reads the mask as PyTorch does in tfjs',
    named: ['frameworks-tf-mask-inverted'],
    code: file('tf', ["'bool');", "'bool').logicalNot();"]),
  },
  {
    mistake: 'forgets the bias in tfjs',
    named: ['frameworks-tf-biases-forgotten'],
    code: file('tf', ['return b ? tf.add(y, tf.tensor1d(b)) : y;', 'return y;']),
  },
  {
    mistake: 'forgets the last projection in tfjs',
    named: ['frameworks-tf-output-not-projected'],
    code: file('tf', ['lin(tf.concat(each, 1), p.wO, p.bO)', 'tf.concat(each, 1)']),
  },
  {
    mistake: 'runs the softmax of mathjs down the columns',
    named: ['frameworks-math-softmax-of-columns'],
    code: file(
      'math',
      ['const w = s.map((r, i) => {', 'const w = math.transpose(math.transpose(s).map((r, i) => {'],
      ['!o.mask[i][j]', '!o.mask[j][i]'],
      ['math.sum(e));\n    });', 'math.sum(e));\n    }));'],
    ),
  },
  {
    mistake: 'forgets the mask in mathjs',
    named: ['frameworks-math-mask-forgotten'],
    code: file('math', ['(o.mask && !o.mask[i][j] ? -Infinity : a)', 'a']),
  },
  {
    mistake: 'forgets the temperature in mathjs',
    named: ['frameworks-math-temperature-forgotten'],
    code: file('math', ['math.multiply(math.sqrt(dK), o.temperature ?? 1)', 'math.sqrt(dK)']),
  },
  {
    mistake: 'forgets the scale in mathjs',
    named: ['frameworks-math-without-scale'],
    code: file('math', ['math.multiply(math.sqrt(dK), o.temperature ?? 1)', 'o.temperature ?? 1']),
  },
  {
    mistake: 'forgets the bias in mathjs',
    named: ['frameworks-math-biases-forgotten'],
    code: file('math', ['return b ? y.map((r) => math.add(r, b)) : y;', 'return y;']),
  },
  {
    mistake: 'forgets Math.abs',
    named: ['frameworks-signed-errors'],
    code: file('compare', ['Math.abs(a - b)', 'a - b']),
  },
  {
    mistake: 'takes the mean of squares',
    named: ['frameworks-squared-errors'],
    code: file('compare', ['sum += e;', 'sum += e * e;']),
  },
  {
    mistake: 'divides by the number of rows',
    named: ['frameworks-mean-per-row'],
    code: file('compare', ['sum / count', 'sum / actual.length']),
  },
  {
    mistake: 'takes the dot product for the cosine',
    named: ['frameworks-cosine-not-normalised'],
    code: file('compare', ['ab / Math.sqrt(aa * bb)', 'ab']),
  },
  {
    mistake: 'takes the mean of the cosines of the rows',
    named: ['frameworks-cosine-per-row'],
    code: file('compare', [
      'cosine: ab / Math.sqrt(aa * bb)',
      `cosine: actual.map((r, i) => {
    const e = expected[i];
    const dot = r.reduce((s, n, j) => s + n * e[j], 0);
    return dot / Math.hypot(...r) / Math.hypot(...e);
  }).reduce((s, c) => s + c, 0) / actual.length`,
    ]),
  },
  {
    mistake: 'multiplies by the temperature in tfjs',
    named: [],
    code: file('tf', ['.div(o.temperature ?? 1)', '.mul(o.temperature ?? 1)']),
  },
  {
    mistake: 'reads the mask as PyTorch does in mathjs',
    named: ['frameworks-math-mask-inverted'],
    code: file('math', ['!o.mask[i][j]', 'o.mask[i][j]']),
  },
  {
    mistake: 'deals the rows of the stacked weight out in turn',
    named: ['frameworks-state-interleaved'],
    code: file(
      'state',
      [/state\.inProjWeight\.slice\(0, d\)/g, 'state.inProjWeight.filter((_, i) => i % 3 === 0)'],
      [
        /state\.inProjWeight\.slice\(d, 2 \* d\)/g,
        'state.inProjWeight.filter((_, i) => i % 3 === 1)',
      ],
      [/state\.inProjWeight\.slice\(2 \* d\)/g, 'state.inProjWeight.filter((_, i) => i % 3 === 2)'],
    ),
  },
  {
    mistake: 'divides the errors by what was expected',
    named: ['frameworks-relative-errors'],
    code: file('compare', ['Math.abs(a - b)', 'Math.abs((a - b) / (b || 1))']),
  },
  {
    mistake: 'forgets the last projection in mathjs',
    named: ['frameworks-math-output-not-projected'],
    code: file('math', ['lin(joined, p.wO, p.bO)', 'joined']),
  },
] satisfies Beginners;
