/** What people get wrong about cosine similarity. */
//! kata-hidden-03cb595e639b: never handed to students.
import type { Misconception } from '../judging/misconceptions';
import { around, caps, clamps, glances, numerals, remembering, sharing } from './around';

const ODD = 'rows.find((row) => row.length !== width)';
const EVERY = 'unitA.map((u) => unitB.map((v) => dot(u, v)))';
const NORMALISED = 'return vector.map((value) => value / (norm + eps));';

export default [
  {
    id: 'cosine-plain-dot-product',
    says: 'This is the dot product: the lengths of the vectors are not divided out.',
    asks: 'If a vector grows twice as long and keeps its direction, what should become of the answer?',
    changes: [['value / (norm + eps)', 'value']],
  },
  {
    id: 'cosine-one-side-normalised',
    says: 'Only one of the two vectors is divided by its length.',
    asks: 'Whose length is still in the answer?',
    changes: [['b.map((row) => normalise(row, eps))', 'b']],
  },
  {
    id: 'cosine-squared-norm',
    says: 'The vectors are divided by the square of their length: the root is missing.',
    asks: 'What is the length of a vector with the entries 3 and 4?',
    changes: [['Math.sqrt(dot(vector, vector))', 'dot(vector, vector)']],
  },
  {
    id: 'cosine-sum-of-magnitudes',
    says: 'The length of a vector is taken as the sum of its magnitudes, not as the root of the sum of squares.',
    asks: 'What is the length of a vector with the entries 3 and 4, as a ruler measures it?',
    changes: [
      ['Math.sqrt(dot(vector, vector))', 'vector.reduce((sum, value) => sum + Math.abs(value), 0)'],
    ],
  },
  {
    id: 'cosine-norms-of-columns',
    says: 'Lengths are measured down the columns. A vector is a row here.',
    asks: 'Is a vector a row or a column here?',
    changes: [
      ['a.map((row) => normalise(row, eps))', 'byColumns(a, eps)'],
      ['b.map((row) => normalise(row, eps))', 'byColumns(b, eps)'],
      [
        'function normalise(',
        'const byColumns = (rows: number[][], eps: number): number[][] =>\n  rows.map((row) =>\n    row.map((value, j) => value / (Math.hypot(...rows.map((other) => other[j] ?? 0)) + eps)),\n  );\n\nfunction normalise(',
      ],
    ],
  },
  {
    id: 'cosine-norm-of-matrix',
    says: 'All rows are divided by one and the same length, that of the whole matrix.',
    asks: 'How many vectors are there in a matrix, and has each a length of its own?',
    changes: [
      [
        'a.map((row) => normalise(row, eps))',
        'a.map((row) => row.map((value) => value / (Math.hypot(...a.flat()) + eps)))',
      ],
      [
        'b.map((row) => normalise(row, eps))',
        'b.map((row) => row.map((value) => value / (Math.hypot(...b.flat()) + eps)))',
      ],
    ],
  },
  {
    id: 'cosine-eps-missing',
    says: 'A zero row gives NaN: eps is not added to its length before the division.',
    asks: 'What is 0 divided by 0, and which row leads to it?',
    changes: [['(norm + eps)', 'norm']],
  },
  {
    id: 'cosine-eps-under-the-root',
    says: 'eps is added to the sum of squares, under the root. It belongs to the length itself.',
    asks: 'Is eps added to a length, or to the square of one?',
    changes: [
      ['Math.sqrt(dot(vector, vector))', 'Math.sqrt(dot(vector, vector) + eps)'],
      ['(norm + eps)', 'norm'],
    ],
  },
  {
    id: 'cosine-eps-as-smallest-length',
    says: 'eps is used as the smallest length a vector can have, not added to its length.',
    asks: 'Is eps added, or is it a lower bound?',
    changes: [['(norm + eps)', 'Math.max(norm, eps)']],
  },
  {
    id: 'cosine-eps-on-the-product',
    says: 'eps is added once, to the product of the two lengths. Each length gets its own.',
    asks: 'How many lengths are there, and to which of them is eps added?',
    changes: [
      ['(norm + eps)', '1'],
      [
        'unitB.map((v) => dot(u, v))',
        'unitB.map((v) => dot(u, v) / (Math.sqrt(dot(u, u)) * Math.sqrt(dot(v, v)) + eps))',
      ],
    ],
  },
  {
    id: 'cosine-eps-argument-ignored',
    says: 'The eps that is passed in makes no difference.',
    changes: [['(norm + eps)', '(norm + 1e-9)']],
  },
  {
    id: 'cosine-other-default-eps',
    says: 'Without an eps of its own the function uses another one than 1e-9. It shows where vectors are tiny.',
    changes: [['eps = 1e-9): number[][] {', 'eps = 1e-8): number[][] {']],
  },
  {
    id: 'cosine-transposed',
    says: 'The result is turned over: it has a row for each row of b.',
    asks: 'How many rows has the answer: as many as a, or as b?',
    changes: [
      [
        'unitA.map((u) => unitB.map((v) => dot(u, v)))',
        'unitB.map((v) => unitA.map((u) => dot(u, v)))',
      ],
    ],
  },
  {
    id: 'cosine-distance',
    says: 'This is a distance: 0 for vectors that point the same way, where 1 is asked for.',
    asks: 'What should two vectors get that point the same way?',
    changes: [['unitB.map((v) => dot(u, v))', 'unitB.map((v) => 1 - dot(u, v))']],
  },
  {
    id: 'cosine-without-sign',
    says: 'Vectors that point opposite ways come out as similar: the sign is lost.',
    asks: 'What should two vectors get that point opposite ways?',
    changes: [['unitB.map((v) => dot(u, v))', 'unitB.map((v) => Math.abs(dot(u, v)))']],
  },
  {
    id: 'cosine-changes-argument',
    says: 'The similarities are right, but the rows that were passed in are scaled in place.',
    asks: 'Is the array that is written to a new one, or the one that was passed in?',
    changes: [
      [
        'return vector.map((value) => value / (norm + eps));',
        'vector.forEach((value, i) => {\n    vector[i] = value / (norm + eps);\n  });\n  return vector;',
      ],
    ],
  },
  {
    id: 'cosine-accepts-widths',
    says: 'Vectors of different lengths are compared as far as the shorter one goes.',
    changes: [['widthA !== widthB', 'false']],
  },
  {
    id: 'cosine-checks-a-only',
    says: 'Ragged rows are noticed in a, but not in b.',
    changes: [["widthOf('b', b)]", 'b[0]?.length ?? 0]']],
  },
  {
    id: 'cosine-shares-its-answer',
    says: 'Each answer is written into the same array, so that an earlier one changes with the next call.',
    ...sharing('cosineSim'),
  },
  {
    id: 'cosine-remembers-a-only',
    says: 'Where a comes again, the answer that it got before is given, whatever b is now.',
    ...remembering('cosineSim', 'given[0]'),
  },
  {
    id: 'cosine-remembers-without-eps',
    says: 'Where a and b come again, the answer that they got before is given, whatever eps is now.',
    ...remembering('cosineSim', 'given.slice(0, 2)'),
  },
  {
    id: 'cosine-mirrored',
    says: 'Half of the result is a mirror image of the other half. That is right only where a and b are the same.',
    ...around(
      'cosineSim',
      `(a, b, eps) => {
  const all = right(a, b, eps);
  return all.map((row, i) => row.map((value, j) => (a.length === b.length && j < i ? all[j][i] : value)));
}`,
    ),
  },
  {
    id: 'cosine-checks-totals',
    says: 'Only the number of all entries is compared with the width: rows that differ but add up pass.',
    changes: [[ODD, 'rows.flat().length === width * rows.length ? undefined : rows[0]']],
  },
  {
    id: 'cosine-compares-totals',
    says: 'The numbers of all entries of a and b are compared. Their widths have to agree.',
    changes: [
      ['widthA !== widthB', 'widthA * a.length !== widthB * b.length && widthA !== widthB'],
    ],
  },
  ...glances.map(({ glance, looks, says }) => ({
    id: `cosine-checks-${glance}`,
    says,
    changes: [[ODD, `(${looks}).find((row) => row?.length !== width)`]] as [string, string][],
  })),
  {
    id: 'cosine-between-nought-and-one',
    says: 'Cosines below 0 become 0. Vectors that point apart have a negative one.',
    changes: [[EVERY, EVERY.replace('dot(u, v)', 'Math.max(0, dot(u, v))')]],
  },
  {
    id: 'cosine-small-ones-dropped',
    says: 'Cosines near 0 become 0.',
    changes: [[EVERY, EVERY.replace('dot(u, v)', '(Math.abs(dot(u, v)) < 1e-3 ? 0 : dot(u, v))')]],
  },
  {
    id: 'cosine-rounded',
    says: 'The cosines are rounded.',
    changes: [[EVERY, EVERY.replace('dot(u, v)', 'Math.round(dot(u, v) * 1e3) / 1e3')]],
  },
  {
    id: 'cosine-eps-for-zero-rows-only',
    says: 'eps is added only to the length of a zero row. It is added to each.',
    changes: [['(norm + eps)', '(norm || eps)']],
  },
  {
    id: 'cosine-small-entries-dropped',
    says: 'Small entries are taken for 0, so that a short vector has no direction any more.',
    changes: [
      [NORMALISED, NORMALISED.replace('value /', '(Math.abs(value) < 1e-3 ? 0 : value) /')],
    ],
  },
  {
    id: 'cosine-other-side-normalised',
    says: 'Only the vectors of b are divided by their length, not those of a.',
    asks: 'Whose length is still in the answer?',
    changes: [['a.map((row) => normalise(row, eps))', 'a']],
  },
  {
    id: 'cosine-angle',
    says: 'This is the angle between the vectors. Its cosine is asked for.',
    asks: 'Between which two numbers does every cosine lie?',
    changes: [[EVERY, EVERY.replace('dot(u, v)', 'Math.acos(dot(u, v))')]],
  },
  {
    id: 'cosine-sine',
    says: 'This looks like the sine of the angle: it is 0 where vectors point the same way.',
    changes: [[EVERY, EVERY.replace('dot(u, v)', 'Math.sqrt(1 - dot(u, v) ** 2)')]],
  },
  {
    id: 'cosine-row-by-row',
    says: 'Row i of a is compared with row i of b alone. Every row of a is compared with every row of b.',
    asks: 'How many pairs of a row of a and a row of b are there?',
    changes: [[EVERY, 'unitA.map((u, i) => dot(u, unitB[i] ?? unitB[0] ?? [])) as never']],
  },
  {
    id: 'cosine-checks-nothing',
    says: 'Rows of any widths are compared: nothing is refused.',
    changes: [
      [ODD, 'undefined as number[] | undefined'],
      ['widthA !== widthB', 'false'],
    ],
  },
] satisfies Misconception[];

