/** Wrong answers to exercise 05 as beginners write them. */
//! kata-hidden-f61a3c8e09d7: never handed to students.
import type { Beginners } from '../judging/misconceptions';

/** A beginner's right version in steps, each of which can go wrong. */
const steps = {
  imports: `import { splitHeads, mergeHeads } from '../03-split-heads/split-heads';
import { singleHeadAttention } from '../04-single-head/single-head';`,
  check: `
  const d = params.wQ.length;
  for (const r of x) if (r.length !== d) throw new RangeError('x');
  for (const name of ['wQ', 'wK', 'wV', 'wO']) {
    if (params[name].length !== d) throw new RangeError(name);
    for (const r of params[name]) if (r.length !== d) throw new RangeError(name);
  }
  for (const name of ['bQ', 'bK', 'bV', 'bO']) if (params[name] && params[name].length !== d) throw new RangeError(name);`,
  linear: `
function linear(rows, w, b) {
  const out = [];
  for (const r of rows) {
    const line = [];
    for (let j = 0; j < w[0].length; j++) {
      let s = b ? b[j] : 0;
      for (let i = 0; i < r.length; i++) s += r[i] * w[i][j];
      line.push(s);
    }
    out.push(line);
  }
  return out;
}`,
  project: `
  const qs = splitHeads(linear(x, params.wQ, params.bQ), nHeads);
  const ks = splitHeads(linear(x, params.wK, params.bK), nHeads);
  const vs = splitHeads(linear(x, params.wV, params.bV), nHeads);`,
  attend: `
  const weights = [];
  const outs = [];
  for (let h = 0; h < nHeads; h++) {
    const one = singleHeadAttention(qs[h], ks[h], vs[h], options);
    weights.push(one.weights);
    outs.push(one.output);
  }`,
  output: `
  const joined = mergeHeads(outs);
  return { weights, output: linear(joined, params.wO, params.bO) };`,
};
const file = (wrong: Partial<typeof steps>, behind = ''): string => {
  const { imports, check, linear, project, attend, output } = { ...steps, ...wrong };
  return `${imports}
${linear}
export function multiHeadAttention(x, params, nHeads, options = {}) {
  ${check}
  ${project}
  ${attend}
  ${output}
}
${behind}`;
};

