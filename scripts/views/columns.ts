/** Grids under one another in the same columns, so that what belongs to a key stands under its word. */
import type { Colour } from '../drawing/colour';
import type { Mark } from '../drawing/marks';
import type { Measure } from '../drawing/text';
import { type Grid, type MatrixPart, matrix } from './matrix';
import { compose, line, type Part, SMALL, words } from './part';

/** What all of them share. */
export interface Columns {
  /** Pixels for the words at the rows, and for what stands at their ends. */
  left: number;
  right: number;
  cell: readonly [width: number, height: number];
  measure: Measure;
}

export interface Ending {
  text: string;
  ink: Colour;
}

interface Band extends Omit<Grid, 'cell' | 'left'> {
  /** Over the grid. */
  caption?: string;
  /** Behind each row. */
  ends?: readonly Ending[];
  /** Cells that are hatched. */
  isHatched?(row: number, column: number): boolean;
}

const CAPTION = 20;
const BETWEEN = 12;
/** How far apart the lines of a hatching are. */
const APART = 7;

/** Slanted lines over a cell, each cut at its edges. */
function hatch(x: number, y: number, width: number, height: number): Mark[] {
  const count = Math.ceil((width + height) / APART) - 1;
  return Array.from({ length: count }, (_, i) => {
    const reach = (i + 1) * APART;
    const [fromX, toX] = [Math.max(0, reach - height), Math.min(width, reach)];
    return line(
      [
        [x + fromX, y + reach - fromX],
        [x + toX, y + reach - toX],
      ],
      'muted',
      1,
      { alpha: 0.6 },
    );
  });
}

/** A grid in its columns, under a caption, with what its rows come to at their ends. */
export function band(
  { left, right, cell, measure }: Columns,
  { caption, ends = [], isHatched = () => false, ...grid }: Band,
): MatrixPart {
  const [wide, high] = cell;
  const drawn = matrix({ ...grid, cell, left }, measure);
  const [x, y] = drawn.corner;
  const hatched = grid.values.flatMap((row, i) =>
    row.flatMap((_, j) =>
      isHatched(i, j) ? hatch(x + j * wide, y + i * high, wide - 1, high - 1) : [],
    ),
  );
  const ending = ends.map(({ text, ink }, i) =>
    words(text, drawn.width + 7, y + (i + 0.5) * high, measure, { font: SMALL, ink }),
  );
  const top = caption ? CAPTION : 0;
  const part = { ...drawn, marks: [...drawn.marks, ...hatched, ...ending] };
  const head = caption ? [words(caption, 0, 7, measure, { font: SMALL, ink: 'muted' })] : [];
  const whole = compose([{ part, x: 0, y: top }]);
  const captioned = Math.max(0, ...head.map((mark) => ('text' in mark ? mark.text.width : 0)));
  return {
    ...whole,
    width: Math.max(drawn.width + right, Math.ceil(captioned)),
    marks: [...head, ...whole.marks],
    corner: [x, y + top],
  };
}

/** One part under the other. */
export function stack(parts: readonly Part[], between = BETWEEN): Part {
  let y = 0;
  return compose(
    parts.map((part) => {
      const place = { part, x: 0, y };
      y += part.height + between;
      return place;
    }),
  );
}
