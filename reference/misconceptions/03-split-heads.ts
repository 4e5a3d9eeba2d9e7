/** What people get wrong about splitting and merging heads. */
//! kata-hidden-d15d73d56a69: never handed to students.
import type { Misconception } from '../judging/misconceptions';
import { around, caps, clamps, glances, numerals, remembering, sharing } from './around';

const SPLIT =
  'return Array.from({ length: nHeads }, (_, h) => x.map((row) => row.slice(h * dK, (h + 1) * dK)));';
const MERGE = 'return first.map((_, t) => heads.flatMap((head) => head[t] ?? []));';
const ODD = 'rows.find((row) => row.length !== width)';
const FITS = 'if (T === first.length && dK === width) continue;';
const HEADS = '!Number.isInteger(nHeads) ||';

export default [
  {
    id: 'split-reshape-only',
    says: 'The numbers are read on in one run and cut into heads, so a head gets whole positions instead of its columns of each.',
    asks: 'Which numbers should head 0 hold: all of the first position, or the first columns of each?',
    changes: [
      [
        SPLIT,
        'const flat = x.flat();\n  return Array.from({ length: nHeads }, (_, h) =>\n    x.map((_row, t) => flat.slice((h * x.length + t) * dK, (h * x.length + t + 1) * dK)),\n  );',
      ],
    ],
  },
  {
    id: 'split-interleaved-columns',
    says: 'The columns are dealt out in turn, one to each head. A head takes neighbouring columns.',
    asks: 'Do the columns of a head stand side by side in the input?',
    changes: [
      [
        SPLIT,
        'return Array.from({ length: nHeads }, (_, h) => x.map((row) => row.filter((_value, j) => j % nHeads === h)));',
      ],
    ],
  },
  {
    id: 'split-positions-first',
    says: 'The cut is right, but the axes are in another order: positions come first, heads second.',
    asks: 'What is the first index of the answer: the head, or the position?',
    changes: [
      [
        SPLIT,
        'return x.map((row) => Array.from({ length: nHeads }, (_, h) => row.slice(h * dK, (h + 1) * dK)));',
      ],
    ],
  },
  {
    id: 'split-heads-of-n-columns',
    says: 'nHeads is taken for the width of a head, where it is the number of heads.',
    asks: 'With 6 columns and 2 heads, how wide is a head?',
    changes: [
      [
        SPLIT,
        'return Array.from({ length: dK }, (_, h) => x.map((row) => row.slice(h * nHeads, (h + 1) * nHeads)));',
      ],
    ],
  },
  {
    id: 'split-head-transposed',
    says: 'Each head is turned over: its columns have become rows.',
    asks: 'Within a head, is a row still a position?',
    changes: [
      [
        SPLIT,
        'return Array.from({ length: nHeads }, (_, h) => Array.from({ length: dK }, (_, j) => x.map((row) => row[h * dK + j] ?? 0)));',
      ],
    ],
  },
  {
    id: 'split-same-columns',
    says: 'Every head gets the same columns, the first ones.',
    asks: 'Where in the slice does the number of the head stand?',
    changes: [['row.slice(h * dK, (h + 1) * dK)', 'row.slice(0, dK)']],
  },
  {
    id: 'split-one-column-short',
    says: 'The last column of each head is missing: slice already leaves out its end.',
    asks: 'Is the end that slice is given taken along?',
    changes: [['row.slice(h * dK, (h + 1) * dK)', 'row.slice(h * dK, (h + 1) * dK - 1)']],
  },
  {
    id: 'split-drops-the-rest',
    says: 'Where nHeads does not divide dModel the columns left over are dropped without a word.',
    changes: [
      ['dModel % nHeads !== 0', 'false'],
      ['const dK = dModel / nHeads;', 'const dK = Math.floor(dModel / nHeads);'],
    ],
  },
  {
    id: 'split-accepts-no-heads',
    says: 'A number of heads that is 0 or below gets through and gives an empty result.',
    changes: [['nHeads < 1 || dModel % nHeads !== 0', '(nHeads > 0 && dModel % nHeads !== 0)']],
  },
  {
    id: 'split-changes-argument',
    says: 'The heads are right, but their columns are cut out of the rows that were passed in.',
    asks: 'Which of slice and splice leaves an array as it was?',
    changes: [['row.slice(h * dK, (h + 1) * dK)', 'row.splice(0, dK)']],
  },
  {
    id: 'split-accepts-ragged',
    says: 'Rows of different lengths are split as if nothing were wrong: only the first is looked at.',
    changes: [["widthOf('splitHeads', x)", 'x[0]?.length ?? 0']],
  },
  {
    id: 'merge-stacks-heads',
    says: 'The heads are put below one another. At each position they belong side by side.',
    asks: 'How many rows should there be: one a position, or one for each position of each head?',
    changes: [[MERGE, 'return heads.flat();']],
  },
  {
    id: 'merge-reshape-only',
    says: 'The numbers of all heads are read on in one run and cut into rows, so a row mixes positions of one head instead of the heads of one position.',
    asks: 'Which numbers make row 0: those of one head, or of one position in every head?',
    changes: [
      [
        MERGE,
        'const flat = heads.flat(2);\n  const dModel = width * heads.length;\n  return first.map((_, t) => flat.slice(t * dModel, (t + 1) * dModel));',
      ],
    ],
  },
  {
    id: 'merge-interleaved-columns',
    says: 'The columns of the heads alternate. Each head keeps its columns together.',
    asks: 'Are the columns of one head still neighbours in the merged row?',
    changes: [
      [
        MERGE,
        'return first.map((row, t) => row.flatMap((_, j) => heads.map((head) => head[t]?.[j] ?? 0)));',
      ],
    ],
  },
  {
    id: 'merge-averages-heads',
    says: 'The heads are averaged into one. They belong side by side, with all their columns.',
    asks: 'How wide is a merged row, if no number may be lost?',
    changes: [
      [
        MERGE,
        'return first.map((row, t) =>\n    row.map((_, j) => heads.reduce((sum, head) => sum + (head[t]?.[j] ?? 0), 0) / heads.length),\n  );',
      ],
    ],
  },
  {
    id: 'merge-last-head-first',
    says: 'The heads come in reverse: the last one is put first.',
    changes: [
      [MERGE, 'return first.map((_, t) => [...heads].reverse().flatMap((head) => head[t] ?? []));'],
    ],
  },
  {
    id: 'merge-counts-heads-as-positions',
    says: 'There are as many rows as heads. There is one for each position; the two agree only by chance.',
    asks: 'How many times does the outer loop go round: once a head, or once a position?',
    changes: [[MERGE, 'return heads.map((_, t) => heads.flatMap((head) => head[t] ?? []));']],
  },
  {
    id: 'merge-changes-argument',
    says: 'The merged rows are right, but the later heads are written behind the rows of the first one that was passed in.',
    changes: [
      [
        MERGE,
        'return first.map((row, t) => {\n    for (const head of heads.slice(1)) row.push(...(head[t] ?? []));\n    return row;\n  });',
      ],
    ],
  },
  {
    id: 'merge-accepts-shapes',
    says: 'Heads of different shapes are merged as if nothing were wrong.',
    changes: [['if (T === first.length && dK === width) continue;', 'continue;']],
  },
  {
    id: 'split-shares-its-answer',
    says: 'The heads are written into the same arrays each time, so that an earlier answer changes with the next call.',
    ...sharing('splitHeads'),
  },
  {
    id: 'merge-shares-its-answer',
    says: 'The merged rows are written into the same arrays each time, so that an earlier answer changes with the next call.',
    ...sharing('mergeHeads'),
  },
  {
    id: 'split-remembers-without-heads',
    says: 'An input that comes again gets the answer that it got before, whatever nHeads is now.',
    ...remembering('splitHeads', 'given[0]'),
  },
  {
    id: 'split-accepts-fractions',
    says: 'A fraction of a head gets through where dModel can be divided by it.',
    changes: [[HEADS, 'Number.isNaN(nHeads) ||']],
  },
  {
    id: 'split-heads-square-transposed',
    says: 'Where a head has as many columns as positions, it is turned over.',
    ...around(
      'splitHeads',
      '(x, n) => right(x, n).map((head) => head.map((row, t) => row.map((value, j) => (head.length === row.length ? head[j][t] : value))))',
    ),
  },
  {
    id: 'merge-square-transposed',
    says: 'Where a head has as many columns as positions, it is turned over.',
    ...around(
      'mergeHeads',
      '(heads) => { right(heads); return right(heads.map((head) => head.map((row, t) => row.map((value, j) => (head.length === row.length ? head[j][t] : value))))); }',
    ),
  },
  {
    id: 'split-checks-totals',
    says: 'Only the number of all entries is compared with the width: rows that differ but add up pass.',
    changes: [[ODD, 'rows.flat().length === width * rows.length ? undefined : rows[0]']],
  },
  ...glances.map(({ glance, looks, says }) => ({
    id: `split-checks-${glance}`,
    says,
    changes: [[ODD, `(${looks}).find((row) => row?.length !== width)`]] as [string, string][],
  })),
  {
    id: 'merge-checks-second-head-only',
    says: 'Only the second head is compared with the first.',
    changes: [[FITS, `if (h > 1) continue;\n    ${FITS}`]],
  },
  {
    id: 'merge-checks-last-head-only',
    says: 'Only the last head is compared with the first.',
    changes: [[FITS, `if (h < heads.length - 1) continue;\n    ${FITS}`]],
  },
  {
    id: 'merge-checks-totals',
    says: 'Only the number of all entries of the heads is compared: heads that differ but add up pass.',
    changes: [
      [FITS, 'if (heads.flat(2).length === heads.length * first.length * width) continue;'],
    ],
  },
  {
    id: 'merge-checks-positions-only',
    says: 'Heads of different widths are merged: only their positions are counted.',
    changes: [[FITS, 'if (T === first.length) continue;']],
  },
  {
    id: 'merge-checks-first-head-only',
    says: 'Ragged rows are noticed in the first head alone.',
    changes: [
      [
        "[T, dK] = [head.length, widthOf('mergeHeads', head)]",
        '[T, dK] = [head.length, head[0]?.length ?? 0]',
      ],
    ],
  },
  {
    id: 'split-length-for-end',
    says: 'slice is given the width of a head where it takes the place at which to end, so only the first head has columns.',
    asks: 'What is the second argument of slice: a length, or a place?',
    changes: [['row.slice(h * dK, (h + 1) * dK)', 'row.slice(h * dK, dK)']],
  },
  {
    id: 'split-overlapping-columns',
    says: 'Each head begins one column after the one before. It begins where the one before ends.',
    asks: 'Where does head 1 begin, if head 0 takes the first columns?',
    changes: [['row.slice(h * dK, (h + 1) * dK)', 'row.slice(h, h + dK)']],
  },
  {
    id: 'split-rows',
    says: 'The rows are shared out to the heads. Each head keeps all positions and gets some of the columns.',
    asks: 'Which positions should each head see: some of them, or all?',
    changes: [
      [
        SPLIT,
        'const size = Math.ceil(x.length / nHeads);\n  return Array.from({ length: nHeads }, (_, h) => x.slice(h * size, (h + 1) * size));',
      ],
    ],
  },
  {
    id: 'split-checks-nothing',
    says: 'Nothing is refused: neither rows that differ in length nor a number of heads that does not divide the columns.',
    changes: [
      ["widthOf('splitHeads', x)", 'x[0]?.length ?? 0'],
      [`${HEADS} nHeads < 1 || dModel % nHeads !== 0`, 'false'],
      ['const dK = dModel / nHeads;', 'const dK = Math.floor(dModel / nHeads);'],
      ['{ length: nHeads }', '{ length: Math.max(0, nHeads) || 0 }'],
    ],
  },
  {
    id: 'merge-adds-heads',
    says: 'The heads are added up into one. They belong side by side, with all their columns.',
    asks: 'How wide is a merged row, if no number may be lost?',
    changes: [
      [
        MERGE,
        'return first.map((row, t) =>\n    row.map((_, j) => heads.reduce((sum, head) => sum + (head[t]?.[j] ?? 0), 0)),\n  );',
      ],
    ],
  },
  {
    id: 'merge-keeps-heads-apart',
    says: 'The heads of a position stay lists of their own. They are put together into one row.',
    asks: 'How deep are the arrays in the answer: two levels, or three?',
    changes: [[MERGE, 'return first.map((_, t) => heads.map((head) => head[t] ?? [])) as never;']],
  },
  {
    id: 'merge-checks-nothing',
    says: 'Heads of any shapes are merged: nothing is refused.',
    changes: [
      [FITS, 'continue;'],
      ["widthOf('mergeHeads', first)", 'first[0]?.length ?? 0'],
      ["widthOf('mergeHeads', head)", 'head[0]?.length ?? 0'],
    ],
  },
] satisfies Misconception[];

