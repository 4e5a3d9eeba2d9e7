/**
 * Draws a layout with the Canvas 2D interface alone, so that node-canvas and a browser give the same
 * picture. Chooses nothing: where things stand is `layout`'s, colours are `colour`'s.
 */
import { runsOf } from './axis';
import { colourOf, type Inks, inkIn, inkOn, inks as lightInks, palettes } from './colour';
import type { Layout } from './layout';
import type { PlacedMap } from './picture';
import { scales } from './scale';
import { type Box, cssFont, type PlacedText } from './text';
import { valueText } from './values';

/** What is used of CanvasRenderingContext2D: a browser, node-canvas and `svg` have it. */
export interface Canvas2D {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  rotate(angle: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  closePath(): void;
  fill(): void;
  stroke(): void;
}

/** Of the outline of a row, as on the explorer's page. */
const MARK = '#ffd24a';

interface Cell {
  x: number;
  y: number;
  weight: number;
  colour: string;
}

function cellsOf({ weights, x, y, top }: PlacedMap, layout: Layout): Cell[] {
  const { starts } = layout.axis;
  const { place } = scales[layout.scale];
  return weights.flatMap((row, i) =>
    row.map((weight, j) => ({
      x: x + (starts[j] ?? 0),
      y: y + (starts[i] ?? 0),
      weight,
      colour: colourOf(place(weight / top), layout.palette),
    })),
  );
}

/**
 * Behind the cells of each block: a line around it where the palette has one, and where cells touch
 * the colour of 0, since a PDF's or SVG's reader lets what lies behind shine through between them.
 */
function drawGround(context: Canvas2D, { maps, axis, palette }: Layout): void {
  const { edge } = palettes[palette];
  const runs = runsOf(axis);
  const fillBlocks = (colour: string, beyond: number): void => {
    context.fillStyle = colour;
    for (const { x, y } of maps) {
      for (const down of runs) {
        for (const across of runs) {
          const [left, top] = [x + across.first - beyond, y + down.first - beyond];
          context.fillRect(left, top, across.length + 2 * beyond, down.length + 2 * beyond);
        }
      }
    }
  };
  if (edge) fillBlocks(edge, 1);
  if (axis.gutter === 0) fillBlocks(colourOf(0, palette), 0);
}

/** Cells of one colour together: setting a colour costs more than filling a cell. */
function drawCells(context: Canvas2D, { axis }: Layout, all: Cell[]): void {
  const byColour = new Map<string, Cell[]>();
  for (const cell of all) {
    const cells = byColour.get(cell.colour);
    if (cells) cells.push(cell);
    else byColour.set(cell.colour, [cell]);
  }
  const side = axis.cell - axis.gutter;
  for (const [colour, cells] of byColour) {
    context.fillStyle = colour;
    for (const { x, y } of cells) context.fillRect(x, y, side, side);
  }
}

/**
 * From a line's middle down to its baseline. Not `textBaseline = 'middle'`: that moves with the font
 * a script falls back to.
 */
const toBaseline = (size: number): number => 0.36 * size;

function drawValues(context: Canvas2D, { axis, valueSize }: Layout, cells: Cell[]): void {
  context.font = cssFont({ size: valueSize });
  context.textAlign = 'center';
  const half = (axis.cell - axis.gutter) / 2;
  for (const { x, y, weight, colour } of cells) {
    const text = valueText(weight, axis.cell);
    if (text === '') continue;
    context.fillStyle = inkOn(colour);
    context.fillText(text, x + half, y + half + toBaseline(valueSize));
  }
}

/** One text in its font, ink, alignment and angle. */
export function drawText(context: Canvas2D, text: PlacedText, inks: Inks = lightInks): void {
  context.font = cssFont(text);
  context.fillStyle = inkIn(inks, text.ink);
  context.textAlign = text.align;
  if (text.angle === 0) {
    context.fillText(text.text, text.x, text.y + toBaseline(text.size));
    return;
  }
  context.save();
  context.translate(text.x, text.y);
  context.rotate(text.angle);
  context.fillText(text.text, 0, toBaseline(text.size));
  context.restore();
}

/**
 * One row of pixels after the other: a gradient would blur the map's 256 steps. Each reaches to the
 * end and is covered by the next, so that nothing shines through between them.
 */
function drawBar(context: Canvas2D, { bar, palette }: Layout): void {
  const { x, y, width, height } = bar;
  const { edge } = palettes[palette];
  if (edge && height > 0) {
    context.fillStyle = edge;
    context.fillRect(x - 1, y - 1, width + 2, height + 2);
  }
  for (let at = 0; at < height; at += 1) {
    context.fillStyle = colourOf(1 - (at + 0.5) / height, palette);
    context.fillRect(x, y + at, width, height - at);
  }
}

/** Two lines, light on dark, so that one of them shows on any colour. */
function drawMark(context: Canvas2D, { x, y, width, height }: Box): void {
  for (const [colour, lineWidth] of [
    ['#000000', 3.5],
    [MARK, 1.75],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = lineWidth;
    context.beginPath();
    context.moveTo(x - 1, y - 1);
    context.lineTo(x + width + 1, y - 1);
    context.lineTo(x + width + 1, y + height + 1);
    context.lineTo(x - 1, y + height + 1);
    context.closePath();
    context.stroke();
  }
}

function drawLines(context: Canvas2D, { lines }: Layout, inks: Inks): void {
  context.fillStyle = inks.line;
  for (const { x1, y1, x2, y2 } of lines) {
    if (x1 === x2) context.fillRect(x1 - 0.5, y1, 1, y2 - y1);
    else context.fillRect(x1, y1 - 0.5, x2 - x1, 1);
  }
}

/**
 * Draws the whole picture.
 * @param context of a canvas of the layout's width and height, or scaled to it
 * @param inks of the paper and what is written on it; cells have the same colours on any
 */
export function draw(context: Canvas2D, layout: Layout, inks: Inks = lightInks): void {
  context.textBaseline = 'alphabetic';
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, layout.width, layout.height);
  drawGround(context, layout);
  const cells = layout.maps.flatMap((map) => cellsOf(map, layout));
  drawCells(context, layout, cells);
  if (layout.valueSize > 0) drawValues(context, layout, cells);
  drawBar(context, layout);
  drawLines(context, layout, inks);
  for (const mark of layout.marks) drawMark(context, mark);
  for (const text of layout.texts) drawText(context, text, inks);
}
