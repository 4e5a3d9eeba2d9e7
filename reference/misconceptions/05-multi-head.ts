/**
 * What people get wrong about multi-head attention. Forgetting bK is not among them: it adds the
 * same to all scores of a query, so the weights do not change.
 */
//! kata-hidden-5452c81ed3a6: never handed to students.
import type { Misconception } from '../judging/misconceptions';
import { around, caps, clamps, glances, numerals, remembering, sharing, standIns } from './around';

const ATTEND = 'singleHeadAttention(qh, k[h] ?? [], v[h] ?? [], options)';
const OUTPUT = 'output: project(mergeHeads(heads.map(({ output }) => output)), wO, bO)';
const WEIGHTS = 'weights: heads.map(({ weights }) => weights)';
const MATRIX = 'value * (w[i]?.[j] ?? 0), b[j] ?? 0)';
const RETURN = 'return {\n    weights: heads';
const CHECK = "expectShape('x', x, x.length, dModel);";
const ODD = 'rows.find((row) => row.length !== width)';
const HEIGHT = 'if (rows.length === height && !odd) return;';
const BIASES = 'if (b) expectShape(name, [b], 1, dModel);';
const WEIGHT_CHECK = 'expectShape(name, w, dModel, dModel)';
const NAME = 'multiHeadAttention';

/** A bias that is added only where another is there. */
const onlyWith = (one: string, other: string) => ({
  id: `heads-bias-of-${letters[one]}-only-with-${letters[other]}`,
  says: `${one} is added only where ${other} is there. Each may be there by itself.`,
  ...around(
    NAME,
    `(x, params, n, options) => right(x, { ...params, ${one}: params.${other} && params.${one} }, n, options)`,
  ),
});
const letters: Record<string, string> = { bQ: 'q', bK: 'k', bV: 'v', bO: 'o' };

/** Scaled scores, written out because exercise 04 is imported; `own` changes one. */
const withScores = (own: string, masked = '-Infinity') => ({
  changes: [[ATTEND, ATTEND.replace('single', 'own')]] as [string, string][],
  behind: `
const ownHeadAttention = (q, k, v, options) => {
  singleHeadAttention(q, k, v, options);
  const { temperature = 1, mask } = options;
  const scores = q.map((u) => k.map((w) => u.reduce((sum, n, i) => sum + n * w[i], 0) / Math.sqrt(u.length) / temperature));
  const weights = scores.map((row, i) => {
    const open = row.map((score, j) => (mask && !mask[i][j] ? ${masked} : ${own}));
    const peak = open.reduce((most, score) => Math.max(most, score), -Infinity);
    const powers = open.map((score) => (peak > -Infinity ? Math.exp(score - peak) : 0));
    const total = powers.reduce((sum, power) => sum + power, 0) || 1;
    return powers.map((power, j) => (mask && !mask[i].some(Boolean) ? 0 : power / total));
  });
  return { weights, output: weights.map((row) => v[0].map((_, j) => row.reduce((sum, w, i) => sum + w * v[i][j], 0))) };
};`,
});

/** Weights changed before they mix the values. */
const withWeights = (own: string) => ({
  changes: [[ATTEND, ATTEND.replace('single', 'own')]] as [string, string][],
  behind: `
const ownHeadAttention = (q, k, v, options) => {
  const weights = singleHeadAttention(q, k, v, options).weights.map((row, i) => row.map((weight, j) => ${own}));
  return { weights, output: weights.map((row) => v[0].map((_, j) => row.reduce((sum, w, i) => sum + w * v[i][j], 0))) };
};`,
});

