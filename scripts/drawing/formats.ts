/** The files that a picture can become, in Node: pixels, and two that stay sharp at any size. */
import type { Texts } from './metadata';
import type { Canvas, NodeCanvas } from './node-canvas';
import { type Drawn, encodePng, type Sheet } from './png';
import { type Paint, svgOf } from './svg-file';

/** A layout pixel is 1/96 inch, a PDF's unit 1/72. */
const POINTS = 72 / 96;

/** Letters stay letters, in the kit's fonts, which are put into the file as far as they are used. */
function pdfOf(library: NodeCanvas, sheet: Sheet, texts: Texts, paint: Paint): Buffer {
  const [width, height] = [POINTS * sheet.width, POINTS * sheet.height];
  const canvas: Canvas = library.createCanvas(width, height, 'pdf');
  const context = canvas.getContext('2d');
  context.textDrawingMode = 'glyph';
  context.scale(POINTS, POINTS);
  paint(context);
  return canvas.toBuffer('application/pdf', {
    title: texts.Title,
    subject: texts.Description,
    creator: texts.Software,
  });
}

type Encode = (
  library: NodeCanvas,
  drawn: Drawn<Sheet>,
  texts: Texts,
  paint: Paint,
) => Promise<Uint8Array> | Uint8Array;

const encoders = {
  png: (_library, drawn, texts) => encodePng(drawn, { ...texts }),
  svg: (_library, { layout }, texts, paint) => Buffer.from(svgOf(layout, texts, paint)),
  pdf: (library, { layout }, texts, paint) => pdfOf(library, layout, texts, paint),
} satisfies Record<string, Encode>;

export type Format = keyof typeof encoders;

export const formatNames = Object.keys(encoders) as readonly Format[];

/**
 * The file of a drawn picture in a format.
 * @param paint draws it once more, where the format is none of pixels
 */
export const encode = async (
  format: Format,
  library: NodeCanvas,
  drawn: Drawn<Sheet>,
  texts: Texts,
  paint: Paint,
): Promise<Uint8Array> => (encoders[format] as Encode)(library, drawn, texts, paint);
