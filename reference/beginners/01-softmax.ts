/** Wrong answers to exercise 01 as beginners write them: loops, their own cuts, seldom a check. */
//! kata-hidden-5e1b0c7a94d2: never handed to students.
import type { Beginners } from '../judging/misconceptions';

/** Goes along any axis by loops; `line` is what a beginner makes of one line. */
const looped = (line: string, own = ''): string => `
${own}
function oneLine(values) {
${line}
}
function turn(rows) {
  const out = [];
  for (let j = 0; j < rows[0].length; j++) {
    const col = [];
    for (let i = 0; i < rows.length; i++) col.push(rows[i][j]);
    out.push(col);
  }
  return out;
}
function checkSame(x) {
  if (!Array.isArray(x[0])) {
    for (const v of x) if (Array.isArray(v)) throw new RangeError('mixed');
    return '' + x.length;
  }
  const shapes = x.map((r) => (Array.isArray(r) ? checkSame(r) : 'number'));
  for (const s of shapes) if (s !== shapes[0]) throw new RangeError('rows have lengths ' + shapes);
  return x.length + ',' + shapes[0];
}
export function softmax(x, axis = -1) {
  const rank = checkSame(x).split(',').length;
  if (![0, 1, 2].slice(0, rank).includes(axis) && ![-1, -2, -3].slice(0, rank).includes(axis)) {
    throw new RangeError('no axis ' + axis + ' in rank ' + rank);
  }
  let a = axis;
  if (a < 0) a = a + rank;
  if (rank === 1) return oneLine(x);
  if (rank === 2) {
    if (a === 1) return x.map((r) => oneLine(r));
    return turn(turn(x).map((r) => oneLine(r)));
  }
  if (a === 2) return x.map((m) => m.map((r) => oneLine(r)));
  if (a === 1) return x.map((m) => turn(turn(m).map((r) => oneLine(r))));
  const result = x.map((m) => m.map((r) => r.slice()));
  for (let i = 0; i < x[0].length; i++) {
    for (let j = 0; j < x[0][0].length; j++) {
      const w = oneLine(x.map((m) => m[i][j]));
      for (let b = 0; b < x.length; b++) result[b][i][j] = w[b];
    }
  }
  return result;
}
`;