export const probes = [
  ...caps.flatMap((cap) => [
    {
      id: `cosine-first-columns-${numerals[cap]}`,
      says: 'Only the first entries of a vector take part.',
      ...around(
        'cosineSim',
        `(a, b, eps) => {
  right(a, b, eps);
  return right(a.map((row) => row.slice(0, ${cap})), b.map((row) => row.slice(0, ${cap})), eps);
}`,
      ),
    },
    {
      id: `cosine-first-products-${numerals[cap]}`,
      says: 'Only the first products are added up.',
      changes: [[EVERY, EVERY.replace('dot(u, v)', `dot(u.slice(0, ${cap}), v)`)]] as [
        string,
        string,
      ][],
    },
    {
      id: `cosine-first-rows-${numerals[cap]}`,
      says: 'Only the first rows of a are compared.',
      ...around(
        'cosineSim',
        `(...given) => right(...given).map((row, i) => (i < ${cap} ? row : row.map(() => 0)))`,
      ),
    },
    {
      id: `cosine-first-rows-of-b-${numerals[cap]}`,
      says: 'Only the first rows of b are compared with.',
      ...around(
        'cosineSim',
        `(...given) => right(...given).map((row) => row.map((value, j) => (j < ${cap} ? value : 0)))`,
      ),
    },
    {
      id: `cosine-triangle-beyond-${numerals[cap]}`,
      says: 'Above the diagonal of a large square there is nothing.',
      ...around(
        'cosineSim',
        `(a, b, eps) => right(a, b, eps).map((row, i) => row.map((value, j) => (a.length === b.length && a.length > ${cap} && j > i ? 0 : value)))`,
      ),
    },
  ]),
  ...clamps.map((clamp) => ({
    id: `cosine-clamped-at-${numerals[clamp]}`,
    says: 'Entries far from 0 are clamped.',
    ...around(
      'cosineSim',
      `(a, b, eps) => {
  const clamped = (rows) => rows.map((row) => row.map((value) => Math.max(-${clamp}, Math.min(${clamp}, value))));
  return right(clamped(a), clamped(b), eps);
}`,
    ),
  })),
  {
    id: 'cosine-order-of-text',
    says: 'Columns come in the order of their indices as text.',
    ...around(
      'cosineSim',
      '(...given) => right(...given).map((row) => [...row.keys()].sort().map((j) => row[j]))',
    ),
  },
  {
    id: 'cosine-rows-in-order-of-text',
    says: 'Rows come in the order of their indices as text.',
    ...around(
      'cosineSim',
      '(...given) => Object.values(right(...given)).map((_, i, all) => all[[...all.keys()].sort()[i]])',
    ),
  },
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(a, b) => a.map(() => b.map(() => 0))',
  '(a, b) => a.map(() => b.map(() => 1))',
];
