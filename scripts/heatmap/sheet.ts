/** A view's picture as a PNG file. */
import { relative } from 'node:path';
import { chooseFonts, reportMissing, spellOut } from '../drawing/fonts';
import { drawMarks, type Mark, textsOf } from '../drawing/marks';
import { loadCanvas, noPictures } from '../drawing/node-canvas';
import { createPainter, encodePng } from '../drawing/png';
import type { Measure } from '../drawing/text';
import { writeOut } from '../terminal/output';
import { sheetOf } from '../views/sheet';
import type { Seen } from '../views/view';

/** How wide a text is where nothing can be drawn, which then decides nothing. */
const roughly: Measure = (text, { size }) => 0.55 * size * text.length;

/** What no font has is drawn as its code point. */
const spelt = (mark: Mark, missing: string[]): Mark =>
  mark.kind === 'text'
    ? { ...mark, text: { ...mark.text, text: spellOut(mark.text.text, missing) } }
    : mark;

/** @param chosen what a person may have written, in any script: it is measured in its own font */
export function drawSeen(file: string, remarks: string[], chosen: string[]) {
  const canvas = loadCanvas();
  if ('missing' in canvas) {
    return { measure: roughly, draw: async (_: Seen) => noPictures(canvas) };
  }
  const first = chooseFonts(chosen);
  const ruler = createPainter(canvas, first.files);
  const measure: Measure = (text, font) => ruler.measure(spellOut(text, first.missing), font);
  const draw = async (seen: Seen): Promise<string> => {
    const sheet = sheetOf(seen, remarks, measure);
    const { files, missing } = chooseFonts(textsOf(sheet).map(({ text }) => text));
    const marks = sheet.marks.map((mark) => spelt(mark, missing));
    const whole = { ...sheet, marks, texts: textsOf({ marks }) };
    const drawn = createPainter(canvas, files).paintSheet(whole, drawMarks);
    const says = { Title: seen.title, Description: seen.says.join(' ') };
    writeOut(
      file,
      await encodePng(drawn, { ...says, Software: 'Attention Kata, npm run heatmap' }),
    );
    return [`Picture: ${relative(process.cwd(), file)}`, ...reportMissing(missing)].join('\n');
  };
  return { measure, draw };
}
