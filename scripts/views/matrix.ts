/** Numbers in a grid, as all views show them: each in its cell, with words at rows and columns. */
import { type Colour, inkOn } from '../drawing/colour';
import type { Mark, Point } from '../drawing/marks';
import type { Measure } from '../drawing/text';
import { showNumber } from './numbers';
import { type Area, box, type Part, SMALL, words } from './part';

export interface Grid {
  /** `[rows, columns]` */
  values: number[][];
  colour(value: number, row: number, column: number): Colour;
  /** How a number is written in its cell; nothing where this gives an empty text. */
  text?: (value: number, row: number, column: number) => string;
  rows?: readonly string[];
  columns?: readonly string[];
  /** Sides of a cell, in pixels. */
  cell?: readonly [width: number, height: number];
  /** Pixels that the whole may be wide; cells become narrower for it, and what is written in them smaller. */
  room?: number;
  /** Pixels for the words at the rows, where grids stand under one another: else what they need. */
  left?: number;
  /** What pressing a cell does. */
  press?: (row: number, column: number) => Pick<Area, 'label' | 'change'>;
}

const SPACE = 8;
const GUTTER = 1;

const CELL = [38, 26] as const;
const NARROWEST = 16;

/** What can be read on a cell: on a colour of its own, on a pale ink, on a dark one. */
function inkOver(fill: Colour): Colour {
  if (fill.startsWith('#')) return inkOn(fill);
  return fill === 'band' || fill === 'paper' ? 'ink' : 'paper';
}

/** A grid's part, and where its first cell begins, for what lies over the cells. */
export interface MatrixPart extends Part {
  corner: Point;
}

/** Pixels that words at the rows need. */
export const besideRows = (rows: readonly string[], measure: Measure): number =>
  Math.ceil(Math.max(0, ...rows.map((row) => measure(row, SMALL) + SPACE)));

export function matrix(grid: Grid, measure: Measure): MatrixPart {
  const { values, colour, text = (value) => showNumber(value), rows = [], columns = [] } = grid;
  const { left = besideRows(rows, measure) } = grid;
  const size = values[0]?.length ?? 0;
  const [usual, high] = grid.cell ?? CELL;
  const share = Math.floor(((grid.room ?? Number.POSITIVE_INFINITY) - left) / Math.max(1, size));
  const wide = Math.max(NARROWEST, Math.min(usual, share));
  const written = values.map((row, i) => row.map((value, j) => text(value, i, j)));
  const widest = Math.max(0, ...written.flat().map((each) => measure(each, SMALL)));
  const font = { size: SMALL.size * Math.min(1, (wide - SPACE / 2) / widest) };
  const longest = Math.max(0, ...columns.map((column) => measure(column, SMALL)));
  const isLevel = longest <= wide - 4;
  const top = columns.length === 0 ? 0 : isLevel ? 18 : Math.ceil(longest) + SPACE;
  const marks: Mark[] = [
    ...rows.map((row, i) =>
      words(row, left - SPACE, top + (i + 0.5) * high, measure, { align: 'right', font: SMALL }),
    ),
    ...columns.map((column, j) => {
      const x = left + (j + 0.5) * wide;
      return isLevel
        ? words(column, x, 8, measure, { align: 'center', font: SMALL })
        : words(column, x, top - 6, measure, { angle: -Math.PI / 2, font: SMALL });
    }),
  ];
  const areas: Area[] = [];
  for (const [i, row] of values.entries()) {
    for (const [j, value] of row.entries()) {
      const [x, y] = [left + j * wide, top + i * high];
      const fill = colour(value, i, j);
      marks.push(box(x, y, wide - GUTTER, high - GUTTER, fill));
      const [says, ink] = [written[i]?.[j], inkOver(fill)];
      const middle = [x + (wide - GUTTER) / 2, y + (high - GUTTER) / 2] as const;
      if (says) marks.push(words(says, ...middle, measure, { align: 'center', ink, font }));
      if (grid.press) areas.push({ box: { x, y, width: wide, height: high }, ...grid.press(i, j) });
    }
  }
  const [width, height] = [left + size * wide, top + values.length * high];
  return { width, height, marks, areas, corner: [left, top] };
}
