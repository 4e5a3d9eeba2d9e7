/** The files that a picture can become, in Node: pixels, and two that stay sharp at any size. */
import type { Canvas, NodeCanvas } from './node-canvas';
import { encodePng } from './png';
import { type Figure, svgOf } from './svg-file';

/** What is said inside a file, by keyword. */
export interface Texts {
  Title: string;
  Description: string;
  Software: string;
}

/** A layout pixel is 1/96 inch, a PDF's unit 1/72. */
const POINTS = 72 / 96;

/** Letters stay letters, in the kit's fonts, which are put into the file as far as they are used. */
function pdfOf(library: NodeCanvas, { width, height, draw }: Figure, texts: Texts): Buffer {
  const canvas = library.createCanvas(POINTS * width, POINTS * height, 'pdf');
  const context = canvas.getContext('2d');
  context.textDrawingMode = 'glyph';
  context.scale(POINTS, POINTS);
  draw(context);
  return canvas.toBuffer('application/pdf', {
    title: texts.Title,
    subject: texts.Description,
    creator: texts.Software,
  });
}

/** A picture that was drawn in pixels, and how it is drawn anywhere else. */
export interface DrawnFigure extends Figure {
  canvas: Canvas;
}

type Encode = (
  library: NodeCanvas,
  figure: DrawnFigure,
  texts: Texts,
) => Promise<Uint8Array> | Uint8Array;

const encoders = {
  png: (_library, figure, texts) => encodePng(figure, { ...texts }),
  svg: (_library, figure, texts) => Buffer.from(svgOf(figure, texts)),
  pdf: pdfOf,
} satisfies Record<string, Encode>;

export type Format = keyof typeof encoders;

export const formatNames = Object.keys(encoders) as readonly Format[];

/** The file of a picture in a format. */
export async function encode(
  format: Format,
  library: NodeCanvas,
  figure: DrawnFigure,
  texts: Texts,
): Promise<Uint8Array> {
  const encodeAs: Encode = encoders[format];
  return encodeAs(library, figure, texts);
}
