/**
 * Draws a layout with the Canvas 2D interface alone, so that node-canvas and a browser give the same
 * picture. Chooses nothing: where things stand is `layout`'s, colours are `colour`'s.
 */
import { colourOf, type Inks, inkIn, inkOn, inks as lightInks } from './colour';
import type { Layout } from './layout';
import type { PlacedMap } from './picture';
import { type Box, cssFont, type PlacedText } from './text';

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

interface Cell {
  x: number;
  y: number;
  weight: number;
}

function cellsOf({ weights, x, y }: PlacedMap, { starts }: Layout['axis']): Cell[] {
  return weights.flatMap((row, i) =>
    row.map((weight, j) => ({ x: x + (starts[j] ?? 0), y: y + (starts[i] ?? 0), weight })),
  );
}

/** Cells of one colour together: setting a colour costs more than filling a cell. */
function drawCells(context: Canvas2D, { maps, axis }: Layout): void {
  const byColour = new Map<string, Cell[]>();
  for (const cell of maps.flatMap((map) => cellsOf(map, axis))) {
    const colour = colourOf(cell.weight);
    const cells = byColour.get(colour);
    if (cells) cells.push(cell);
    else byColour.set(colour, [cell]);
  }
  const side = axis.cell - axis.gutter;
  for (const [colour, cells] of byColour) {
    context.fillStyle = colour;
    for (const { x, y } of cells) context.fillRect(x, y, side, side);
  }
}

/** `0.25` → `.25` where the cell is narrow; what is exactly 0 or 1 has no decimals to show. */
function valueText(weight: number, cell: number): string {
  if (weight === 0 || weight === 1) return String(weight);
  const text = weight.toFixed(2);
  return cell < 32 ? text.replace(/^0/, '') : text;
}

/**
 * From a line's middle down to its baseline. Not `textBaseline = 'middle'`: that moves with the font
 * a script falls back to.
 */
const toBaseline = (size: number): number => 0.36 * size;

function drawValues(context: Canvas2D, { maps, axis, valueSize }: Layout): void {
  context.font = cssFont({ size: valueSize });
  context.textAlign = 'center';
  const half = (axis.cell - axis.gutter) / 2;
  for (const { x, y, weight } of maps.flatMap((map) => cellsOf(map, axis))) {
    context.fillStyle = inkOn(colourOf(weight));
    context.fillText(valueText(weight, axis.cell), x + half, y + half + toBaseline(valueSize));
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

/** One row of pixels after the other: a gradient would blur the map's 256 steps. */
function drawBar(context: Canvas2D, { x, y, width, height }: Box): void {
  for (let at = 0; at < height; at += 1) {
    context.fillStyle = colourOf(1 - (at + 0.5) / height);
    context.fillRect(x, y + at, width, 1);
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
  drawCells(context, layout);
  if (layout.valueSize > 0) drawValues(context, layout);
  drawBar(context, layout.bar);
  drawLines(context, layout, inks);
  for (const text of layout.texts) drawText(context, text, inks);
}