export default [
  {
    mistake: 'forgets to subtract the largest',
    named: ['softmax-without-shift'],
    code: looped(`
  let none = true;
  for (const v of values) if (v !== -Infinity) none = false;
  const out = [];
  let s = 0;
  for (const v of values) { const e = Math.exp(v); out.push(e); s += e; }
  for (let i = 0; i < out.length; i++) out[i] = none ? 0 : out[i] / s;
  return out;`),
  },
  {
    mistake: 'starts the largest at 0',
    named: ['softmax-largest-starts-at-zero'],
    code: looped(`
  let biggest = 0;
  for (const v of values) if (v > biggest) biggest = v;
  let s = 0;
  for (const v of values) s += Math.exp(v - biggest);
  if (values.every((v) => v === -Infinity)) return values.map(() => 0);
  return values.map((v) => Math.exp(v - biggest) / s);`),
  },
  {
    mistake: 'divides by how many there are',
    named: ['softmax-divides-by-count'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  const avg = [];
  for (const v of values) avg.push(Math.exp(v - m) / values.length);
  return avg;`),
  },
  {
    mistake: 'shares the logits out without exp, and gives equal parts of a sum of 0',
    named: ['softmax-divides-logits', 'softmax-divides-differences'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  let total = 0;
  values.forEach((v) => { total = total + (v - m); });
  return values.map((v) => (v - m) / total);`),
  },
  {
    mistake: 'returns the logarithm, as a loss would take it',
    named: ['softmax-logarithm'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  let s = 0;
  for (const v of values) s += Math.exp(v - m);
  return values.map((v) => v - m - Math.log(s));`),
  },
  {
    mistake: 'forgets the line of only minus infinity',
    named: ['softmax-nan-for-nothing'],
    code: looped(`
  const m = Math.max(...values);
  const e = values.map((v) => Math.exp(v - m));
  const s = e.reduce((p, c) => p + c);
  return e.map((v) => v / s);`),
  },
  {
    mistake: 'gives equal shares where all is minus infinity',
    named: ['softmax-uniform-for-nothing'],
    code: looped(`
  const m = Math.max(...values);
  const e = values.map((v) => (m === -Infinity ? 1 : Math.exp(v - m)));
  const s = e.reduce((p, c) => p + c);
  return e.map((v) => v / s);`),
  },
  {
    mistake: 'adds an epsilon to the sum against division by 0',
    named: ['softmax-something-in-the-sum'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  const e = values.map((v) => Math.exp(v - m));
  const s = e.reduce((p, c) => p + c) + 0.001;
  return e.map((v) => v / s);`),
  },
  {
    mistake: 'subtracts the mean',
    named: ['softmax-shift-by-mean'],
    code: looped(`
  if (values.every((v) => v === -Infinity)) return values.map(() => 0);
  let mean = 0;
  for (const v of values) mean += v / values.length;
  let s = 0;
  const e = [];
  for (const v of values) { e.push(Math.exp(v - mean)); s += e[e.length - 1]; }
  return e.map((v) => v / s);`),
  },
  {
    mistake: 'subtracts the smallest',
    named: ['softmax-shift-by-smallest'],
    code: looped(`
  if (values.every((v) => v === -Infinity)) return values.map(() => 0);
  const low = Math.min(...values);
  let s = 0;
  const e = [];
  for (const v of values) { e.push(Math.exp(v - low)); s += e[e.length - 1]; }
  return e.map((v) => v / s);`),
  },
  {
    mistake: 'writes over the line that it is given',
    named: ['softmax-changes-argument'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) { values.fill(0); return values; }
  let s = 0;
  for (let i = 0; i < values.length; i++) { values[i] = Math.exp(values[i] - m); s += values[i]; }
  for (let i = 0; i < values.length; i++) values[i] /= s;
  return values;`),
  },
  {
    mistake: 'sums down where it should sum along, and never checks',
    named: ['softmax-axes-swapped'],
    besides: [
      'softmax-accepts-ragged',
      'softmax-axis-ignored',
      'softmax-negative-axis-of-matrices',
    ],
    code: `
function soft(v) {
  const m = Math.max(...v);
  const e = v.map((a) => (m === -Infinity ? 0 : Math.exp(a - m)));
  let s = 0;
  e.forEach((a) => (s += a));
  return e.map((a) => (s === 0 ? 0 : a / s));
}
function down(rows) {
  const out = rows.map((r) => r.slice());
  for (let j = 0; j < rows[0].length; j++) {
    const w = soft(rows.map((r) => r[j]));
    for (let i = 0; i < rows.length; i++) out[i][j] = w[i];
  }
  return out;
}
export function softmax(x, axis = -1) {
  if (typeof x[0] === 'number') return soft(x);
  if (typeof x[0][0] !== 'number') return x.map((m) => softmax(m, axis));
  return axis === 0 || axis === -2 ? x.map(soft) : down(x);
}`,
  },
  {
    mistake: 'handles rows only and never reads the axis',
    named: ['softmax-axis-ignored'],
    besides: [
      'softmax-accepts-ragged',
      'softmax-axis-between',
      'softmax-axis-not-a-number',
      'softmax-axis-one-too-far',
    ],
    code: `
export function softmax(x, axis) {
  if (Array.isArray(x[0])) {
    const answer = [];
    for (const part of x) answer.push(softmax(part));
    return answer;
  }
  let m = -Infinity;
  for (const v of x) m = v > m ? v : m;
  const powers = [];
  let total = 0;
  for (const v of x) {
    const p = m === -Infinity ? 0 : Math.exp(v - m);
    powers.push(p);
    total += p;
  }
  return powers.map((p) => p / (total || 1));
}`,
  },
  {
    mistake: 'treats every negative axis as the last one',
    named: ['softmax-negative-axis-is-last'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  const e = values.map((v) => Math.exp(v - m));
  return e.map((v) => v / e.reduce((p, c) => p + c));`).replace(
      'if (a < 0) a = a + rank;',
      'if (a < 0) a = rank - 1;',
    ),
  },
  {
    mistake: 'makes the whole matrix sum to 1, without a check',
    named: ['softmax-sum-over-all'],
    besides: [
      'softmax-accepts-ragged',
      'softmax-axis-ignored',
      'softmax-axis-between',
      'softmax-axis-not-a-number',
    ],
    code: `
export const softmax = (x, axis) => {
  const all = x.flat(Infinity);
  const m = Math.max(...all);
  let s = 0;
  for (const v of all) s += Math.exp(v - m);
  const go = (v) => (Array.isArray(v) ? v.map(go) : m === -Infinity ? 0 : Math.exp(v - m) / s);
  return go(x);
};`,
  },
  {
    mistake: 'subtracts the largest of the whole input',
    named: ['softmax-shift-by-largest-of-all'],
    code: looped(
      `
  let s = 0;
  const e = [];
  for (const v of values) { e.push(Math.exp(v - highest)); s += e[e.length - 1]; }
  if (values.every((v) => v === -Infinity)) return values.map(() => 0);
  return e.map((v) => v / s);`,
      'let highest = 0;',
    ).replace('let a = axis;', 'highest = Math.max(...x.flat(9));\n  let a = axis;'),
  },
  {
    mistake: 'leaves out the check of rows',
    named: ['softmax-accepts-ragged'],
    besides: ['softmax-checks-first-block-only'],
    code: `
class Softmax {
  constructor(axis) { this.axis = axis; }
  line(v) {
    const m = Math.max(...v);
    if (m === -Infinity) return v.map(() => 0);
    const e = v.map((a) => Math.exp(a - m));
    const s = e.reduce((a, b) => a + b, 0);
    return e.map((a) => a / s);
  }
  run(x, axis) {
    if (axis > 0) return x.map((part) => this.run(part, axis - 1));
    if (!Array.isArray(x[0])) return this.line(x);
    return x[0].map((_, i) => this.run(x.map((part) => part[i]), 0))
      .reduce((out, w) => { w.forEach((v, b) => (out[b] ??= []).push(v)); return out; }, []);
  }
}
export function softmax(x, axis = -1) {
  let rank = 1;
  for (let p = x[0]; Array.isArray(p); p = p[0]) rank++;
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) throw new RangeError('axis');
  return new Softmax(axis).run(x, axis < 0 ? axis + rank : axis);
}`,
  },
  {
    mistake: 'never divides',
    named: ['softmax-divides-by-largest'],
    code: looped(`
  const m = Math.max(...values);
  return values.map((v) => (m === -Infinity ? 0 : Math.exp(v - m)));`),
  },
  {
    mistake: 'takes powers of 2',
    named: [],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  const e = values.map((v) => 2 ** (v - m));
  return e.map((v) => v / e.reduce((p, c) => p + c));`),
  },
  {
    mistake: 'rounds the weights to look nice',
    named: ['softmax-rounded'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  const e = values.map((v) => Math.exp(v - m));
  return e.map((v) => Number((v / e.reduce((p, c) => p + c)).toFixed(3)));`),
  },
  {
    mistake: 'divides by the largest power',
    named: ['softmax-divides-by-largest'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  const out = values.map((v) => Math.exp(v - m));
  let top = 0;
  for (const v of out) top = Math.max(top, v);
  return out.map((v) => v / top);`),
  },
  {
    mistake: 'refuses with a plain Error',
    named: ['softmax-throws-error'],
    code: looped(`
  const m = Math.max(...values);
  if (m === -Infinity) return values.map(() => 0);
  const e = values.map((v) => Math.exp(v - m));
  return e.map((v) => v / e.reduce((p, c) => p + c));`).replaceAll('new RangeError', 'new Error'),
  },
] satisfies Beginners;
