/** Wrong answers to exercise 04 as beginners write them. */
//! kata-hidden-2b6d91ae5f38: never handed to students.
import type { Beginners } from '../judging/misconceptions';

/** A beginner's right version in steps, each of which can go wrong. */
const steps = {
  imports: "import { softmax } from '../01-softmax/softmax';",
  check: `
  const d = q[0].length;
  for (const r of q) if (r.length !== d) throw new RangeError('q');
  for (const r of k) if (r.length !== d) throw new RangeError('k');
  for (const r of v) if (r.length !== v[0].length) throw new RangeError('v');
  if (v.length !== k.length) throw new RangeError('v and k');
  if (mask) {
    if (mask.length !== q.length) throw new RangeError('mask');
    for (const r of mask) if (r.length !== k.length) throw new RangeError('mask row');
  }
  if (Number.isNaN(temperature) || temperature <= 0) throw new RangeError('temperature');`,
  score: `
      let s = 0;
      for (let c = 0; c < d; c++) s += q[i][c] * k[j][c];
      row.push(s / Math.sqrt(d) / temperature);`,
  mask: `
  if (mask) for (let i = 0; i < scores.length; i++) for (let j = 0; j < k.length; j++) if (!mask[i][j]) scores[i][j] = -Infinity;`,
  weigh: 'const weights = softmax(scores);',
  mix: `
  const output = [];
  for (const w of weights) {
    const row = new Array(v[0].length).fill(0);
    for (let j = 0; j < v.length; j++) for (let c = 0; c < row.length; c++) row[c] += w[j] * v[j][c];
    output.push(row);
  }
  return { weights, output };`,
};
const file = (wrong: Partial<typeof steps>): string => {
  const { imports, check, score, mask, weigh, mix } = { ...steps, ...wrong };
  return `${imports}
export function singleHeadAttention(q, k, v, options = {}) {
  const temperature = options.temperature ?? 1;
  const mask = options.mask;
  ${check}
  const scores = [];
  for (let i = 0; i < q.length; i++) {
    const row = [];
    for (let j = 0; j < k.length; j++) {
      ${score}
    }
    scores.push(row);
  }
  ${mask}
  ${weigh}
  ${mix}
}`;
};
const score = (value: string): string => `
      const s = q[i].map((n, c) => n * k[j][c]).reduce((a, b) => a + b, 0);
      row.push(${value});`;

