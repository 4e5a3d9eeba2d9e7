/**
 * Pictures that are no grids of weights: boxes, lines, shapes and words at their places, drawn with
 * the Canvas 2D interface alone, as `draw` does. Where they stand is decided elsewhere.
 */
import { type Colour, type Inks, inkIn, inks as lightInks } from './colour';
import { type Canvas2D, drawText } from './draw';
import type { Box, PlacedText } from './text';

export type Point = readonly [x: number, y: number];

/** `bends`: an S from the first point to the last, which leaves and arrives upright, or level. */
export type Mark =
  | { kind: 'box'; box: Box; fill: Colour }
  | {
      kind: 'line';
      points: readonly Point[];
      stroke: Colour;
      width: number;
      alpha?: number;
      bends?: 'upright' | 'level';
    }
  | { kind: 'shape'; points: readonly Point[]; fill: Colour }
  | { kind: 'text'; text: PlacedText };

/** A picture of marks, in layout pixels; later ones lie over earlier ones. */
export interface Marked {
  width: number;
  height: number;
  marks: readonly Mark[];
}

function follow(context: Canvas2D, points: readonly Point[], bends?: 'upright' | 'level'): void {
  context.beginPath();
  for (const [i, [x, y]] of points.entries()) {
    const [fromX = 0, fromY = 0] = points[i - 1] ?? [];
    if (i === 0) context.moveTo(x, y);
    else if (bends === 'upright') {
      const middle = (fromY + y) / 2;
      context.bezierCurveTo(fromX, middle, x, middle, x, y);
    } else if (bends === 'level') {
      const middle = (fromX + x) / 2;
      context.bezierCurveTo(middle, fromY, middle, y, x, y);
    } else context.lineTo(x, y);
  }
}

function drawMark(context: Canvas2D, mark: Mark, inks: Inks): void {
  switch (mark.kind) {
    case 'box': {
      const { x, y, width, height } = mark.box;
      context.fillStyle = inkIn(inks, mark.fill);
      context.fillRect(x, y, width, height);
      return;
    }
    case 'line':
      context.strokeStyle = inkIn(inks, mark.stroke);
      context.lineWidth = mark.width;
      context.globalAlpha = mark.alpha ?? 1;
      follow(context, mark.points, mark.bends);
      context.stroke();
      context.globalAlpha = 1;
      return;
    case 'shape':
      context.fillStyle = inkIn(inks, mark.fill);
      follow(context, mark.points);
      context.closePath();
      context.fill();
      return;
    case 'text':
      drawText(context, mark.text, inks);
  }
}

/** Draws all marks on paper. */
export function drawMarks(context: Canvas2D, sheet: Marked, inks: Inks = lightInks): void {
  context.textBaseline = 'alphabetic';
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  for (const mark of sheet.marks) drawMark(context, mark, inks);
}

/** All that is written on it. */
export const textsOf = ({ marks }: Pick<Marked, 'marks'>): PlacedText[] =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