export default [
  {
    mistake: 'forgets the last projection',
    named: ['heads-output-not-projected'],
    code: file({ output: 'return { weights, output: mergeHeads(outs) };' }),
  },
  {
    mistake: 'forgets the last projection but adds its bias',
    named: ['heads-output-not-projected', 'heads-output-weight-forgotten'],
    code: file({
      output:
        'return { weights, output: mergeHeads(outs).map((r) => r.map((n, j) => n + (params.bO ? params.bO[j] : 0))) };',
    }),
  },
  {
    mistake: 'never adds a bias',
    named: ['heads-biases-forgotten'],
    code: file({ linear: steps.linear.replace('b ? b[j] : 0', '0') }),
  },
  {
    mistake: 'forgets the bias of the output',
    named: ['heads-output-bias-forgotten'],
    code: file({ output: steps.output.replace(', params.bO', '') }),
  },
  {
    mistake: 'forgets the biases of q, k and v',
    named: ['heads-input-biases-forgotten'],
    code: file({ project: steps.project.replace(/, params\.b\w/g, '') }),
  },
  {
    mistake: 'multiplies by the weights as PyTorch stores them',
    named: ['heads-weights-transposed'],
    code: file({ linear: steps.linear.replace('w[i][j]', 'w[j][i]') }),
  },
  {
    mistake: 'takes the same projection for keys as for queries',
    named: ['heads-keys-projected-as-queries'],
    code: file({ project: steps.project.replace('params.wK, params.bK', 'params.wQ, params.bQ') }),
  },
  {
    mistake: 'takes x for the values',
    named: ['heads-values-not-projected'],
    code: file({ project: steps.project.replace('linear(x, params.wV, params.bV)', 'x') }),
  },
  {
    mistake: 'deals the columns out with a reshape of its own',
    named: ['heads-interleaved-columns'],
    code: file(
      { project: steps.project.replaceAll('splitHeads(linear', 'every(linear') },
      `function every(rows, n) {
  splitHeads(rows, n);
  const heads = [];
  for (let h = 0; h < n; h++) heads.push(rows.map((r) => r.filter((_, j) => j % n === h)));
  return heads;
}`,
    ),
  },
  {
    mistake: 'reshapes without exchanging axes',
    named: ['heads-reshape-only'],
    code: file(
      { project: steps.project.replaceAll('splitHeads(linear', 'reshape(linear') },
      `function reshape(rows, n) {
  const dK = splitHeads(rows, n)[0][0].length;
  const flat = rows.flat();
  const heads = [];
  for (let h = 0; h < n; h++) {
    const head = [];
    for (let t = 0; t < rows.length; t++) head.push(flat.splice(0, dK));
    heads.push(head);
  }
  return heads;
}`,
    ),
  },
  {
    mistake: 'merges by a reshape',
    named: ['heads-merged-by-reshape'],
    code: file({
      output: `
  const flat = outs.flat(2);
  const joined = x.map(() => flat.splice(0, d));
  return { weights, output: linear(joined, params.wO, params.bO) };`,
    }),
  },
  {
    mistake: 'puts an average of the heads out',
    named: ['heads-averaged'],
    code: file({
      output: `
  const mean = outs[0].map((r, t) => r.map((_, j) => outs.reduce((s, o) => s + o[t][j], 0) / nHeads));
  const joined = mergeHeads(outs.map(() => mean));
  return { weights, output: linear(joined, params.wO, params.bO) };`,
    }),
  },
  {
    mistake: 'gives one averaged map',
    named: ['heads-maps-averaged'],
    code: file({
      output: `
  const map = x.map((_, i) => x.map((_, j) => { let s = 0; for (const w of weights) s += w[i][j]; return s / weights.length; }));
  return { weights: map, output: linear(mergeHeads(outs), params.wO, params.bO) };`,
    }),
  },
  {
    mistake: 'forgets to hand the options on',
    named: ['heads-options-not-passed-on'],
    besides: ['heads-accepts-mask-shape', 'heads-accepts-temperature'],
    code: file({ attend: steps.attend.replace(', options)', ')') }),
  },
  {
    mistake: 'hands on the mask only',
    named: ['heads-temperature-not-passed-on'],
    code: file({ attend: steps.attend.replace(', options)', ', { mask: options.mask })') }),
  },
  {
    mistake: 'hands on the temperature only',
    named: ['heads-mask-not-passed-on'],
    code: file({
      attend: steps.attend.replace(', options)', ', { temperature: options.temperature })'),
    }),
  },
  {
    mistake: 'scales once more by the width of the model',
    named: ['heads-scale-of-model', 'heads-scaled-twice', 'heads-scaled-again-by-model'],
    code: file({
      attend: steps.attend.replace(
        'qs[h], ks',
        'qs[h].map((r) => r.map((n) => n / Math.sqrt(d))), ks',
      ),
    }),
  },
  {
    mistake: 'splits x and projects nothing',
    named: ['heads-split-before-projection', 'heads-nothing-projected'],
    code: file({
      project: 'const qs = splitHeads(x, nHeads);\n  const ks = qs;\n  const vs = qs;',
    }),
  },
  {
    mistake: 'always looks at head 0 for the keys and values',
    named: ['heads-first-keys-for-all', 'heads-first-values-for-all', 'heads-first-of-all'],
    code: file({ attend: steps.attend.replace('ks[h], vs[h]', 'ks[0], vs[0]') }),
  },
  {
    mistake: 'checks nothing of its own',
    named: [
      'heads-accepts-weight-shapes',
      'heads-accepts-output-projection',
      'heads-accepts-bias-length',
      'heads-accepts-ragged-input',
      'heads-checks-nothing',
    ],
    code: file({ check: '' }),
  },
  {
    mistake: 'adds the input to the output',
    named: ['heads-input-added'],
    code: file({
      output: `
  const y = linear(mergeHeads(outs), params.wO, params.bO);
  for (let t = 0; t < y.length; t++) for (let j = 0; j < d; j++) y[t][j] += x[t][j];
  return { weights, output: y };`,
    }),
  },
  {
    mistake: 'hands keys over for values and values for keys',
    named: ['heads-keys-and-values-swapped'],
    code: file({ attend: steps.attend.replace('ks[h], vs[h]', 'vs[h], ks[h]') }),
  },
  {
    mistake: 'adds the bias to x first',
    named: ['heads-bias-before-projection'],
    code: file({
      linear: steps.linear
        .replace('b ? b[j] : 0', '0')
        .replace('r[i] * w', '(r[i] + (b ? b[i] : 0)) * w'),
    }),
  },
  {
    mistake: 'lets the columns of the heads alternate before the last projection',
    named: ['heads-merged-interleaved'],
    code: file({
      output: `
  const joined = x.map((_, t) => {
    const row = [];
    for (let j = 0; j < outs[0][0].length; j++) for (const o of outs) row.push(o[t][j]);
    return row;
  });
  return { weights, output: linear(joined, params.wO, params.bO) };`,
    }),
  },
  {
    mistake: 'copies wQ three times',
    named: ['heads-queries-for-all'],
    code: file({ project: steps.project.replace(/params\.([wb])[KV]/g, 'params.$1Q') }),
  },
  {
    mistake: 'unshifts the heads instead of pushing them',
    named: [],
    code: file({
      attend: steps.attend
        .replace('weights.push', 'weights.unshift')
        .replace('outs.push', 'outs.unshift'),
    }),
  },
] satisfies Beginners;
