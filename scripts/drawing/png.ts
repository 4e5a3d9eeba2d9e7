/** Pictures as PNG files, drawn by node-canvas at twice their size. */
import { draw } from './draw';
import type { FontFile } from './fonts';
import { expectInk, SCALE } from './ink';
import { type Layout, layout } from './layout';
import { addTexts } from './metadata';
import type { Canvas, Context, NodeCanvas } from './node-canvas';
import type { Picture } from './picture';
import { type Measure, measureWith, type PlacedText } from './text';

/** Dots per inch at which a layout pixel has its usual size of 1/96 inch. */
const RESOLUTION = 96 * SCALE;
/**
 * libpng's "up" filter alone (PNG_FILTER_UP): in flat cells a row equals the one above. Trying all
 * filters, as it does unasked, costs four times as long.
 */
const ENCODING = { compressionLevel: 3, filters: 0x20, resolution: RESOLUTION };

const registered = new Set<string>();

/** Makes fonts known to node-canvas, each once a process. */
function registerFonts(canvas: NodeCanvas, files: FontFile[]): void {
  for (const { path, family, weight } of files) {
    if (registered.has(path)) continue;
    canvas.registerFont(path, { family, weight });
    registered.add(path);
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
  /** Gives the pixels of a picture back, that need not wait for the garbage collector. */
  release(drawn: Drawn<Sheet>): void;
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
    expectInk(context, sheet.texts, inked);
    return { layout: sheet, canvas };
  };
  const paint = (picture: Picture): Drawn => paintSheet(layout(picture, measure), draw);
  const release = ({ canvas }: Drawn<Sheet>): void => {
    canvas.width = 1;
    canvas.height = 1;
  };
  return { measure, paint, paintSheet, release };
}

/** The PNG file of a drawn picture, with texts by keyword inside it. */
export function encodePng(
  { canvas }: Pick<Drawn<Sheet>, 'canvas'>,
  texts: Record<string, string>,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, png: Buffer): void =>
      error ? reject(error) : resolve(addTexts(png, texts));
    canvas.toBuffer(done, 'image/png', ENCODING);
  });
}