export const probes = [
  ...['splitHeads', 'mergeHeads'].flatMap((name) => {
    const who = name.slice(0, 5).replace('H', '');
    return [
      ...caps.flatMap((cap) => [
        {
          id: `${who}-first-outer-${numerals[cap]}`,
          says: 'Only the first heads, or the first rows, have their numbers.',
          ...around(
            name,
            `(...given) => right(...given).map((part, i) => (i < ${cap} ? part : zeros(part)));
const zeros = (part) => (Array.isArray(part) ? part.map(zeros) : 0)`,
          ),
        },
        {
          id: `${who}-first-middle-${numerals[cap]}`,
          says: 'Only the first positions of a head, or the first columns of a row, have their numbers.',
          ...around(
            name,
            `(...given) => right(...given).map((part) => part.map((row, i) => (i < ${cap} ? row : zeros(row))));
const zeros = (part) => (Array.isArray(part) ? part.map(zeros) : 0)`,
          ),
        },
      ]),
      ...clamps.slice(0, 1).map(() => ({
        id: `${who}-rounded`,
        says: 'Numbers are rounded on their way.',
        ...around(
          name,
          `(...given) => JSON.parse(JSON.stringify(right(...given), (_, value) => (typeof value === 'number' ? Math.round(value * 1e3) / 1e3 : value)))`,
        ),
      })),
      {
        id: `${who}-order-of-text`,
        says: 'What comes first is chosen by indices as text.',
        ...around(
          name,
          '(...given) => Object.values(right(...given)).map((_, i, all) => all[[...all.keys()].sort()[i]])',
        ),
      },
    ];
  }),
  ...caps.flatMap((cap) => [
    {
      id: `split-first-columns-${numerals[cap]}`,
      says: 'Only the first columns of a head have their numbers.',
      ...around(
        'splitHeads',
        `(x, n) => right(x, n).map((head) => head.map((row) => row.map((value, j) => (j < ${cap} ? value : 0))))`,
      ),
    },
    {
      id: `merge-checks-first-heads-${numerals[cap]}`,
      says: 'Only the first heads are compared with one another.',
      changes: [['heads.entries()', `heads.slice(0, ${cap}).entries()`]] as [string, string][],
    },
    {
      id: `merge-first-heads-${numerals[cap]}`,
      says: 'Only the first heads are merged; zeros stand for the others.',
      ...around(
        'mergeHeads',
        `(heads) => right(heads).map((row) => row.map((value, j) => (j < ${cap} * heads[0][0].length ? value : 0)))`,
      ),
    },
    {
      id: `merge-first-columns-${numerals[cap]}`,
      says: 'Only the first columns of each head are merged; zeros stand for the others.',
      ...around(
        'mergeHeads',
        `(heads) => right(heads).map((row) => row.map((value, j) => (j % heads[0][0].length < ${cap} ? value : 0)))`,
      ),
    },
  ]),
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = ['(x) => x', '(x) => [x]', '(x) => x[0]', '(x) => map(x, () => 0)'];
