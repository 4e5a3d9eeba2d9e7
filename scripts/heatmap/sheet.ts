/** A view's picture as files. */
import { relative } from 'node:path';
import type { Canvas2D } from '../drawing/draw';
import { chooseFonts, reportMissing } from '../drawing/fonts';
import { encode, type Format } from '../drawing/formats';
import { drawMarks, textsOf } from '../drawing/marks';
import { loadCanvas, noPictures } from '../drawing/node-canvas';
import { createPainter } from '../drawing/png';
import type { Measure } from '../drawing/text';
import { writeOut } from '../terminal/output';
import { sheetOf } from '../views/sheet';
import type { Seen } from '../views/view';

/** How wide a text is where nothing can be drawn, which then decides nothing. */
const roughly: Measure = (text, { size }) => 0.55 * size * text.length;

/** @param path of the files, but for their endings */
export function drawSeen(path: string, remarks: string[], formats: readonly Format[]) {
  const canvas = loadCanvas();
  if ('missing' in canvas) {
    return { measure: roughly, draw: async (_: Seen) => noPictures(canvas) };
  }
  const { measure } = createPainter(canvas, chooseFonts(['']).files);
  const draw = async (seen: Seen): Promise<string> => {
    const sheet = sheetOf(seen, remarks, measure);
    const texts = textsOf(sheet);
    const { files: fonts, missing } = chooseFonts(texts.map(({ text }) => text));
    const drawn = createPainter(canvas, fonts).paintSheet({ ...sheet, texts }, drawMarks);
    const { width, height } = sheet;
    const drawOn = (context: Canvas2D): void => drawMarks(context, sheet);
    const figure = { width, height, canvas: drawn.canvas, draw: drawOn };
    const says = { Title: seen.title, Description: seen.says.join(' ') };
    for (const format of formats) {
      const content = await encode(format, canvas, figure, { ...says, Software: 'Attention Kata' });
      writeOut(`${path}.${format}`, content);
    }
    const files = formats.map((format) => `${relative(process.cwd(), path)}.${format}`);
    return [`Picture: ${files.join(', ')}`, ...reportMissing(missing)].join('\n');
  };
  return { measure, draw };
}
