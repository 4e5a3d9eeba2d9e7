/**
 * A matrix whose numbers tell where they are from, cut into heads by the learner's splitHeads, beside
 * what a reshape alone makes of it, and put together again by the learner's mergeHeads.
 */
import { type Colour, groupColour } from '../drawing/colour';
import { type Cut, cutOf, firstStray, originOf, positionsOf, reshapeOf, shown } from './cut';
import { matrix } from './matrix';
import { expectShape, readCount } from './numbers';
import { compose, flow, type Part, SMALL, titled, words } from './part';
import { NoAnswer, type Run, type Seen, type View } from './view';

type Matrix = number[][];

const CELL = [34, 24] as const;
/** Pixels between two heads, and of the line above a head that names it. */
const [BETWEEN, NAME] = [18, 20];

/** Each number in the colour of the head that its column belongs to. */
function grid(values: Matrix, columns: string[], cut: Cut, { measure, room }: Run): Part {
  const colour = (value: number): Colour => {
    const origin = originOf(value, cut);
    return origin ? groupColour(Math.floor(origin.j / cut.dK)) : 'muted';
  };
  const rows = values.map((_, t) => `t=${t}`);
  return matrix({ values, colour, text: shown, rows, columns, cell: CELL, room }, measure);
}

/** `[T, dModel]`, above each column the head that is to get it. */
function wholeOf(values: Matrix, cut: Cut, run: Run): Part {
  const columns = Array.from({ length: cut.dModel }, (_, j) => `h${Math.floor(j / cut.dK)}`);
  return grid(values, columns, cut, run);
}

/** `[nHeads, T, dK]` side by side, each under its name. */
function headsOf(heads: Matrix[], cut: Cut, run: Run): Part {
  const parts = heads.map((values, h): Part => {
    const said = `head ${h}`;
    const width = Math.ceil(run.measure(said, SMALL));
    const marks = [words(said, 0, NAME / 2, run.measure, { font: SMALL })];
    const name: Part = { width, height: NAME, marks, areas: [] };
    return compose([
      { part: name, x: 0, y: 0 },
      { part: grid(values, [], cut, run), x: 0, y: NAME },
    ]);
  });
  return flow(parts, run.room, BETWEEN);
}

function tellSplit(heads: Matrix[], reshaped: Matrix[], cut: Cut): string[] {
  const foreign = heads.flat(2).find((value) => originOf(value, cut) === null);
  const stray = firstStray(heads, cut);
  if (!stray) {
    return [
      `Your splitHeads gives each head all ${cut.T} positions and the columns of its own: one colour to a head.`,
    ];
  }
  return [
    `In your split ${stray}.`,
    ...(String(heads) === String(reshaped)
      ? [
          'Number for number it is what a reshape alone gives: which two axes are still to be swapped?',
        ]
      : []),
    ...(foreign === undefined
      ? []
      : [`What is grey, such as ${shown(foreign)}, is no number of x.`]),
  ];
}

function tellReshape([first = []]: Matrix[], cut: Cut): string {
  const { T, nHeads } = cut;
  if (T === 1 || nHeads === 1) {
    const only = nHeads === 1 ? 'one head' : 'one position';
    return `With ${only} a reshape alone is no mistake: no two things can be mixed up.`;
  }
  const seen = positionsOf(first, cut);
  const unseen = cut.x.flatMap((_, t) => (seen.includes(t) ? [] : [t]));
  return `A reshape alone reads the numbers on in their order, row after row: the rows of its head 0 are from positions ${seen.join(', ')}, and none is from ${unseen.join(', ')}. So it takes pieces of one position for positions.`;
}

function tellMerged(merged: Matrix, isRight: boolean, { x }: Cut): string {
  for (const [t, row] of x.entries()) {
    const j = row.findIndex((value, j) => merged[t]?.[j] !== value);
    if (j < 0) continue;
    const got = shown(merged[t]?.[j] ?? Number.NaN);
    return `Merged again x does not come back: the first cell that differs is [${t}][${j}], ${got} in place of ${row[j]}.`;
  }
  return isRight
    ? 'Your mergeHeads gives x back, number for number.'
    : 'Your mergeHeads gives x back all the same: a round trip proves nothing about the heads.';
}

/** The learner's mergeHeads of the learner's split, or why there is none. */
async function mergedOf(heads: Matrix[], cut: Cut, { call }: Run): Promise<Matrix | NoAnswer> {
  try {
    const answer = await call('mergeHeads', heads);
    return expectShape<Matrix>(answer, [cut.T, cut.dModel], 'mergeHeads');
  } catch (error) {
    if (error instanceof NoAnswer) return error;
    throw error;
  }
}

export const view: View = {
  asks: 'Each number tells its place: 12 is position 1, column 2. With 4 positions, 6 columns and 3 heads, which positions does head 1 hold after a right split, and which after a reshape alone?',
  fields: [
    {
      kind: 'range',
      name: 'positions',
      label: 'Positions, T',
      initial: '4',
      min: 1,
      max: 8,
      step: 1,
    },
    {
      kind: 'range',
      name: 'd-model',
      label: 'Columns, dModel',
      initial: '6',
      min: 1,
      max: 12,
      step: 1,
    },
    { kind: 'range', name: 'heads', label: 'Heads', initial: '3', min: 1, max: 12, step: 1 },
  ],
  async draw(chosen, run: Run): Promise<Seen> {
    const T = readCount(chosen.positions ?? '', 'positions', 1, 8);
    const dModel = readCount(chosen['d-model'] ?? '', 'd-model', 1, 12);
    const cut = cutOf(T, dModel, readCount(chosen.heads ?? '', 'heads', 1, 12));
    const { x, nHeads, dK, base } = cut;
    const answer = await run.call('splitHeads', x, nHeads);
    const heads = expectShape<Matrix[]>(answer, [nHeads, T, dK], 'splitHeads');
    const reshaped = reshapeOf(cut);
    const merged = await mergedOf(heads, cut, run);

    const part = (title: string, note: string, drawn: Part): Part =>
      titled(title, note, drawn, run.measure);
    const places =
      base === 10 ? 'tens: position, ones: column' : 'hundreds: position, rest: column';
    const shape = `[${nHeads}, ${T}, ${dK}]`;
    const parts = [
      part(`x [${T}, ${dModel}]`, places, wholeOf(x, cut, run)),
      part(`your splitHeads ${shape}`, 'in the colours of x', headsOf(heads, cut, run)),
      part(`a reshape alone ${shape}`, 'the trap: the shape is right', headsOf(reshaped, cut, run)),
      ...(merged instanceof NoAnswer
        ? []
        : [part('your mergeHeads of your split', 'is it x again?', wholeOf(merged, cut, run))]),
    ];
    return {
      ...flow(parts, run.room),
      title: 'Split heads: each head gets columns, of all positions',
      says: [
        ...tellSplit(heads, reshaped, cut),
        tellReshape(reshaped, cut),
        merged instanceof NoAnswer
          ? merged.message
          : tellMerged(merged, firstStray(heads, cut) === null, cut),
      ],
    };
  },
};
