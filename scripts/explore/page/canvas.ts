/** What the page's canvases share: text widths, fonts, the screen's resolution, the inks of its theme. */
import { colourOf, darkInks, inks } from '../../drawing/colour';
import type { Room } from '../../drawing/picture';
import { type ScaleName, scaleOf } from '../../drawing/scale';
import { cssFont, type Measure, measureWith } from '../../drawing/text';
import { byId, make } from './elements';

/** Whether the screen is a dark one. */
export const dark = matchMedia('(prefers-color-scheme: dark)');
export const pageInks = () => (dark.matches ? darkInks : inks);

/** Text widths by a canvas of the page's own. */
export const createMeasure = (): Measure =>
  measureWith(document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D);

/** Loads the fonts that a picture's letters need; without them a canvas draws boxes. */
export async function loadFonts(texts: string[]): Promise<void> {
  const letters = [...new Set(texts.join(''))].join('');
  const fonts = [{ size: 13 }, { size: 13, bold: true }].map(cssFont);
  await Promise.all(fonts.map((font) => document.fonts.load(font, letters).catch(() => [])));
}

/** A canvas of a size in layout pixels, at the screen's resolution. */
export function sized(
  canvas: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
): CanvasRenderingContext2D {
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.scale(scale, scale);
  return context;
}

/** Pixels of a window's height that stay with the readout above the maps, once one scrolls to them. */
const READOUT = 90;

/** What a page has to spare for its maps: what is opened beside them or under them changes nothing. */
export const roomOf = (stage: HTMLElement): Room => ({
  width: stage.clientWidth,
  height: document.documentElement.clientHeight - READOUT,
});

/**
 * The page's colour bar: its name, its colours and its numbers, 0 on the left and 1 on the right.
 * @param what the colours stand for, where it is no weight
 */
export function showScale(name: ScaleName, what: string): void {
  const { label, ticks, place } = scaleOf(name, what);
  byId('scale-name').textContent = label;
  const bar = byId<HTMLCanvasElement>('bar');
  const context = bar.getContext('2d');
  for (let i = 0; context && i < bar.width; i += 1) {
    context.fillStyle = colourOf((i + 0.5) / bar.width);
    context.fillRect(i, 0, 1, 1);
  }
  const numbers = ticks.map((tick) => {
    const number = make('span', String(tick));
    number.style.left = `${100 * place(tick)}%`;
    return number;
  });
  byId('ticks').replaceChildren(...numbers);
}