export default [
  {
    id: 'heads-weights-transposed',
    says: 'The projections are applied the other way round, as PyTorch stores them. Here it is x · W, and W is [in, out].',
    asks: 'In x · W, does an entry of x meet a row of W or a column?',
    changes: [['value * (w[i]?.[j] ?? 0)', 'value * (w[j]?.[i] ?? 0)']],
  },
  {
    id: 'heads-values-not-projected',
    says: 'The values are the input itself: wV is not used.',
    asks: 'What are the values made of, and by which projection?',
    changes: [['splitHeads(project(x, wV, bV), nHeads)', 'splitHeads(x, nHeads)']],
  },
  {
    id: 'heads-keys-projected-as-queries',
    says: 'Keys are projected like queries: wK is not used.',
    asks: 'Which projection do the keys have?',
    changes: [['project(x, wK, bK)', 'project(x, wQ, bQ)']],
  },
  {
    id: 'heads-output-not-projected',
    says: 'The last projection is missing: wO and bO are not used.',
    asks: 'What is still to be done once the heads stand side by side?',
    changes: [[OUTPUT, 'output: mergeHeads(heads.map(({ output }) => output))']],
  },
  {
    id: 'heads-biases-forgotten',
    says: 'The biases make no difference.',
    asks: 'Which parameters does your code never read?',
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
    asks: 'Which of the four biases does your code never read?',
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
    asks: 'How wide is the vector of which the dot product is taken within one head?',
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
    asks: 'What has exercise 04 done with the scores already?',
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
    asks: 'Does head 0 see every position?',
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
    asks: 'How wide are the heads once they are put together?',
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
    asks: 'How many maps should come back for several heads?',
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
    asks: 'Who reads the options: your function, or the one of exercise 04?',
    changes: [
      ['v[h] ?? [], options)', 'v[h] ?? [], { ...options, temperature: 1, mask: undefined })'],
    ],
  },
  {
    id: 'heads-temperature-not-passed-on',
    says: 'The mask reaches the heads, but the temperature does not.',
    asks: 'Which of the options reach each head?',
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
    asks: 'Is the input a part of the attention, or of the layer around it?',
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
  {
    id: 'heads-shares-its-answer',
    says: 'Weights and output are written into the same arrays each time, so that an earlier answer changes with the next call.',
    ...sharing(NAME),
  },
  {
    id: 'heads-remembers-input-only',
    says: 'Where the input comes again, the answer that it got before is given, whatever the projections are now.',
    ...remembering(NAME, 'given[0]'),
  },
  {
    id: 'heads-remembers-without-heads',
    says: 'Where input and projections come again, the answer that they got before is given, whatever nHeads is now.',
    ...remembering(NAME, '[given[0], given[1], given[3]]'),
  },
  {
    id: 'heads-remembers-without-options',
    says: 'Where input and projections come again, the answer that they got before is given, whatever the options are now.',
    ...remembering(NAME, 'given.slice(0, 3)'),
  },
  ...[
    ['bQ', 'bK'],
    ['bQ', 'bV'],
    ['bQ', 'bO'],
    ['bV', 'bQ'],
    ['bV', 'bK'],
    ['bV', 'bO'],
    ['bO', 'bQ'],
    ['bO', 'bK'],
    ['bO', 'bV'],
  ].map(([one = '', other = '']) => onlyWith(one, other)),
  {
    id: 'heads-lone-bias-ignored',
    says: 'A bias that is there alone is not added. Each may be there by itself.',
    ...around(
      NAME,
      `(x, params, n, options) => {
  const { bQ, bK, bV, bO, ...w } = params;
  right(x, params, n, options);
  return right(x, [bQ, bK, bV, bO].filter(Boolean).length === 1 ? w : params, n, options);
}`,
    ),
  },
  {
    id: 'heads-square-input-transposed',
    says: 'Where there are as many positions as columns, rows and columns of the input are exchanged.',
    ...around(
      NAME,
      '(x, p, n, o) => { right(x, p, n, o); return right(x.length === x[0].length ? x.map((row, i) => row.map((_, j) => x[j][i])) : x, p, n, o); }',
    ),
  },
  {
    id: 'heads-causal',
    says: 'Positions attend only to those that come before them, though no mask says so.',
    ...around(
      NAME,
      '(x, p, n, o = {}) => { right(x, p, n, o); return right(x, p, n, { ...o, mask: x.map((_, i) => x.map((_, j) => j <= i && (o.mask?.[i][j] ?? true))) }); }',
    ),
  },
  {
    id: 'heads-mirrored',
    says: 'Half of the scores are a mirror image of the other half. Who asks and who answers are not the same.',
    ...withWeights('1 && weight'),
    changes: [[ATTEND, 'singleHeadAttention(qh, qh, v[h] ?? [], options)']],
  },
  {
    id: 'heads-accepts-ragged-input',
    says: 'Rows of the input that differ in length are accepted.',
    changes: [[CHECK, "expectShape('x', x.slice(0, 1), 1, dModel);"]],
  },
  {
    id: 'heads-checks-totals',
    says: 'Only the number of all entries is compared with the shape: rows that differ but add up pass.',
    changes: [[ODD, 'rows.flat().length === width * height ? undefined : rows[0]']],
  },
  ...glances.map(({ glance, looks, says }) => ({
    id: `heads-checks-${glance}`,
    says,
    changes: [[ODD, `(${looks}).find((row) => row?.length !== width)`]] as [string, string][],
  })),
  {
    id: 'heads-accepts-more-rows',
    says: 'Projections with more rows than the input has columns are accepted.',
    changes: [[HEIGHT, 'if (rows.length >= height && !odd) return;']],
  },
  ...['wQ', 'wK', 'wV', 'wO'].map((name) => ({
    id: `heads-accepts-any-${name.toLowerCase().split('').join('-')}`,
    says: `The shape of ${name} is not checked.`,
    changes: [[WEIGHT_CHECK, `name === '${name}' || ${WEIGHT_CHECK}`]] as [string, string][],
  })),
  ...['bQ', 'bK', 'bV', 'bO'].map((name) => ({
    id: `heads-accepts-any-${name.toLowerCase().split('').join('-')}`,
    says: `The length of ${name} is not checked.`,
    changes: [[BIASES, `if (b && name !== '${name}') expectShape(name, [b], 1, dModel);`]] as [
      string,
      string,
    ][],
  })),
  {
    id: 'heads-accepts-fractions',
    says: 'A number of heads that is a fraction is rounded.',
    ...around(NAME, '(x, p, n, o) => right(x, p, Math.floor(n), o)'),
  },
  {
    id: 'heads-temperature-not-a-number',
    says: 'NaN is taken for no temperature. It has to be refused.',
    ...around(
      NAME,
      '(x, p, n, { temperature, ...o } = {}) => right(x, p, n, { ...o, temperature: Number.isNaN(temperature) ? 1 : temperature })',
    ),
  },
  {
    id: 'heads-temperature-clamped',
    says: 'A temperature far from 1 is not taken as it is.',
    ...around(
      NAME,
      '(x, p, n, { temperature = 1, ...o } = {}) => right(x, p, n, { ...o, temperature: temperature > 0 ? Math.min(3, Math.max(0.25, temperature)) : temperature })',
    ),
  },
  {
    id: 'heads-temperature-ignored-with-mask',
    says: 'Where there is a mask the temperature makes no difference.',
    ...around(
      NAME,
      '(x, p, n, o = {}) => right(x, p, n, o.mask && o.temperature > 0 ? { mask: o.mask } : o)',
    ),
  },
  {
    id: 'heads-small-weights-dropped',
    says: 'Small weights are set to 0. Each counts, however small it is.',
    ...withWeights('(weight < 1e-3 ? 0 : weight)'),
  },
  {
    id: 'heads-scores-rounded',
    says: 'The scores are rounded before the softmax.',
    ...withScores('Math.round(score * 1e3) / 1e3'),
  },
  {
    id: 'heads-one-largest-score',
    says: 'The largest score is searched for from 0 on, so that a position whose scores are all far below 0 gets no weights.',
    changes: withScores('score').changes,
    behind: withScores('score').behind.replace(
      'Math.max(most, score), -Infinity)',
      'Math.max(most, score), 0)',
    ),
  },
  {
    id: 'heads-input-biases-forgotten',
    says: 'The biases of queries, keys and values are not added; only that of the output is.',
    asks: 'Which parameters does your code never read?',
    changes: [
      ['project(x, wQ, bQ)', 'project(x, wQ)'],
      ['project(x, wK, bK)', 'project(x, wK)'],
      ['project(x, wV, bV)', 'project(x, wV)'],
    ],
  },
  {
    id: 'heads-output-weight-forgotten',
    says: 'wO is not used: only the bias of the output is added.',
    asks: 'Besides its bias, what belongs to the last projection?',
    changes: [
      [
        OUTPUT,
        'output: mergeHeads(heads.map(({ output }) => output)).map((row) => row.map((value, j) => value + (bO?.[j] ?? 0)))',
      ],
    ],
  },
  {
    id: 'heads-merged-by-reshape',
    says: 'The outputs of the heads are read on in one run, so a row mixes positions of one head instead of the heads of one position.',
    asks: 'Which numbers stand side by side in a row before the last projection?',
    changes: [
      [
        'mergeHeads(heads.map(({ output }) => output))',
        'x.map((_, t) => heads.flatMap(({ output }) => output.flat()).slice(t * dModel, (t + 1) * dModel))',
      ],
    ],
  },
  {
    id: 'heads-merged-interleaved',
    says: 'The columns of the heads alternate before the last projection. Each head keeps its columns together.',
    changes: [
      [
        'mergeHeads(heads.map(({ output }) => output))',
        'x.map((_, t) => (heads[0]?.output[0] ?? []).flatMap((_value, j) => heads.map(({ output }) => output[t]?.[j] ?? 0)))',
      ],
    ],
  },
  {
    id: 'heads-mask-not-passed-on',
    says: 'The temperature reaches the heads, but the mask does not.',
    asks: 'Which of the options reach each head?',
    changes: [['v[h] ?? [], options)', 'v[h] ?? [], { temperature: options.temperature })']],
  },
  {
    id: 'heads-scaled-again-by-model',
    says: 'The scores are divided by √dModel besides: exercise 04 has scaled them already.',
    asks: 'What has exercise 04 done with the scores already?',
    changes: [
      [
        ATTEND,
        'singleHeadAttention(qh.map((row) => row.map((value) => value / Math.sqrt(dModel))), k[h] ?? [], v[h] ?? [], options)',
      ],
    ],
  },
  {
    id: 'heads-nothing-projected',
    says: 'Queries, keys and values are the input itself: wQ, wK and wV are not used.',
    asks: 'What are queries, keys and values made of before they are split?',
    changes: [
      ['splitHeads(project(x, wQ, bQ), nHeads)', 'splitHeads(x, nHeads)'],
      ['splitHeads(project(x, wK, bK), nHeads)', 'splitHeads(x, nHeads)'],
      ['splitHeads(project(x, wV, bV), nHeads)', 'splitHeads(x, nHeads)'],
    ],
  },
  {
    id: 'heads-queries-for-all',
    says: 'Queries, keys and values are all projected by wQ. Each has a projection of its own.',
    changes: [
      ['project(x, wK, bK)', 'project(x, wQ, bQ)'],
      ['project(x, wV, bV)', 'project(x, wQ, bQ)'],
    ],
  },
  {
    id: 'heads-keys-and-values-swapped',
    says: 'Keys and values have changed places.',
    changes: [
      ['const k = split', 'const v = split'],
      ['const v = splitHeads(project(x, wV', 'const k = splitHeads(project(x, wV'],
    ],
  },
  {
    id: 'heads-first-of-all',
    says: 'Every head looks at the keys and values of the first head.',
    asks: 'Which index do the keys and values of a head have?',
    changes: [
      ['k[h] ?? []', 'k[0] ?? []'],
      ['v[h] ?? []', 'v[0] ?? []'],
    ],
  },
  {
    id: 'heads-checks-nothing',
    says: 'Inputs, projections and biases of any shape are taken: nothing is refused here.',
    changes: [[HEIGHT, 'if (true) return;']],
  },
] satisfies Misconception[];

export const probes = [
  ...caps.flatMap((cap) => [
    {
      id: `heads-first-positions-${numerals[cap]}`,
      says: 'Only the first positions are attended to.',
      ...around(
        NAME,
        `(x, p, n, o = {}) => { right(x, p, n, o); return right(x, p, n, { ...o, mask: x.map((_, i) => x.map((_, j) => j < ${cap} && (o.mask?.[i][j] ?? true))) }); }`,
      ),
    },
    {
      id: `heads-first-queries-${numerals[cap]}`,
      says: 'Only the first positions attend.',
      ...withWeights(`(i < ${cap} ? weight : 0)`),
    },
    {
      id: `heads-first-heads-${numerals[cap]}`,
      says: 'Only the first heads attend; the others repeat the last of them.',
      changes: [
        [
          `q.map((qh, h) => ${ATTEND})`,
          `q.map((_, h) => Math.min(h, ${cap - 1})).map((h) => singleHeadAttention(q[h] ?? [], k[h] ?? [], v[h] ?? [], options))`,
        ],
      ] as [string, string][],
    },
    {
      id: `heads-first-columns-${numerals[cap]}`,
      says: 'Only the first columns of a head are multiplied.',
      ...withScores('score'),
      behind: withScores('score').behind.replace('n * w[i]', `(i < ${cap} ? n * w[i] : 0)`),
    },
    {
      id: `heads-first-inputs-${numerals[cap]}`,
      says: 'Only the first columns of the input are projected.',
      changes: [[MATRIX, `(i < ${cap} ? value : 0) * (w[i]?.[j] ?? 0), b[j] ?? 0)`]] as [
        string,
        string,
      ][],
    },
    {
      id: `heads-mask-first-positions-${numerals[cap]}`,
      says: 'The mask is read for the first positions alone.',
      ...around(
        NAME,
        `(x, p, n, o = {}) => { right(x, p, n, o); return right(x, p, n, { ...o, mask: o.mask?.map((row, i) => row.map((open, j) => open || i >= ${cap} || j >= ${cap})) }); }`,
      ),
    },
    {
      id: `heads-causal-beyond-${numerals[cap]}`,
      says: 'In a long text positions attend only to those that come before them.',
      ...around(
        NAME,
        `(x, p, n, o = {}) => { right(x, p, n, o); return right(x, p, n, x.length > ${cap} && !o.mask ? { ...o, mask: x.map((_, i) => x.map((_, j) => j <= i)) } : o); }`,
      ),
    },
  ]),
  ...clamps.map((clamp) => ({
    id: `heads-clamped-at-${numerals[clamp]}`,
    says: 'Scores far from 0 are clamped.',
    ...withScores(`Math.max(-${clamp}, Math.min(${clamp}, score))`),
  })),
  ...clamps.map((clamp) => ({
    id: `heads-clamped-below-${numerals[clamp]}`,
    says: 'Scores far below 0 are clamped.',
    ...withScores(`Math.max(-${clamp}, score)`),
  })),
  ...standIns.map((number) => ({
    id: `heads-for-infinity-${numerals[number]}`,
    says: 'A finite number stands for −Infinity.',
    ...withScores('score', `-${number}`),
  })),
  ...standIns.map((number) => ({
    id: `heads-for-infinity-zeroed-${numerals[number]}`,
    says: 'A finite number stands for −Infinity, and its weight is set to 0.',
    ...withScores('score', `-${number}`),
    behind: withScores('score', `-${number}`).behind.replace(
      'mask && !mask[i].some(Boolean)',
      'mask && !mask[i][j]',
    ),
  })),
  {
    id: 'heads-tiny-weights-dropped',
    says: 'Weights below a ten-thousandth are set to 0.',
    ...withWeights('(weight < 1e-4 ? 0 : weight)'),
  },
  {
    id: 'heads-order-of-text',
    says: 'Heads come in the order of their indices as text.',
    changes: [
      [
        `q.map((qh, h) => ${ATTEND})`,
        '[...q.keys()].sort().map((h) => singleHeadAttention(q[h] ?? [], k[h] ?? [], v[h] ?? [], options))',
      ],
    ],
  },
  {
    id: 'heads-positions-in-order-of-text',
    says: 'Keys come in the order of their indices as text.',
    ...withWeights('singleHeadAttention(q, k, v, options).weights[i][[...row.keys()].sort()[j]]'),
  },
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(x, p, n) => ({ weights: p.wQ.slice(0, n).map(() => x.map(() => x.map(() => 0))), output: map(x, () => 0) })',
  '(x, p, n) => ({ weights: p.wQ.slice(0, n).map(() => x.map(() => x.map(() => 1 / x.length))), output: x.map(() => mean(x)) })',
];
