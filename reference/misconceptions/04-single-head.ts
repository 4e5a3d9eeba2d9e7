/** What people get wrong about scaled dot-product attention. */
//! kata-hidden-c34c75143d42: never handed to students.
import type { Misconception } from '../judging/misconceptions';
import { caps, clamps, glances, numerals, remembering, sharing, standIns } from './around';

const SCALE = 'Math.sqrt(dK) * temperature';
const SOFTMAX = 'const weights = softmax(open);';
const RESULT = 'output: weights.map((row) => weightedSum(row, v))';
const OPEN = 'mask && !mask[i]?.[j] ? -Infinity : score';
const ODD = 'rows.find((row) => row.length !== width)';
const NAME = 'singleHeadAttention';

/** Scores changed before they are masked; `score` is one of them. */
const scored = (wrong: string): [string, string][] => [[OPEN, OPEN.replace(/score$/, wrong)]];

/** Weights changed before they mix the values; `weight` is one of them. */
const weighed = (wrong: string): [string, string][] => [
  [SOFTMAX, `const weights = softmax(open).map((row, i) => row.map((weight, j) => ${wrong}));`],
];

export default [
  {
    id: 'attention-without-scale',
    says: 'The scores are not divided by √dK, so the weights are sharper than they should be.',
    asks: 'How large do dot products grow as vectors grow wider, and what brings them back?',
    changes: [[SCALE, 'temperature']],
  },
  {
    id: 'attention-scale-without-root',
    says: 'The scores are divided by dK. The scale is its square root.',
    asks: 'With widths four times as large, how many times as large are typical scores?',
    changes: [[SCALE, 'dK * temperature']],
  },
  {
    id: 'attention-scale-of-values',
    says: 'The scale is taken from the width of the values. It belongs to the width of queries and keys.',
    changes: [[SCALE, 'Math.sqrt(v[0]?.length ?? 1) * temperature']],
  },
  {
    id: 'attention-scale-of-key-count',
    says: 'The scale is taken from the number of keys. It belongs to their width.',
    asks: 'Do scores grow with the number of keys, or with how wide they are?',
    changes: [[SCALE, 'Math.sqrt(Tk) * temperature']],
  },
  {
    id: 'attention-multiplies-scale',
    says: 'The scores are multiplied by √dK. They are divided by it.',
    asks: 'Should the softmax become softer or sharper by the scale?',
    changes: [['score / scale', '(score * dK) / scale']],
  },
  {
    id: 'attention-over-queries',
    says: 'The weights sum to 1 for each key. Each query shares out its own weights: the softmax runs over the keys.',
    asks: 'Which weights have to sum to 1: those of a query, or those of a key?',
    changes: [[SOFTMAX, 'const weights = softmax(open, 0);']],
  },
  {
    id: 'attention-mask-inverted',
    says: 'The mask is read the wrong way round: true means that a query may attend.',
    asks: 'What does true stand for in the mask?',
    changes: [['!mask[i]?.[j]', 'mask[i]?.[j]']],
  },
  {
    id: 'attention-mask-transposed',
    says: 'The mask is read with queries and keys exchanged: its rows belong to the queries.',
    asks: 'Is a row of the mask a query or a key?',
    changes: [['!mask[i]?.[j]', '!mask[j]?.[i]']],
  },
  {
    id: 'attention-mask-ignored',
    says: 'The mask makes no difference.',
    asks: 'Where in the code does the mask change a number?',
    changes: [['mask && !mask[i]?.[j] ?', 'false ?']],
  },
  {
    id: 'attention-mask-after-softmax',
    says: 'Masked weights are set to 0 after the softmax, so what is left of a row no longer sums to 1.',
    asks: 'After the masked weights are gone, what do the others of a row sum to?',
    changes: [
      [
        SOFTMAX,
        'const weights = softmax(scores).map((row, i) =>\n    row.map((weight, j) => (mask && !mask[i]?.[j] ? 0 : weight)),\n  );',
      ],
    ],
  },
  {
    id: 'attention-mask-zeroes-scores',
    says: 'Masked scores are set to 0 before the softmax. A score of 0 still gets weight; only −Infinity gets none.',
    asks: 'What is exp of 0?',
    changes: [['? -Infinity : score', '? 0 : score']],
  },
  {
    id: 'attention-mask-large-number',
    says: 'Masked scores become a large negative number. It is not low enough: a query that may attend to nothing attends to everything.',
    asks: 'If every score of a row is the same, however low, what does softmax make of it?',
    changes: [['? -Infinity : score', '? -1e9 : score']],
  },
  {
    id: 'attention-mask-subtracts',
    says: 'Something is subtracted from masked scores, which leaves them a tiny weight. It has to be exactly 0.',
    changes: [['? -Infinity : score', '? score - 40 : score']],
  },
  {
    id: 'attention-mask-before-scale-only',
    says: 'The mask works on the output alone: the weights that are returned have not been masked.',
    changes: [['return { weights, ', 'return { weights: softmax(scores), ']],
  },
  {
    id: 'attention-nan-for-nothing',
    says: 'A query that may attend to nothing gets NaN. It gets zeros.',
    asks: 'What should a query get that may attend to nothing, and does your softmax give that?',
    changes: [
      [
        SOFTMAX,
        'const weights = softmax(open).map((row, i) =>\n    row.map((weight) => (open[i]?.some((score) => score > -Infinity) ? weight : Number.NaN)),\n  );',
      ],
    ],
  },
  {
    id: 'attention-uniform-for-nothing',
    says: 'A query that may attend to nothing attends to everything equally. It gets zeros.',
    changes: [
      [
        SOFTMAX,
        'const weights = softmax(open).map((row, i) =>\n    row.map((weight) => (open[i]?.some((score) => score > -Infinity) ? weight : 1 / Tk)),\n  );',
      ],
    ],
  },
  {
    id: 'attention-temperature-multiplied',
    says: 'The temperature works the wrong way round: the scores are multiplied by it.',
    asks: 'Should a high temperature make scores larger or smaller?',
    changes: [[SCALE, 'Math.sqrt(dK) / temperature']],
  },
  {
    id: 'attention-temperature-ignored',
    says: 'The temperature makes no difference.',
    asks: 'By what are the scores divided, besides the scale?',
    changes: [[SCALE, 'Math.sqrt(dK)']],
  },
  {
    id: 'attention-temperature-under-the-root',
    says: 'The temperature stands under the root together with dK.',
    asks: 'Does the root go over the temperature as well?',
    changes: [[SCALE, 'Math.sqrt(dK * temperature)']],
  },
  {
    id: 'attention-keys-not-transposed',
    says: 'Queries are multiplied by the keys as they lie. A score is the dot product of a row of q with a row of k.',
    changes: [
      [
        'timesTransposed(q, k).map(',
        'q.map((u) => k.map((_, j) => u.reduce((sum, value, i) => sum + value * (k[i]?.[j] ?? 0), 0))).map(',
      ],
    ],
  },
  {
    id: 'attention-scores-transposed',
    says: 'The scores are turned over, k times q: a row of the weights has to belong to a query.',
    asks: 'How many rows should the weights have: one a query, or one a key?',
    changes: [['timesTransposed(q, k)', 'timesTransposed(k, q)']],
  },
  {
    id: 'attention-weights-transposed-on-values',
    says: 'The values are mixed by the columns of the weights. Row i of the output is mixed by row i.',
    changes: [
      [RESULT, 'output: weights.map((_, i) => weightedSum(weights.map((row) => row[i] ?? 0), v))'],
    ],
  },
  {
    id: 'attention-scores-on-values',
    says: 'The values are mixed by the scores. They are mixed by the weights, after the softmax.',
    changes: [[RESULT, 'output: scores.map((row) => weightedSum(row, v))']],
  },
  {
    id: 'attention-keys-as-values',
    says: 'The output is a mix of the keys. It is mixed from the values.',
    asks: 'What is mixed once the weights are known?',
    changes: [[RESULT, 'output: weights.map((row) => weightedSum(row, k))']],
  },
  {
    id: 'attention-changes-argument',
    says: 'The answer is right, but the queries that were passed in are scaled in place.',
    changes: [
      [
        'return { weights, ',
        'q.forEach((row) => row.forEach((value, i) => (row[i] = value / scale)));\n  return { weights, ',
      ],
    ],
  },
  {
    id: 'attention-changes-mask',
    says: 'The answer is right, but the mask that was passed in is changed.',
    changes: [
      ['return { weights, ', 'mask?.forEach((row) => row.fill(true));\n  return { weights, '],
    ],
  },
  {
    id: 'attention-accepts-key-width',
    says: 'Keys of another width than the queries are accepted.',
    changes: [["expectEqual('k as wide as q', [Tk, dK], [Tk, widthK]);", '']],
  },
  {
    id: 'attention-accepts-value-count',
    says: 'More or fewer values than keys are accepted.',
    changes: [["expectEqual('a row of v for each key', [Tk], [rowsV]);", '']],
  },
  {
    id: 'attention-accepts-mask-shape',
    says: 'A mask that does not fit queries and keys is accepted.',
    changes: [["if (mask) expectEqual('a mask of shape', [Tq, Tk], shapeOf('mask', mask));", '']],
  },
  {
    id: 'attention-accepts-temperature-zero',
    says: 'A temperature of 0 or below is accepted. There is nothing to divide by at 0, and below it the weights turn round.',
    changes: [['!(temperature > 0)', 'false']],
  },
  {
    id: 'attention-shares-its-answer',
    says: 'Weights and output are written into the same arrays each time, so that an earlier answer changes with the next call.',
    ...sharing(NAME),
  },
  {
    id: 'attention-remembers-queries-only',
    says: 'Where the queries come again, the answer that they got before is given, whatever the keys and values are now.',
    ...remembering(NAME, 'given[0]'),
  },
  {
    id: 'attention-remembers-without-options',
    says: 'Where queries, keys and values come again, the answer that they got before is given, whatever the options are now.',
    ...remembering(NAME, 'given.slice(0, 3)'),
  },
  {
    id: 'attention-mirrored',
    says: 'Half of the scores are a mirror image of the other half. That is right only where queries and keys are the same.',
    changes: [
      [
        'timesTransposed(q, k)',
        'timesTransposed(q, k).map((row, i, all) => row.map((score, j) => (Tq === Tk && j < i ? (all[j]?.[i] ?? 0) : score)))',
      ],
    ],
  },
  {
    id: 'attention-mask-square-transposed',
    says: 'Where there are as many queries as keys, the mask is read with the two exchanged.',
    changes: [['!mask[i]?.[j]', '!(Tq === Tk ? mask[j]?.[i] : mask[i]?.[j])']],
  },
  {
    id: 'attention-causal',
    says: 'Queries attend only to keys that come before them, though no mask says so.',
    changes: [[OPEN, OPEN.replace('mask &&', '(Tq === Tk && j > i) || mask &&')]],
  },
  {
    id: 'attention-checks-totals',
    says: 'Only the number of all entries is compared with the width: rows that differ but add up pass.',
    changes: [[ODD, 'rows.flat().length === width * rows.length ? undefined : rows[0]']],
  },
  ...glances.map(({ glance, looks, says }) => ({
    id: `attention-checks-${glance}`,
    says,
    changes: [[ODD, `(${looks}).find((row) => row?.length !== width)`]] as [string, string][],
  })),
  ...['q', 'k', 'v', 'mask'].map((name) => ({
    id: `attention-accepts-ragged-${name}`,
    says: `Rows of ${name} that differ in length are accepted.`,
    changes: [[`if (odd) {`, `if (odd && name !== '${name}') {`]] as [string, string][],
  })),
  {
    id: 'attention-temperature-not-a-number',
    says: 'NaN is accepted as a temperature: it is neither 0 nor below.',
    changes: [['!(temperature > 0)', 'temperature <= 0']],
  },
  {
    id: 'attention-temperature-clamped-above',
    says: 'A large temperature is not taken as it is.',
    changes: [[SCALE, 'Math.sqrt(dK) * Math.min(temperature, 3)']],
  },
  {
    id: 'attention-temperature-clamped-below',
    says: 'A small temperature is not taken as it is.',
    changes: [[SCALE, 'Math.sqrt(dK) * Math.max(temperature, 0.25)']],
  },
  {
    id: 'attention-temperature-ignored-with-mask',
    says: 'Where there is a mask the temperature makes no difference.',
    changes: [[SCALE, 'Math.sqrt(dK) * (mask ? 1 : temperature)']],
  },
  {
    id: 'attention-mask-ignored-with-temperature',
    says: 'Where there is a temperature the mask makes no difference.',
    changes: [[OPEN, OPEN.replace('mask &&', 'mask && temperature === 1 &&')]],
  },
  {
    id: 'attention-small-weights-dropped',
    says: 'Small weights are set to 0. Each counts, however small it is.',
    changes: weighed('(weight < 1e-3 ? 0 : weight)'),
  },
  {
    id: 'attention-scores-rounded',
    says: 'The scores are rounded before the softmax.',
    changes: scored('Math.round(score * 1e3) / 1e3'),
  },
  {
    id: 'attention-weights-rounded',
    says: 'The weights are rounded.',
    changes: weighed('Math.round(weight * 1e3) / 1e3'),
  },
  {
    id: 'attention-largest-starts-at-zero',
    says: 'The largest score is searched for from 0 on, so that a query whose scores are all far below 0 gets no weights.',
    changes: [
      [
        SOFTMAX,
        `const weights = open.map((row) => {
    const peak = row.reduce((most, score) => Math.max(most, score), 0);
    const powers = row.map((score) => Math.exp(score - peak));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => (total > 0 ? power / total : 0));
  });`,
      ],
    ],
  },
  {
    id: 'attention-largest-of-all',
    says: 'The largest score of the whole matrix is subtracted from every row, so that a row far below it gets no weights.',
    changes: [
      [
        SOFTMAX,
        `const peak = Math.max(...open.flat());
  const weights = open.map((row) => {
    const powers = row.map((score) => Math.exp(score - (peak > -Infinity ? peak : 0)));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => (total > 0 ? power / total : 0));
  });`,
      ],
    ],
  },
  {
    id: 'attention-something-in-the-sum',
    says: 'Something is added to the sum below the fraction, so that the weights of a row sum to less than 1.',
    changes: weighed('weight / 1.001'),
  },
  {
    id: 'attention-returns-scores',
    says: 'The scores are returned as weights. The weights are what the softmax makes of them.',
    asks: 'Are the numbers that you return shares, and do they sum to 1?',
    changes: [['return { weights, ', 'return { weights: open, ']],
  },
  {
    id: 'attention-overflows',
    says: 'Large scores overflow: exp is taken before the largest score of the row is subtracted.',
    asks: 'What is exp of a score of 1000, and what did exercise 01 do about it?',
    changes: [
      [
        SOFTMAX,
        `const weights = open.map((row) => {
    const powers = row.map((score) => Math.exp(score));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => (total === 0 ? 0 : power / total));
  });`,
      ],
    ],
  },
  {
    id: 'attention-checks-nothing',
    says: 'Nothing is refused, whatever the shapes and the temperature are.',
    changes: [
      [ODD, 'undefined as unknown[] | undefined'],
      ['String(expected) === String(got)', 'true'],
      ['!(temperature > 0)', 'false'],
    ],
  },
] satisfies Misconception[];

