/**
 * What people get wrong about multi-head attention. Forgetting bK is not among them: it adds the
 * same to all scores of a query, so the weights do not change.
 */
//! kata-hidden-5452c81ed3a6: never handed to students.
import type { Misconception } from '../judging/misconceptions';

const ATTEND = 'singleHeadAttention(qh, k[h] ?? [], v[h] ?? [], options)';
const OUTPUT = 'output: project(mergeHeads(heads.map(({ output }) => output)), wO, bO)';
const WEIGHTS = 'weights: heads.map(({ weights }) => weights)';
const MATRIX = 'value * (w[i]?.[j] ?? 0), b[j] ?? 0)';
const RETURN = 'return {\n    weights: heads';

export default [
  {
    id: 'heads-weights-transposed',
    says: 'The projections are applied the other way round, as PyTorch stores them. Here it is x · W, and W is [in, out].',
    changes: [['value * (w[i]?.[j] ?? 0)', 'value * (w[j]?.[i] ?? 0)']],
  },
  {
    id: 'heads-values-not-projected',
    says: 'The values are the input itself: wV is not used.',
    changes: [['splitHeads(project(x, wV, bV), nHeads)', 'splitHeads(x, nHeads)']],
  },
  {
    id: 'heads-keys-projected-as-queries',
    says: 'Keys are projected like queries: wK is not used.',
    changes: [['project(x, wK, bK)', 'project(x, wQ, bQ)']],
  },
  {
    id: 'heads-output-not-projected',
    says: 'The last projection is missing: wO and bO are not used.',
    changes: [[OUTPUT, 'output: mergeHeads(heads.map(({ output }) => output))']],
  },
  {
    id: 'heads-biases-forgotten',
    says: 'The biases make no difference.',
    changes: [[MATRIX, 'value * (w[i]?.[j] ?? 0), 0)']],
  },
  {
    id: 'heads-query-bias-forgotten',
    says: 'The bias of the queries is not added.',
    changes: [['project(x, wQ, bQ)', 'project(x, wQ)']],
  },
  {
    id: 'heads-value-bias-forgotten',
    says: 'The bias of the values is not added.',
    changes: [['project(x, wV, bV)', 'project(x, wV)']],
  },
  {
    id: 'heads-output-bias-forgotten',
    says: 'The bias of the output is not added.',
    changes: [['output)), wO, bO)', 'output)), wO)']],
  },
  {
    id: 'heads-bias-before-projection',
    says: 'A bias is added before the projection. It is added after: x · W + b.',
    changes: [[MATRIX, '(value + (b[i] ?? 0)) * (w[i]?.[j] ?? 0), 0)']],
  },
  {
    id: 'heads-bias-per-position',
    says: 'A bias is added along the positions: its first entry to all of row 0. It has one entry for each column.',
    changes: [
      ['x.map((row) =>\n    first', 'x.map((row, t) =>\n    first'],
      [MATRIX, 'value * (w[i]?.[j] ?? 0), b[t] ?? 0)'],
    ],
  },
  {
    id: 'heads-biases-all-or-none',
    says: 'Biases are added only where all four are there. Each may be missing for itself.',
    changes: [
      [
        'const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;\n  const q',
        'const all = params.bQ && params.bK && params.bV && params.bO;\n  const { wQ, wK, wV, wO } = params;\n  const { bQ, bK, bV, bO } = all ? params : ({} as MultiHeadParams);\n  const q',
      ],
    ],
  },
  {
    id: 'heads-scale-of-model',
    says: 'The scores are divided by √dModel. A head scales by its own width, √dK.',
    changes: [
      [
        ATTEND,
        'singleHeadAttention(qh.map((row) => row.map((value) => value / Math.sqrt(nHeads))), k[h] ?? [], v[h] ?? [], options)',
      ],
    ],
  },
  {
    id: 'heads-scaled-twice',
    says: 'The scores are divided by √dK twice: exercise 04 has done it already.',
    changes: [
      [
        ATTEND,
        'singleHeadAttention(qh.map((row) => row.map((value) => value / Math.sqrt(dModel / nHeads))), k[h] ?? [], v[h] ?? [], options)',
      ],
    ],
  },
  {
    id: 'heads-interleaved-columns',
    says: 'The heads take every n-th column. A head takes neighbouring columns.',
    changes: [
      [
        'function project(',
        'const deal = (x: Matrix, n: number): Matrix[] =>\n  Array.from({ length: n }, (_, h) => x.map((row) => row.filter((_value, j) => j % n === h)));\n\nfunction project(',
      ],
      [
        'splitHeads(project(x, wQ, bQ), nHeads)',
        'splitHeads(x, nHeads) && deal(project(x, wQ, bQ), nHeads)',
      ],
      ['splitHeads(project(x, wK, bK), nHeads)', 'deal(project(x, wK, bK), nHeads)'],
      ['splitHeads(project(x, wV, bV), nHeads)', 'deal(project(x, wV, bV), nHeads)'],
    ],
  },
  {
    id: 'heads-reshape-only',
    says: 'The projected numbers are cut into heads in one run, so heads get whole positions instead of their columns of each.',
    changes: [
      [
        'function project(',
        'const cut = (x: Matrix, n: number): Matrix[] => {\n  const [flat, dK] = [x.flat(), (x[0]?.length ?? 0) / n];\n  return Array.from({ length: n }, (_, h) =>\n    x.map((_row, t) => flat.slice((h * x.length + t) * dK, (h * x.length + t + 1) * dK)),\n  );\n};\n\nfunction project(',
      ],
      [
        'splitHeads(project(x, wQ, bQ), nHeads)',
        'splitHeads(x, nHeads) && cut(project(x, wQ, bQ), nHeads)',
      ],
      ['splitHeads(project(x, wK, bK), nHeads)', 'cut(project(x, wK, bK), nHeads)'],
      ['splitHeads(project(x, wV, bV), nHeads)', 'cut(project(x, wV, bV), nHeads)'],
    ],
  },
  {
    id: 'heads-first-keys-for-all',
    says: 'Every head looks at the keys of the first head.',
    changes: [['k[h] ?? []', 'k[0] ?? []']],
  },
  {
    id: 'heads-first-values-for-all',
    says: 'Every head mixes the values of the first head.',
    changes: [['v[h] ?? []', 'v[0] ?? []']],
  },
  {
    id: 'heads-one-large-head',
    says: 'There is one head over all columns for every nHeads, and its map is given out for each.',
    changes: [
      [
        `q.map((qh, h) => ${ATTEND});`,
        'q.map((_, h) => {\n    const { weights, output } = singleHeadAttention(mergeHeads(q), mergeHeads(k), mergeHeads(v), options);\n    return { weights, output: splitHeads(output, nHeads)[h] ?? [] };\n  });',
      ],
    ],
  },
  {
    id: 'heads-split-before-projection',
    says: 'The maps are those of the input, not of its projections: heads are cut out of x itself.',
    changes: [
      ['splitHeads(project(x, wQ, bQ), nHeads)', 'splitHeads(x, nHeads)'],
      ['splitHeads(project(x, wK, bK), nHeads)', 'splitHeads(x, nHeads)'],
    ],
  },
  {
    id: 'heads-averaged',
    says: 'The outputs of the heads are averaged. They are put side by side.',
    changes: [
      [
        'mergeHeads(heads.map(({ output }) => output))',
        'mergeHeads(heads.map(({ output }) =>\n      output.map((row, t) => row.map((_, j) => heads.reduce((sum, head) => sum + (head.output[t]?.[j] ?? 0), 0) / nHeads)),\n    ))',
      ],
    ],
  },
  {
    id: 'heads-merged-in-reverse',
    says: 'The heads are put side by side in reverse order before the last projection.',
    changes: [
      [
        'mergeHeads(heads.map(({ output }) => output))',
        'mergeHeads(heads.map(({ output }) => output).reverse())',
      ],
    ],
  },
  {
    id: 'heads-maps-averaged',
    says: 'The weights are averaged over the heads into one map. Each head gives its own.',
    changes: [
      [
        WEIGHTS,
        'weights: heads[0]?.weights.map((row, i) => row.map((_, j) => heads.reduce((sum, head) => sum + (head.weights[i]?.[j] ?? 0), 0) / nHeads)) as never',
      ],
    ],
  },
  {
    id: 'heads-options-not-passed-on',
    says: 'Temperature and mask make no difference: the heads do not get them.',
    changes: [
      ['v[h] ?? [], options)', 'v[h] ?? [], { ...options, temperature: 1, mask: undefined })'],
    ],
  },
  {
    id: 'heads-temperature-not-passed-on',
    says: 'The mask reaches the heads, but the temperature does not.',
    changes: [
      [
        'v[h] ?? [], options)',
        'v[h] ?? [], { mask: options.mask, temperature: (options.temperature ?? 1) > 0 ? 1 : 0 })',
      ],
    ],
  },
  {
    id: 'heads-mask-for-first-only',
    says: 'Only the first head minds the mask. One mask serves all heads.',
    changes: [
      [
        'v[h] ?? [], options)',
        'v[h] ?? [], h === 0 ? options : { temperature: options.temperature })',
      ],
    ],
  },
  {
    id: 'heads-input-added',
    says: 'The input is added to the output. That belongs to the layer around the attention, not to the attention.',
    changes: [
      [
        OUTPUT,
        'output: project(mergeHeads(heads.map(({ output }) => output)), wO, bO).map((row, t) => row.map((value, j) => value + (x[t]?.[j] ?? 0)))',
      ],
    ],
  },
  {
    id: 'heads-single-head-unprojected',
    says: 'With one head the last projection is left out. It is there for any number of heads.',
    changes: [
      [
        OUTPUT,
        'output: nHeads === 1 ? mergeHeads(heads.map(({ output }) => output)) : project(mergeHeads(heads.map(({ output }) => output)), wO, bO)',
      ],
    ],
  },
  {
    id: 'heads-changes-argument',
    says: 'The answer is right, but the biases that were passed in are changed.',
    changes: [[RETURN, 'params.bQ?.reverse();\n  return {\n    weights: heads']],
  },
  {
    id: 'heads-accepts-weight-shapes',
    says: 'Projections that do not fit the input are accepted.',
    changes: [
      [
        'for (const [name, w] of Object.entries({ wQ, wK, wV, wO })) expectShape(name, w, dModel, dModel);',
        '',
      ],
    ],
  },
  {
    id: 'heads-accepts-output-projection',
    says: 'The first three projections are checked, but wO is not.',
    changes: [['Object.entries({ wQ, wK, wV, wO })', 'Object.entries({ wQ, wK, wV })']],
  },
  {
    id: 'heads-accepts-bias-length',
    says: 'A bias that is too short or too long is accepted.',
    changes: [['if (b) expectShape(name, [b], 1, dModel);', '']],
  },
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(x, p, n) => ({ weights: p.wQ.slice(0, n).map(() => x.map(() => x.map(() => 0))), output: map(x, () => 0) })',
  '(x, p, n) => ({ weights: p.wQ.slice(0, n).map(() => x.map(() => x.map(() => 1 / x.length))), output: x.map(() => mean(x)) })',
];
