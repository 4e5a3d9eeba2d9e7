/** Draws all pictures of a scene and writes them: the way from maps to files, and what to say of it. */
import { join, relative } from 'node:path';
import { chooseFonts, reportMissing, spellOut } from '../drawing/fonts';
import { loadCanvas, noPictures } from '../drawing/node-canvas';
import { createPainter, encodePng, type Painter } from '../drawing/png';
import { picturesOf } from '../scenes/pictures';
import type { NamedMap } from '../scenes/report';
import type { Scene } from '../scenes/scene';
import { writeOut } from '../terminal/output';

/** node-canvas with the fonts that a scene needs. */
export interface Easel {
  painter: Painter;
  /** Tokens as they can be drawn, `[T]`. */
  labels: string[];
  /** Characters that no font has. */
  missing: string[];
  remarks: string[];
}

/**
 * All that can be done before the numbers are there.
 * @param remarks to stand under the heading, after the scene's own
 * @returns the easel, or a line that says why there will be no pictures
 */
export function setUpEasel(scene: Scene, remarks: string[]): Easel | string {
  const canvas = loadCanvas();
  if ('missing' in canvas) return noPictures(canvas);
  const { files, missing } = chooseFonts([...scene.tokens, ...scene.about, ...remarks, '…‹›']);
  const painter = createPainter(canvas, files);
  const labels = scene.tokens.map((token) => spellOut(token, missing));
  // A font's first use is slow, and there is time while the target computes.
  for (const label of labels) painter.measure(label, { size: 13 });
  return { painter, labels, missing, remarks };
}

const listFiles = (folder: string, names: string[]): string => {
  const shown = names.length > 3 ? [...names.slice(0, 2), '…', ...names.slice(-1)] : names;
  return `Pictures: ${join(relative(process.cwd(), folder), shown.join(', '))}`;
};

/** Draws and writes every picture; returns lines about them. */
export async function drawAll(
  { painter, labels, missing, remarks }: Easel,
  scene: Scene,
  maps: NamedMap[],
  { out, values }: { out: string; values: boolean },
): Promise<string[]> {
  const pictures = picturesOf(scene, maps, { labels, remarks, values });
  let lacksValues = false;
  // One is encoded in a thread while the next is drawn in this one.
  const encoding = pictures.map(({ picture, texts }) => {
    const drawn = painter.paint(picture);
    lacksValues ||= values && drawn.layout.valueSize === 0;
    return encodePng(drawn, texts);
  });
  for (const [i, png] of (await Promise.all(encoding)).entries()) {
    writeOut(join(out, pictures[i]?.file ?? ''), png);
  }
  const names = pictures.map(({ file }) => file);
  return [
    listFiles(out, names),
    ...(lacksValues ? ['Where cells are too small for values, they are left out.'] : []),
    ...reportMissing(missing),
  ];
}
