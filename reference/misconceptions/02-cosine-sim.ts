/** What people get wrong about cosine similarity. */
//! kata-hidden-03cb595e639b: never handed to students.
import type { Misconception } from '../judging/misconceptions';

export default [
  {
    id: 'cosine-plain-dot-product',
    says: 'This is the dot product: the lengths of the vectors are not divided out.',
    changes: [['value / (norm + eps)', 'value']],
  },
  {
    id: 'cosine-one-side-normalised',
    says: 'Only one of the two vectors is divided by its length.',
    changes: [['b.map((row) => normalise(row, eps))', 'b']],
  },
  {
    id: 'cosine-squared-norm',
    says: 'The vectors are divided by the square of their length: the root is missing.',
    changes: [['Math.sqrt(dot(vector, vector))', 'dot(vector, vector)']],
  },
  {
    id: 'cosine-sum-of-magnitudes',
    says: 'The length of a vector is taken as the sum of its magnitudes, not as the root of the sum of squares.',
    changes: [
      ['Math.sqrt(dot(vector, vector))', 'vector.reduce((sum, value) => sum + Math.abs(value), 0)'],
    ],
  },
  {
    id: 'cosine-norms-of-columns',
    says: 'Lengths are measured down the columns. A vector is a row here.',
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
    changes: [['(norm + eps)', 'norm']],
  },
  {
    id: 'cosine-eps-under-the-root',
    says: 'eps is added to the sum of squares, under the root. It belongs to the length itself.',
    changes: [
      ['Math.sqrt(dot(vector, vector))', 'Math.sqrt(dot(vector, vector) + eps)'],
      ['(norm + eps)', 'norm'],
    ],
  },
  {
    id: 'cosine-eps-as-smallest-length',
    says: 'eps is used as the smallest length a vector can have, not added to its length.',
    changes: [['(norm + eps)', 'Math.max(norm, eps)']],
  },
  {
    id: 'cosine-eps-on-the-product',
    says: 'eps is added once, to the product of the two lengths. Each length gets its own.',
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
    changes: [['unitB.map((v) => dot(u, v))', 'unitB.map((v) => 1 - dot(u, v))']],
  },
  {
    id: 'cosine-without-sign',
    says: 'Vectors that point opposite ways come out as similar: the sign is lost.',
    changes: [['unitB.map((v) => dot(u, v))', 'unitB.map((v) => Math.abs(dot(u, v)))']],
  },
  {
    id: 'cosine-changes-argument',
    says: 'The similarities are right, but the rows that were passed in are scaled in place.',
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
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(a, b) => a.map(() => b.map(() => 0))',
  '(a, b) => a.map(() => b.map(() => 1))',
];
