/** What people get wrong about softmax. */
//! kata-hidden-daa429caf29b: never handed to students.
import type { Misconception } from '../judging/misconceptions';
import { around, caps, clamps, glances, numerals, remembering, sharing, standIns } from './around';

const LINE = 'function softmaxLine(logits: number[]): number[] {';
const SHAPE = '!hasShape(x, shape)';
const AXIS = '!Number.isInteger(axis) ||';

/** Another answer for a line, which may call `rightLine`. */
const line = (wrong: string) => ({
  changes: [
    [LINE, `function softmaxLine(logits) {\n  ${wrong}\n}\n\n${LINE.replace('soft', 'rightSoft')}`],
  ] as [string, string][],
});

export default [
  {
    id: 'softmax-without-shift',
    says: 'Large logits overflow: exp is taken before the largest logit of the line is subtracted.',
    asks: 'What is exp of 1000, and which number of the line could be taken off each without a change to the shares?',
    changes: [['Math.exp(logit - peak)', 'Math.exp(logit)']],
  },
  {
    id: 'softmax-shift-by-mean',
    says: 'The mean of the line is subtracted, so its largest logit can still overflow. Subtract the largest instead.',
    asks: 'Which logit of a line is the first to overflow, however small the mean is?',
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
    asks: 'Where does the search for the largest start, and is that number in a line of negative logits?',
    changes: [
      ['Math.max(most, logit), -Infinity)', 'Math.max(most, logit), 0)'],
      ['peak === -Infinity', 'logits.every((logit) => logit === -Infinity)'],
    ],
  },
  {
    id: 'softmax-shift-by-largest-of-all',
    says: 'The largest logit of the whole input is subtracted from every line. A line far below it underflows to 0 everywhere and cannot sum to 1 any more.',
    asks: 'What is left of a line if the number taken off it is far above all of its own?',
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
    asks: 'Which numbers have to sum to 1: those of a line, or all?',
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
    asks: 'Where in the code does another axis lead to another answer?',
    changes: [['axis < 0 ? axis + rank : axis) as T', 'rank - 1) as T']],
  },
  {
    id: 'softmax-axes-swapped',
    says: 'The axes seem to be counted from the wrong end: where rows should sum to 1, the columns do.',
    asks: 'For axis 0 of a matrix, which index moves and which stands still?',
    changes: [
      ['axis < 0 ? axis + rank : axis) as T', 'axis < 0 ? -1 - axis : rank - 1 - axis) as T'],
    ],
  },
  {
    id: 'softmax-negative-axis-is-last',
    says: 'Every negative axis is taken for the last one; −2 is the one before it.',
    asks: 'Counted from the end, which axis is −2?',
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
    asks: 'What do the weights of a line sum to now?',
    changes: [['power / total', 'power / powers.length']],
  },
  {
    id: 'softmax-divides-by-largest',
    says: 'The exponentials are not divided by their sum: the largest logit always gets 1.',
    asks: 'What do the weights of a line sum to now?',
    changes: [['power / total', 'power / Math.max(...powers)']],
  },
  {
    id: 'softmax-divides-logits',
    says: 'The logits themselves are divided by their sum: the exponential is missing.',
    asks: 'Can a share be negative? What makes any logit a positive number first?',
    changes: [['Math.exp(logit - peak)', 'logit']],
  },
  {
    id: 'softmax-logarithm',
    says: 'This looks like the logarithm of the softmax: the values are not above 0.',
    asks: 'Are these shares, or logarithms of shares?',
    changes: [['power / total', 'Math.log(power / total)']],
  },
  {
    id: 'softmax-nan-for-nothing',
    says: 'A line of only −Infinity gives NaN: −Infinity minus −Infinity is not a number.',
    asks: 'What is −Infinity minus −Infinity, and when does that come up?',
    changes: [['if (peak === -Infinity) return logits.map(() => 0);', '']],
  },
  {
    id: 'softmax-uniform-for-nothing',
    says: 'A line of only −Infinity is shared out equally. Nothing may be attended to there, so all its weights are 0.',
    asks: 'If nothing may be attended to, how much weight is there to share out?',
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
    asks: 'Is the array that is written to a new one, or the one that was passed in?',
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
    asks: 'Is each row as long as the first?',
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
  {
    id: 'softmax-shares-its-answer',
    says: 'Each answer is written into the same array, so that an earlier one changes with the next call.',
    ...sharing('softmax'),
  },
  {
    id: 'softmax-shares-its-line',
    says: 'The answer for a line is written into the same array each time, so that an earlier one changes with the next call.',
    ...around(
      'softmax',
      '(x, axis = -1) => x[0].length ? right(x, axis) : (kept.splice(0, kept.length, ...right(x, axis)), kept);\nconst kept = []',
    ),
  },
  {
    id: 'softmax-remembers-without-axis',
    says: 'An input that comes again gets the answer that it got before, whatever the axis is now.',
    ...remembering('softmax', 'given[0]'),
  },
  {
    id: 'softmax-checks-totals',
    says: 'Only the number of all entries is compared with the shape: rows that differ but add up pass.',
    changes: [[SHAPE, '(x as Nested).flat(3).length !== shape.reduce((n, m) => n * m, 1)']],
  },
  ...glances.map(({ glance, looks, says }) => ({
    id: `softmax-checks-${glance}`,
    says,
    changes: [[SHAPE, '!looksRight(x, shape)']] as [string, string][],
    behind: `
const looksRight = (rows, [length, ...rest]) =>
  rows.length === length &&
  ${looks}.every((row) => (Array.isArray(row) ? looksRight(row, rest) : rest.length === 0));`,
  })),
  {
    id: 'softmax-axis-between',
    says: 'An axis between two axes is accepted. There is none between 0 and 1.',
    changes: [[AXIS, 'Number.isNaN(axis) ||']],
  },
  {
    id: 'softmax-axis-not-a-number',
    says: 'NaN is accepted as an axis: it is neither below the first nor above the last.',
    changes: [[AXIS, '(!Number.isInteger(axis) && !Number.isNaN(axis)) ||']],
  },
  {
    id: 'softmax-square-along-rows',
    says: 'In a matrix with as many rows as columns axis 0 is taken for axis 1.',
    ...around(
      'softmax',
      '(x, axis = -1) => right(x, x.length === x[0].length && axis === 0 && !x[0][0].length ? 1 : axis)',
    ),
  },
  {
    id: 'softmax-small-weights-dropped',
    says: 'Small weights are set to 0. Each counts, however small it is.',
    ...line('return rightSoftmaxLine(logits).map((weight) => (weight < 1e-3 ? 0 : weight));'),
  },
  {
    id: 'softmax-rounded',
    says: 'The weights are rounded.',
    ...line('return rightSoftmaxLine(logits).map((weight) => Math.round(weight * 1e3) / 1e3);'),
  },
  {
    id: 'softmax-something-in-the-sum',
    says: 'Something is added to the sum below the fraction, so that the weights of a line sum to less than 1.',
    changes: [['power / total', 'power / (total + 1e-3)']],
  },
  {
    id: 'softmax-largest-by-text',
    says: 'The largest logit is found by sorting as text, where 9 comes after 1000.',
    changes: [
      [
        'logits.reduce((most, logit) => Math.max(most, logit), -Infinity)',
        'Number([...logits].sort().at(-1))',
      ],
    ],
  },
  {
    id: 'softmax-shift-by-smallest',
    says: 'The smallest logit of the line is subtracted, so the largest can still overflow. Subtract the largest instead.',
    asks: 'After the subtraction, which is the largest power that exp is asked for?',
    changes: [['Math.exp(logit - peak)', 'Math.exp(logit - Math.min(...logits))']],
  },
  {
    id: 'softmax-divides-differences',
    says: 'The differences to the largest logit are divided by their sum: the exponential is missing.',
    asks: 'What makes any difference a positive number before it is shared out?',
    changes: [['Math.exp(logit - peak)', 'logit - peak']],
  },
] satisfies Misconception[];

export const probes = [
  ...caps.flatMap((cap) => [
    {
      id: `softmax-first-entries-${numerals[cap]}`,
      says: 'Only the first entries of a line get a weight.',
      ...line(
        `return [...rightSoftmaxLine(logits.slice(0, ${cap})), ...logits.slice(${cap}).map(() => 0)];`,
      ),
    },
    {
      id: `softmax-first-rows-${numerals[cap]}`,
      says: 'Only the first rows, or matrices of a stack, get weights.',
      ...around(
        'softmax',
        `(x, axis = -1) => right(x, axis).map((row, i) => (x[0].length && i >= ${cap} ? x[i] : row))`,
      ),
    },
    {
      id: `softmax-first-columns-${numerals[cap]}`,
      says: 'Only the first columns get weights when the softmax goes down the columns.',
      ...around(
        'softmax',
        `(x, axis = -1) => right(x, axis).map((row, i) => (axis === 0 && x[0].length && !x[0][0].length ? row.map((w, j) => (j < ${cap} ? w : 0)) : row))`,
      ),
    },
    {
      id: `softmax-first-middle-rows-${numerals[cap]}`,
      says: 'Only the first rows of each matrix of a stack get weights.',
      ...around(
        'softmax',
        `(x, axis = -1) => right(x, axis).map((row) => (x[0][0]?.length ? row.slice(0, ${cap}) : row))`,
      ),
    },
  ]),
  ...clamps.map((clamp) => ({
    id: `softmax-clamped-at-${numerals[clamp]}`,
    says: 'Logits far from 0 are clamped.',
    ...line(
      `return rightSoftmaxLine(logits.map((logit) => (logit === -Infinity ? logit : Math.max(-${clamp}, Math.min(${clamp}, logit)))));`,
    ),
  })),
  ...clamps.map((clamp) => ({
    id: `softmax-shifted-down-to-${numerals[clamp]}`,
    says: 'Logits far below the largest are clamped.',
    changes: [['Math.exp(logit - peak)', `Math.exp(Math.max(logit - peak, -${clamp}))`]] as [
      string,
      string,
    ][],
  })),
  ...standIns.map((number) => ({
    id: `softmax-for-infinity-${numerals[number]}`,
    says: 'A finite number stands for −Infinity.',
    ...line(
      `const finite = logits.map((logit) => (logit === -Infinity ? -${number} : logit));
  return logits.every((logit) => logit === -Infinity) ? logits.map(() => 0) : rightSoftmaxLine(finite);`,
    ),
  })),
  {
    id: 'softmax-order-of-text',
    says: 'Weights come in the order of their indices as text.',
    ...line(
      'const weights = rightSoftmaxLine(logits);\n  return [...logits.keys()].sort().map((i) => weights[i]);',
    ),
  },
  {
    id: 'softmax-tiny-weights-dropped',
    says: 'Weights below a ten-thousandth are set to 0.',
    ...line('return rightSoftmaxLine(logits).map((weight) => (weight < 1e-4 ? 0 : weight));'),
  },
  {
    id: 'softmax-little-in-the-sum',
    says: 'A little is added to the sum below the fraction.',
    changes: [['power / total', 'power / (total + 1e-4)']],
  },
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(x) => x',
  '(x) => map(x, () => 0)',
  '(x) => (x[0].length ? x.map((row) => map(row, () => 1 / row.length)) : x.map(() => 1 / x.length))',
];