export default [
  {
    mistake: 'forgets to scale',
    named: ['attention-without-scale'],
    code: file({ score: score('s / temperature') }),
  },
  {
    mistake: 'forgets to scale and checks nothing',
    named: ['attention-without-scale'],
    besides: [
      'attention-accepts-key-width',
      'attention-accepts-value-count',
      'attention-accepts-mask-shape',
      'attention-accepts-temperature-zero',
      'attention-temperature-not-a-number',
      'attention-accepts-ragged-q',
      'attention-accepts-ragged-k',
      'attention-accepts-ragged-v',
      'attention-accepts-ragged-mask',
    ],
    code: file({ check: 'const d = q[0].length;', score: score('s / temperature') }),
  },
  {
    mistake: 'divides by dK without the root',
    named: ['attention-scale-without-root'],
    code: file({ score: score('s / (d * temperature)') }),
  },
  {
    mistake: 'scales by the number of keys',
    named: ['attention-scale-of-key-count'],
    code: file({ score: score('s / (Math.sqrt(k.length) * temperature)') }),
  },
  {
    mistake: 'multiplies by the root',
    named: ['attention-multiplies-scale'],
    code: file({ score: score('(s * Math.sqrt(d)) / temperature') }),
  },
  {
    mistake: 'lets the softmax run over the queries',
    named: ['attention-over-queries'],
    code: file({ weigh: 'const weights = softmax(scores, 0);' }),
  },
  {
    mistake: 'takes true for hidden',
    named: ['attention-mask-inverted'],
    code: file({
      mask: 'const hidden = scores.map((r, i) => r.map((s, j) => (mask && mask[i][j] ? -Infinity : s)));',
      weigh: 'const weights = softmax(hidden);',
    }),
  },
  {
    mistake: 'masks after the softmax',
    named: ['attention-mask-after-softmax'],
    code: file({
      mask: '',
      weigh:
        'const weights = softmax(scores).map((r, i) => r.map((w, j) => (mask ? w * Number(mask[i][j]) : w)));',
    }),
  },
  {
    mistake: 'hides with −1e9',
    named: ['attention-mask-large-number'],
    code: file({
      mask: 'for (let i = 0; i < q.length; i++) for (let j = 0; j < k.length; j++) if (mask && !mask[i][j]) scores[i][j] = -1e9;',
    }),
  },
  {
    mistake: 'multiplies masked scores by 0',
    named: ['attention-mask-zeroes-scores'],
    code: file({
      mask: 'if (mask) mask.forEach((r, i) => r.forEach((open, j) => { scores[i][j] *= open ? 1 : 0; }));',
    }),
  },
  {
    mistake: 'forgets the mask',
    named: ['attention-mask-ignored'],
    code: file({ mask: '' }),
  },
  {
    mistake: 'multiplies by the temperature',
    named: ['attention-temperature-multiplied'],
    code: file({ score: score('(s / Math.sqrt(d)) * temperature') }),
  },
  {
    mistake: 'reads temperature from a place where it is not',
    named: ['attention-temperature-ignored'],
    code: file({ score: score('s / Math.sqrt(d) / (options.t ?? 1)') }),
  },
  {
    mistake: 'turns the scores over',
    named: ['attention-scores-transposed'],
    code: file({
      weigh:
        'const turned = k.map((_, j) => scores.map((r) => r[j]));\n  const weights = softmax(turned);',
      mix: steps.mix.replace('j < v.length', 'j < w.length').replace('v[j][c]', '(v[j]?.[c] ?? 0)'),
    }),
  },
  {
    mistake: 'mixes the keys',
    named: ['attention-keys-as-values'],
    code: file({
      mix: `
  const output = weights.map((w) => k[0].map((_, c) => k.map((row, j) => w[j] * row[c]).reduce((a, b) => a + b)));
  return { weights, output };`,
    }),
  },
  {
    mistake: 'returns the scores as weights',
    named: ['attention-returns-scores'],
    code: file({
      mix: steps.mix.replace('return { weights, output }', 'return { weights: scores, output }'),
    }),
  },
  {
    mistake: 'writes a softmax of its own that gives NaN for nothing',
    named: ['attention-nan-for-nothing'],
    code: file({
      imports: '',
      weigh: `const weights = scores.map((r) => {
    const m = Math.max(...r);
    const e = r.map((s) => Math.exp(s - m));
    const t = e.reduce((a, b) => a + b, 0);
    return e.map((n) => n / t);
  });`,
    }),
  },
  {
    mistake: 'writes a softmax of its own without the largest',
    named: ['attention-overflows'],
    code: file({
      imports: '',
      weigh: `const weights = scores.map((r) => {
    const e = r.map((s) => Math.exp(s));
    const t = e.reduce((a, b) => a + b, 0);
    return e.map((n) => (t === 0 ? 0 : n / t));
  });`,
    }),
  },
  {
    mistake: 'divides by the root of the temperature too',
    named: ['attention-temperature-under-the-root'],
    code: file({ score: score('s / Math.sqrt(d * temperature)') }),
  },
  {
    mistake: 'never refuses anything',
    named: [
      'attention-accepts-key-width',
      'attention-accepts-value-count',
      'attention-accepts-mask-shape',
      'attention-accepts-temperature-zero',
      'attention-temperature-not-a-number',
      'attention-accepts-ragged-q',
      'attention-accepts-ragged-k',
      'attention-accepts-ragged-v',
      'attention-accepts-ragged-mask',
      'attention-checks-nothing',
    ],
    code: file({ check: 'const d = q[0].length;' }),
  },
  {
    mistake: 'scales the weights and not the scores',
    named: [],
    code: file({
      score: score('s / temperature'),
      weigh: 'const weights = softmax(scores).map((r) => r.map((w) => w / Math.sqrt(d)));',
    }),
  },
  {
    mistake: 'shares masked weights out again and divides by 0 where there are none',
    named: ['attention-nan-for-nothing'],
    code: file({
      mask: '',
      weigh: `const weights = softmax(scores).map((r, i) => {
    const open = r.map((w, j) => (!mask || mask[i][j] ? w : 0));
    const s = open.reduce((a, b) => a + b, 0);
    return open.map((w) => w / s);
  });`,
    }),
  },
  {
    mistake: 'hides the future unasked',
    named: ['attention-causal'],
    code: file({
      mask: `${steps.mask}\n  if (q.length === k.length) scores.forEach((r, i) => r.forEach((_, j) => { if (j > i) r[j] = -Infinity; }));`,
    }),
  },
  {
    mistake: 'mixes the values by the scores',
    named: ['attention-scores-on-values'],
    code: file({ mix: steps.mix.replace('of weights', 'of scores') }),
  },
  {
    mistake: 'scales by the width of the values',
    named: ['attention-scale-of-values'],
    code: file({ score: score('s / Math.sqrt(v[0].length) / temperature') }),
  },
] satisfies Beginners;
