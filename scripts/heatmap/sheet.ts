/** A view's picture as files. */
import { join, relative } from 'node:path';
import { chooseFonts, reportMissing, spellOut } from '../drawing/fonts';
import { encode, type Format } from '../drawing/formats';
import { drawMarks, type Mark, textsOf } from '../drawing/marks';
import { loadCanvas, noPictures } from '../drawing/node-canvas';
import { createPainter } from '../drawing/png';
import type { Measure } from '../drawing/text';
import { writeOut } from '../terminal/output';
import { sheetOf } from '../views/sheet';
import type { Seen } from '../views/view';

/** How wide a text is where nothing can be drawn, which then decides nothing. */
const roughly: Measure = (text, { size }) => 0.55 * size * text.length;

/** Where a picture goes, and as what. */
export interface Files {
  out: string;
  name: string;
  formats: readonly Format[];
}

/** What no font has is drawn as its code point. */
const spelt = (mark: Mark, missing: string[]): Mark =>
  mark.kind === 'text'
    ? { ...mark, text: { ...mark.text, text: spellOut(mark.text.text, missing) } }
    : mark;

/**
 * @param remarks to stand under the title
 * @param chosen what a person may have written, in any script: it is measured in its own font
 */
export function drawSeen({ out, name, formats }: Files, remarks: string[], chosen: string[]) {
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
    const says = {
      Title: seen.title,
      Description: seen.says.join(' '),
      Software: 'Attention Kata, npm run heatmap',
    };
    const written = formats.map(async (format) => {
      const file = join(out, `${name}.${format}`);
      const content = await encode(format, canvas, drawn, says, (context) =>
        drawMarks(context, whole),
      );
      writeOut(file, content);
      return `Picture: ${relative(process.cwd(), file)}`;
    });
    return [...(await Promise.all(written)), ...reportMissing(missing)].join('\n');
  };
  return { measure, draw };
}
