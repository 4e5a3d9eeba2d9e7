/** Wrong answers to exercise 02 as beginners write them. */
//! kata-hidden-c3f98a10b7e6: never handed to students.
import type { Beginners } from '../judging/misconceptions';

/** Compares by two loops; `value` is what stands in each place, of rows `u` and `v`. */
const looped = (value: string, own = ''): string => `
${own}
function len(v) {
  let s = 0;
  for (let i = 0; i < v.length; i++) s = s + v[i] ** 2;
  return Math.sqrt(s);
}
function times(u, v) {
  let s = 0;
  for (let i = 0; i < u.length; i++) s = s + u[i] * v[i];
  return s;
}
export function cosineSim(a, b, eps = 1e-9) {
  const d = a[0].length;
  for (const row of [...a, ...b]) if (row.length !== d) throw new RangeError('width ' + row.length + ', not ' + d);
  const table = [];
  for (let i = 0; i < a.length; i++) {
    table[i] = [];
    for (let j = 0; j < b.length; j++) {
      const u = a[i];
      const v = b[j];
      ${value}
    }
  }
  return table;
}
`;

export default [
  {
    mistake: 'takes the dot product alone',
    named: ['cosine-plain-dot-product'],
    code: looped('table[i][j] = times(u, v);'),
  },
  {
    mistake: 'divides by the first length only',
    named: ['cosine-one-side-normalised'],
    code: looped('table[i].push(times(u, v) / (len(u) + eps));'),
  },
  {
    mistake: 'divides by the second length only',
    named: ['cosine-one-side-normalised', 'cosine-other-side-normalised'],
    code: looped('table[i].push(times(u, v) / (len(v) + eps));'),
  },
  {
    mistake: 'forgets the root of the length',
    named: ['cosine-squared-norm'],
    code: looped('table[i].push(times(u, v) / ((times(u, u) + eps) * (times(v, v) + eps)));'),
  },
  {
    mistake: 'adds eps once, to the product',
    named: ['cosine-eps-on-the-product'],
    code: looped('table[i].push(times(u, v) / (len(u) * len(v) + eps));'),
  },
  {
    mistake: 'divides by the product and gives 0 for zero rows, without eps',
    named: ['cosine-eps-for-zero-rows-only', 'cosine-eps-argument-ignored', 'cosine-without-eps'],
    code: looped(`
      const n = len(u) * len(v);
      if (n === 0) table[i].push(0);
      else table[i].push(times(u, v) / n);`),
  },
  {
    mistake: 'divides 0 by 0',
    named: ['cosine-eps-missing'],
    code: looped('table[i].push(times(u, v) / (len(u) * len(v)));'),
  },
  {
    mistake: 'puts eps under the root',
    named: ['cosine-eps-under-the-root'],
    code: looped(
      'table[i].push(times(u, v) / (Math.sqrt(times(u, u) + eps) * Math.sqrt(times(v, v) + eps)));',
    ),
  },
  {
    mistake: 'takes eps for the least length',
    named: ['cosine-eps-as-smallest-length'],
    code: looped('table[i].push(times(u, v) / Math.max(len(u), eps) / Math.max(len(v), eps));'),
  },
  {
    mistake: 'adds up magnitudes for a length',
    named: ['cosine-sum-of-magnitudes'],
    code: looped(
      'table[i].push(times(u, v) / ((size(u) + eps) * (size(v) + eps)));',
      'const size = (v) => v.reduce((s, n) => s + Math.abs(n), 0);',
    ),
  },
  {
    mistake: 'measures how far apart they are',
    named: ['cosine-distance'],
    code: looped('table[i].push(1 - times(u, v) / ((len(u) + eps) * (len(v) + eps)));'),
  },
  {
    mistake: 'gives the angle',
    named: ['cosine-angle'],
    code: looped('table[i].push(Math.acos(times(u, v) / ((len(u) + eps) * (len(v) + eps))));'),
  },
  {
    mistake: 'loses the sign',
    named: ['cosine-without-sign'],
    code: looped('table[i].push(Math.abs(times(u, v)) / (len(u) + eps) / (len(v) + eps));'),
  },
  {
    mistake: 'puts rows of b first, and checks only the first rows',
    named: ['cosine-transposed'],
    besides: [
      'cosine-checks-first-two',
      'cosine-checks-ends',
      'cosine-checks-all-but-last',
      'cosine-checks-a-only',
      'cosine-accepts-ragged',
    ],
    code: `
export const cosineSim = (a, b, eps = 1e-9) => {
  if (a[0].length !== b[0].length) throw new RangeError('not as wide');
  const unit = (v) => { const n = Math.hypot(...v) + eps; return v.map((x) => x / n); };
  const as = a.map(unit);
  const bs = b.map(unit);
  const out = [];
  for (const v of bs) out.push(as.map((u) => u.reduce((s, x, i) => s + x * v[i], 0)));
  return out;
};`,
  },
  {
    mistake: 'compares only row i with row i',
    named: ['cosine-row-by-row'],
    code: looped('').replace(
      /const table = \[\];[\s\S]*return table;/,
      `
  return a.map((u, i) => times(u, b[i] ?? b[0]) / ((len(u) + eps) * (len(b[i] ?? b[0]) + eps)));`,
    ),
  },
  {
    mistake: 'scales the rows in place',
    named: ['cosine-changes-argument'],
    code: looped('table[i].push(times(u, v));').replace(
      'const table = [];',
      `
  for (const row of a) { const n = len(row); for (let k = 0; k < d; k++) row[k] /= n + eps; }
  for (const row of b) { const n = len(row); for (let k = 0; k < d; k++) row[k] /= n + eps; }
  const table = [];`,
    ),
  },
  {
    mistake: 'never checks a width',
    named: ['cosine-accepts-widths', 'cosine-accepts-ragged', 'cosine-checks-nothing'],
    besides: ['cosine-checks-a-only'],
    code: `
export function cosineSim(a, b, eps = 1e-9) {
  const norm = (v) => Math.sqrt(v.map((n) => n * n).reduce((p, c) => p + c, 0)) + eps;
  return a.map((u) => b.map((v) => {
    let sum = 0;
    for (let i = 0; i < Math.min(u.length, v.length); i++) sum += u[i] * v[i];
    return sum / norm(u) / norm(v);
  }));
}`,
  },
  {
    mistake: 'divides all rows by the length of the whole matrix',
    named: ['cosine-norm-of-matrix'],
    code: looped('table[i].push(times(u, v) / ((wholeA + eps) * (wholeB + eps)));').replace(
      'const table = [];',
      'const [wholeA, wholeB] = [len(a.flat()), len(b.flat())];\n  const table = [];',
    ),
  },
  {
    mistake: 'gives how far the ends are apart',
    named: [],
    code: looped('table[i].push(len(u.map((n, k) => n - v[k])));'),
  },
  {
    mistake: 'lets nothing be below 0',
    named: ['cosine-between-nought-and-one'],
    code: looped(`
      const c = times(u, v) / ((len(u) + eps) * (len(v) + eps));
      table[i].push(c < 0 ? 0 : c);`),
  },
  {
    mistake: 'has another eps of its own',
    named: ['cosine-other-default-eps'],
    code: looped('table[i].push(times(u, v) / ((len(u) + eps) * (len(v) + eps)));').replace(
      '1e-9',
      '1e-8',
    ),
  },
  {
    mistake: 'writes 1e-9 where eps belongs',
    named: ['cosine-eps-argument-ignored'],
    code: looped('table[i].push(times(u, v) / ((len(u) + 1e-9) * (len(v) + 1e-9)));'),
  },
  {
    mistake: 'divides by the lengths of the columns',
    named: ['cosine-norms-of-columns'],
    code: looped(`
      let s = 0;
      for (let k = 0; k < d; k++) s += u[k] / (len(a.map((r) => r[k])) + eps) * v[k] / (len(b.map((r) => r[k])) + eps);
      table[i].push(s);`),
  },
] satisfies Beginners;
