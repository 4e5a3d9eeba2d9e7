/** What people get wrong about softmax. */
//! kata-hidden-daa429caf29b: never handed to students.
import type { Misconception } from '../judging/misconceptions';

export default [
  {
    id: 'softmax-without-shift',
    says: 'Large logits overflow: exp is taken before the largest logit of the line is subtracted.',
    changes: [['Math.exp(logit - peak)', 'Math.exp(logit)']],
  },
  {
    id: 'softmax-shift-by-mean',
    says: 'The mean of the line is subtracted, so its largest logit can still overflow. Subtract the largest instead.',
    changes: [
      [
        'Math.exp(logit - peak)',
        'Math.exp(logit - logits.reduce((sum, each) => sum + each / logits.length, 0))',
      ],
    ],
  },
  {
    id: 'softmax-largest-starts-at-zero',
    says: 'The search for the largest logit seems to start at 0, so a line of very negative logits has a largest one that is not in it.',
    changes: [
      ['Math.max(most, logit), -Infinity)', 'Math.max(most, logit), 0)'],
      ['peak === -Infinity', 'logits.every((logit) => logit === -Infinity)'],
    ],
  },
  {
    id: 'softmax-shift-by-largest-of-all',
    says: 'The largest logit of the whole input is subtracted from every line. A line far below it underflows to 0 everywhere and cannot sum to 1 any more.',
    changes: [
      ['function softmaxLine(', 'let largest = 0;\n\nfunction softmaxLine('],
      ['Math.exp(logit - peak)', 'Math.exp(logit - largest)'],
      [
        'const rank = shape.length;',
        'const rank = shape.length;\n  largest = Math.max(...(x as Nested).flat(3));',
      ],
    ],
  },
  {
    id: 'softmax-sum-over-all',
    says: 'All weights together sum to 1, not those of each line: the sum below the fraction runs over the whole input.',
    changes: [
      ['function softmaxLine(', 'let all: number[] = [];\n\nfunction softmaxLine('],
      [
        'powers.reduce((sum, power) => sum + power, 0)',
        'all.reduce((sum, logit) => sum + Math.exp(logit - peak), 0)',
      ],
      [
        'const rank = shape.length;',
        'const rank = shape.length;\n  all = (x as Nested).flat(3) as number[];',
      ],
    ],
  },
  {
    id: 'softmax-axis-ignored',
    says: 'The axis makes no difference: the last one is always used.',
    changes: [['axis < 0 ? axis + rank : axis) as T', 'rank - 1) as T']],
  },
  {
    id: 'softmax-axes-swapped',
    says: 'The axes seem to be counted from the wrong end: where rows should sum to 1, the columns do.',
    changes: [
      ['axis < 0 ? axis + rank : axis) as T', 'axis < 0 ? -1 - axis : rank - 1 - axis) as T'],
    ],
  },
  {
    id: 'softmax-negative-axis-is-last',
    says: 'Every negative axis is taken for the last one; −2 is the one before it.',
    changes: [['axis < 0 ? axis + rank : axis) as T', 'axis < 0 ? rank - 1 : axis) as T']],
  },
  {
    id: 'softmax-negative-axis-of-matrices',
    says: 'A negative axis is right for lines and matrices only: in a stack of matrices it is not counted from the last axis.',
    changes: [
      ['axis < 0 ? axis + rank : axis) as T', 'axis < 0 ? axis + Math.min(rank, 2) : axis) as T'],
    ],
  },
  {
    id: 'softmax-divides-by-count',
    says: 'The exponentials are divided by how many there are, not by their sum.',
    changes: [['power / total', 'power / powers.length']],
  },
  {
    id: 'softmax-divides-by-largest',
    says: 'The exponentials are divided by the largest of them, not by their sum, so the largest logit always gets 1.',
    changes: [['power / total', 'power / Math.max(...powers)']],
  },
  {
    id: 'softmax-divides-logits',
    says: 'The logits themselves are divided by their sum: the exponential is missing.',
    changes: [['Math.exp(logit - peak)', 'logit']],
  },
  {
    id: 'softmax-logarithm',
    says: 'This looks like the logarithm of the softmax: the values are not above 0.',
    changes: [['power / total', 'Math.log(power / total)']],
  },
  {
    id: 'softmax-nan-for-nothing',
    says: 'A line of only −Infinity gives NaN: −Infinity minus −Infinity is not a number.',
    changes: [['if (peak === -Infinity) return logits.map(() => 0);', '']],
  },
  {
    id: 'softmax-uniform-for-nothing',
    says: 'A line of only −Infinity is shared out equally. Nothing may be attended to there, so all its weights are 0.',
    changes: [['return logits.map(() => 0);', 'return logits.map(() => 1 / logits.length);']],
  },
  {
    id: 'softmax-never-quite-zero',
    says: 'A logit of −Infinity gets a tiny weight: something small is added that keeps it from being exactly 0.',
    changes: [['Math.exp(logit - peak)', 'Math.exp(logit - peak) + 1e-12']],
  },
  {
    id: 'softmax-changes-argument',
    says: 'The weights are right, but they are written over the logits that were passed in.',
    changes: [
      [
        'const powers = logits.map((logit) => Math.exp(logit - peak));',
        'logits.forEach((logit, i) => {\n    logits[i] = Math.exp(logit - peak);\n  });\n  const powers = logits;',
      ],
    ],
  },
  {
    id: 'softmax-accepts-ragged',
    says: 'Rows of different lengths are computed as if nothing were wrong.',
    changes: [['!hasShape(x, shape)', 'false']],
  },
  {
    id: 'softmax-checks-first-block-only',
    says: 'Rows are compared within a matrix, but not from one matrix of a stack to the next.',
    changes: [
      [
        '!hasShape(x, shape)',
        '!hasShape(x[0] instanceof Array && shape.length === 3 ? [x[0]] as Nested : x, [shape.length === 3 ? 1 : x.length, ...shape.slice(1)])',
      ],
    ],
  },
  {
    id: 'softmax-axis-one-too-far',
    verdict: 'error',
    says: 'An axis just past the last one gets through the check: the axes of a matrix are 0 and 1.',
    changes: [['axis >= rank', 'axis > rank']],
  },
  {
    id: 'softmax-throws-error',
    verdict: 'error',
    says: 'Shapes that make no sense are refused, but with an Error. A RangeError is asked for.',
    changes: [['throw new RangeError(`softmax', 'throw new Error(`softmax']],
  },
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(x) => x',
  '(x) => map(x, () => 0)',
  '(x) => (x[0].length ? x.map((row) => map(row, () => 1 / row.length)) : x.map(() => 1 / x.length))',
];
