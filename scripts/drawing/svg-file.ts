/** A picture as an SVG file, in Node and in a browser alike. */
import type { Canvas2D } from './draw';
import { createSvg } from './svg';

/** A picture's size in layout pixels, and how it is drawn. */
export interface Figure {
  width: number;
  height: number;
  draw(context: Canvas2D): void;
}

/** The document, with what is said inside it. */
export function svgOf(
  { width, height, draw }: Figure,
  texts: { Title: string; Description: string },
): string {
  const { Title: title, Description: description } = texts;
  const { context, document } = createSvg({ width, height, title, description });
  draw(context);
  return document();
}
