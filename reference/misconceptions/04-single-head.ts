/** What people get wrong about scaled dot-product attention. */
//! kata-hidden-c34c75143d42: never handed to students.
import type { Misconception } from '../judging/misconceptions';

const SCALE = 'Math.sqrt(dK) * temperature';
const SOFTMAX = 'const weights = softmax(open);';
const RESULT = 'output: weights.map((row) => weightedSum(row, v))';

export default [
  {
    id: 'attention-without-scale',
    says: 'The scores are not divided by √dK, so the weights are sharper than they should be.',
    changes: [[SCALE, 'temperature']],
  },
  {
    id: 'attention-scale-without-root',
    says: 'The scores are divided by dK. The scale is its square root.',
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
    changes: [[SCALE, 'Math.sqrt(Tk) * temperature']],
  },
  {
    id: 'attention-multiplies-scale',
    says: 'The scores are multiplied by √dK. They are divided by it.',
    changes: [['score / scale', '(score * dK) / scale']],
  },
  {
    id: 'attention-over-queries',
    says: 'The weights sum to 1 for each key. Each query shares out its own weights: the softmax runs over the keys.',
    changes: [[SOFTMAX, 'const weights = softmax(open, 0);']],
  },
  {
    id: 'attention-mask-inverted',
    says: 'The mask is read the wrong way round: true means that a query may attend.',
    changes: [['!mask[i]?.[j]', 'mask[i]?.[j]']],
  },
  {
    id: 'attention-mask-transposed',
    says: 'The mask is read with queries and keys exchanged: its rows belong to the queries.',
    changes: [['!mask[i]?.[j]', '!mask[j]?.[i]']],
  },
  {
    id: 'attention-mask-ignored',
    says: 'The mask makes no difference.',
    changes: [['mask && !mask[i]?.[j] ?', 'false ?']],
  },
  {
    id: 'attention-mask-after-softmax',
    says: 'Masked weights are set to 0 after the softmax, so what is left of a row no longer sums to 1.',
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
    changes: [['? -Infinity : score', '? 0 : score']],
  },
  {
    id: 'attention-mask-large-number',
    says: 'Masked scores become a large negative number. It is not low enough: a query that may attend to nothing attends to everything.',
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
    changes: [[SCALE, 'Math.sqrt(dK) / temperature']],
  },
  {
    id: 'attention-temperature-ignored',
    says: 'The temperature makes no difference.',
    changes: [[SCALE, 'Math.sqrt(dK)']],
  },
  {
    id: 'attention-temperature-under-the-root',
    says: 'The temperature stands under the root together with dK.',
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
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(q, k, v) => ({ weights: q.map(() => k.map(() => 0)), output: q.map(() => map(v[0], () => 0)) })',
  '(q, k, v) => ({ weights: q.map(() => k.map(() => 1 / k.length)), output: q.map(() => mean(v)) })',
];
