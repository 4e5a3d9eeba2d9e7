/**
 * Pictures as PNG files: the only place that knows node-canvas, which is optional. Text without ink
 * is an error here, because node-canvas itself draws nothing and says nothing where a font is missing.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { inks } from './colour';
import { type Canvas2D, draw } from './draw';
import type { FontFile } from './fonts';
import { type Layout, layout, type Picture } from './layout';
import { addTexts } from './metadata';
import { boxOf, cssFont, type Measure, type PlacedText } from './text';

/** What the kit uses of node-canvas's context beside what a browser's page uses. */
export interface Context extends Canvas2D {
  strokeStyle: unknown;
  lineWidth: number;
  lineJoin: string;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  closePath(): void;
  fill(): void;
  stroke(): void;
  setLineDash(segments: number[]): void;
  scale(x: number, y: number): void;
  measureText(text: string): { width: number };
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
}

interface Canvas {
  getContext(kind: '2d', settings?: { alpha: boolean }): Context;
  toBuffer(
    done: (error: Error | null, png: Buffer) => void,
    mime: 'image/png',
    config: { compressionLevel: number; filters: number; resolution: number },
  ): void;
}

/** What is used of node-canvas; its own types may be absent like the rest of it. */
export interface NodeCanvas {
  createCanvas(width: number, height: number): Canvas;
  registerFont(path: string, face: { family: string; weight: string }): void;
}

/** Pixels per layout pixel: pictures are for slides and high-resolution screens. */
export const SCALE = 2;
/** Dots per inch at which a layout pixel has its usual size of 1/96 inch. */
const RESOLUTION = 96 * SCALE;
/**
 * libpng's "up" filter alone (PNG_FILTER_UP): in flat cells a row equals the one above. Trying all
 * filters, as it does unasked, costs four times as long.
 */
const ENCODING = { compressionLevel: 3, filters: 0x20, resolution: RESOLUTION };

/** node-canvas, or why it cannot be had. */
export function loadCanvas(): NodeCanvas | { missing: string } {
  try {
    return createRequire(join(root, 'package.json'))('canvas') as NodeCanvas;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [says = ''] = message.split('\n');
    return { missing: code === 'MODULE_NOT_FOUND' ? 'it is not installed' : says };
  }
}

const registered = new Set<string>();

/** Makes fonts known to node-canvas, each once a process. */
function registerFonts(canvas: NodeCanvas, files: FontFile[]): void {
  for (const { path, family, weight } of files) {
    if (registered.has(path)) continue;
    canvas.registerFont(path, { family, weight });
    registered.add(path);
  }
}

function measureWith(context: Context): Measure {
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${cssFont(font)} ${text}`;
    const width = known.get(key);
    if (width !== undefined) return width;
    context.font = cssFont(font);
    const measured = context.measureText(text).width;
    known.set(key, measured);
    return measured;
  };
}

/** Whether anything in a text's box differs from the paper. */
function hasInk(context: Context, text: PlacedText): boolean {
  const { x, y, width, height } = boxOf(text);
  const [left, top] = [Math.floor(x * SCALE), Math.floor(y * SCALE)];
  const [wide, high] = [Math.ceil(width * SCALE), Math.ceil(height * SCALE)];
  if (wide < 1 || high < 1) return false;
  const { data } = context.getImageData(left, top, wide, high);
  const paper = Number.parseInt(inks.paper.slice(1, 3), 16);
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? paper) < paper - 32) return true;
  return false;
}

/** @param inked texts that left ink before, and need not be looked at again */
function expectInk(context: Context, { texts }: Sheet, inked: Set<string>): void {
  for (const placed of texts) {
    const { text, bold, angle } = placed;
    const key = `${text} ${bold} ${angle}`;
    if (inked.has(key) || !/[^\s\p{Default_Ignorable_Code_Point}]/u.test(text)) continue;
    inked.add(key);
    if (hasInk(context, placed)) continue;
    throw new UserError(
      `node-canvas drew nothing for the text "${text}"; reinstall it with npm rebuild canvas`,
    );
  }
}

/** What any picture comes down to: its size in layout pixels, and what is written on it. */
export interface Sheet {
  width: number;
  height: number;
  texts: PlacedText[];
}

/** A drawn picture. */
export interface Drawn<S extends Sheet = Layout> {
  layout: S;
  canvas: Canvas;
}

/** Draws pictures in a set of fonts. */
export interface Painter {
  measure: Measure;
  /** @throws UserError when a text left no ink */
  paint(picture: Picture): Drawn;
  /** The same for a picture that is no heatmap. */
  paintSheet<S extends Sheet>(sheet: S, draw: (context: Context, sheet: S) => void): Drawn<S>;
}

/** A painter for texts that need these fonts. */
export function createPainter(library: NodeCanvas, files: FontFile[]): Painter {
  registerFonts(library, files);
  const measure = measureWith(library.createCanvas(1, 1).getContext('2d'));
  const inked = new Set<string>();
  const paintSheet: Painter['paintSheet'] = (sheet, drawSheet) => {
    const canvas = library.createCanvas(sheet.width * SCALE, sheet.height * SCALE);
    // Without an alpha channel a picture is encoded in two thirds of the time.
    const context = canvas.getContext('2d', { alpha: false });
    context.scale(SCALE, SCALE);
    drawSheet(context, sheet);
    expectInk(context, sheet, inked);
    return { layout: sheet, canvas };
  };
  const paint = (picture: Picture): Drawn => paintSheet(layout(picture, measure), draw);
  return { measure, paint, paintSheet };
}

/** The PNG file of a drawn picture, with texts by keyword inside it. */
export function encodePng(
  { canvas }: Pick<Drawn, 'canvas'>,
  texts: Record<string, string>,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, png: Buffer): void =>
      error ? reject(error) : resolve(addTexts(png, texts));
    canvas.toBuffer(done, 'image/png', ENCODING);
  });
}