export const probes = [
  ...caps.flatMap((cap) => [
    {
      id: `attention-first-keys-${numerals[cap]}`,
      says: 'Only the first keys get weights.',
      changes: [[OPEN, OPEN.replace('mask &&', `j >= ${cap} || mask &&`)]] as [string, string][],
    },
    {
      id: `attention-first-queries-${numerals[cap]}`,
      says: 'Only the first queries get weights.',
      changes: weighed(`(i < ${cap} ? weight : 0)`),
    },
    {
      id: `attention-first-columns-${numerals[cap]}`,
      says: 'Only the first columns of queries and keys are multiplied.',
      changes: [
        ['timesTransposed(q, k)', `timesTransposed(q.map((row) => row.slice(0, ${cap})), k)`],
      ] as [string, string][],
    },
    {
      id: `attention-first-values-${numerals[cap]}`,
      says: 'Only the first columns of the values are mixed.',
      changes: [
        [
          RESULT,
          `output: weights.map((row) => weightedSum(row, v).map((n, j) => (j < ${cap} ? n : 0)))`,
        ],
      ] as [string, string][],
    },
    {
      id: `attention-mixes-first-${numerals[cap]}`,
      says: 'Only the first values are mixed.',
      changes: [[RESULT, `output: weights.map((row) => weightedSum(row.slice(0, ${cap}), v))`]] as [
        string,
        string,
      ][],
    },
    {
      id: `attention-mask-first-keys-${numerals[cap]}`,
      says: 'The mask is read for the first keys alone.',
      changes: [[OPEN, OPEN.replace('mask &&', `mask && j < ${cap} &&`)]] as [string, string][],
    },
    {
      id: `attention-mask-first-queries-${numerals[cap]}`,
      says: 'The mask is read for the first queries alone.',
      changes: [[OPEN, OPEN.replace('mask &&', `mask && i < ${cap} &&`)]] as [string, string][],
    },
    {
      id: `attention-causal-beyond-${numerals[cap]}`,
      says: 'In a large square queries attend only to keys that come before them.',
      changes: [
        [OPEN, OPEN.replace('mask &&', `(Tq === Tk && Tk > ${cap} && j > i && !mask) || mask &&`)],
      ] as [string, string][],
    },
  ]),
  {
    id: 'attention-causal-beyond-four',
    says: 'In a square of more than four queries attend only to keys that come before them.',
    changes: [[OPEN, OPEN.replace('mask &&', '(Tq === Tk && Tk > 4 && j > i) || mask &&')]],
  },
  ...clamps.map((clamp) => ({
    id: `attention-clamped-at-${numerals[clamp]}`,
    says: 'Scores far from 0 are clamped.',
    changes: scored(`Math.max(-${clamp}, Math.min(${clamp}, score))`),
  })),
  ...clamps.map((clamp) => ({
    id: `attention-clamped-below-${numerals[clamp]}`,
    says: 'Scores far below 0 are clamped.',
    changes: scored(`Math.max(-${clamp}, score)`),
  })),
  ...standIns.map((number) => ({
    id: `attention-for-infinity-${numerals[number]}`,
    says: 'A finite number stands for −Infinity.',
    changes: [
      [OPEN, OPEN.replace('-Infinity', `-${number}`)],
      [
        SOFTMAX,
        'const weights = softmax(open).map((row, i) => row.map((weight, j) => (mask && !mask[i]?.some(Boolean) ? 0 : weight)));',
      ],
    ] as [string, string][],
  })),
  ...standIns.map((number) => ({
    id: `attention-for-infinity-zeroed-${numerals[number]}`,
    says: 'A finite number stands for −Infinity, and its weight is set to 0.',
    changes: [
      [OPEN, OPEN.replace('-Infinity', `-${number}`)],
      [
        SOFTMAX,
        'const weights = softmax(open).map((row, i) => row.map((weight, j) => (mask && !mask[i]?.[j] ? 0 : weight)));',
      ],
    ] as [string, string][],
  })),
  {
    id: 'attention-tiny-weights-dropped',
    says: 'Weights below a ten-thousandth are set to 0.',
    changes: weighed('(weight < 1e-4 ? 0 : weight)'),
  },
  {
    id: 'attention-order-of-text',
    says: 'Weights come in the order of the indices of their keys as text.',
    changes: [
      [
        SOFTMAX,
        'const weights = softmax(open).map((row) => [...row.keys()].sort().map((j) => row[j] ?? 0));',
      ],
    ],
  },
  ...['k', 'v'].map((name, i) => ({
    id: `attention-remembers-${name}-only`,
    says: `Where ${name} comes again, the answer that it got before is given.`,
    ...remembering(NAME, `given[${i + 1}]`),
  })),
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(q, k, v) => ({ weights: q.map(() => k.map(() => 0)), output: q.map(() => map(v[0], () => 0)) })',
  '(q, k, v) => ({ weights: q.map(() => k.map(() => 1 / k.length)), output: q.map(() => mean(v)) })',
];
