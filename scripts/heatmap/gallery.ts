/** Draws all pictures of a scene and writes them: the way from maps to files, and what to say of it. */
import { join, relative } from 'node:path';
import { type Canvas2D, draw } from '../drawing/draw';
import { chooseFonts, reportMissing, spellOut } from '../drawing/fonts';
import { encode, type Format } from '../drawing/formats';
import { loadCanvas, type NodeCanvas, noPictures } from '../drawing/node-canvas';
import { createPainter, type Painter } from '../drawing/png';
import { type Look, picturesOf } from '../scenes/pictures';
import type { NamedMap } from '../scenes/report';
import type { Scene } from '../scenes/scene';
import { writeOut } from '../terminal/output';

/** node-canvas with the fonts that a scene needs. */
export interface Easel {
  canvas: NodeCanvas;
  painter: Painter;
  /** Characters that no font has. */
  missing: string[];
  look: Look;
}

/** Signs of the kit's own, in headings, names of scales and shortened labels. */
const OWN_SIGNS = '…‹›“”·→√×';

/**
 * All that can be done before the numbers are there.
 * @param look how the pictures should look, but for what no font has
 * @returns the easel, or a line that says why there will be no pictures
 */
export function setUpEasel(scene: Scene, look: Omit<Look, 'spell'>): Easel | string {
  const canvas = loadCanvas();
  if ('missing' in canvas) return noPictures(canvas);
  const { tokens, texts = [], about } = scene;
  const { remarks, title = '', caption = '' } = look;
  const written = [...tokens, ...texts, ...about, ...remarks, title, caption, OWN_SIGNS];
  const { files, missing } = chooseFonts(written);
  const painter = createPainter(canvas, files);
  const spell = (text: string): string => spellOut(text, missing);
  // A font's first use is slow, and there is time while the target computes.
  for (const token of tokens) painter.measure(spell(token), { size: 13 });
  return { canvas, painter, missing, look: { ...look, spell } };
}

const listFiles = (folder: string, names: string[]): string => {
  const shown = names.length > 3 ? [...names.slice(0, 2), '…', ...names.slice(-1)] : names;
  return `Pictures: ${join(relative(process.cwd(), folder), shown.join(', '))}`;
};

/** Draws and writes every picture in each format; returns lines about them. */
export async function drawAll(
  { canvas, painter, missing, look }: Easel,
  scene: Scene,
  maps: NamedMap[],
  { out, formats }: { out: string; formats: readonly Format[] },
): Promise<string[]> {
  let lacksValues = false;
  const names: string[] = [];
  let writing = Promise.resolve();
  for (const { name, picture, texts } of picturesOf(scene, maps, look)) {
    const drawn = painter.paint(picture);
    lacksValues ||= look.values && drawn.layout.valueSize === 0;
    const write = async (format: Format): Promise<void> => {
      const file = `${name}.${format}`;
      names.push(file);
      const paint = (context: Canvas2D): void => draw(context, drawn.layout);
      writeOut(join(out, file), await encode(format, canvas, drawn, texts, paint));
    };
    // One is encoded in a thread while the next is drawn in this one: no more have their pixels.
    await writing;
    writing = Promise.all(formats.map(write)).then(() => painter.release(drawn));
  }
  await writing;
  return [
    listFiles(out, names),
    ...(lacksValues ? ['Where cells are too small for values, they are left out.'] : []),
    ...reportMissing(missing),
  ];
}
