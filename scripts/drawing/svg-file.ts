/** A picture as an SVG file, in Node and in a browser alike. */
import type { Canvas2D } from './draw';
import type { Texts } from './metadata';
import { createSvg } from './svg';

/** Draws a picture with any context. */
export type Paint = (context: Canvas2D) => void;

/** The document of so many layout pixels, with what is said inside it. */
export function svgOf(
  { width, height }: { width: number; height: number },
  texts: Pick<Texts, 'Title' | 'Description'>,
  paint: Paint,
): string {
  const { Title: title, Description: description } = texts;
  const { context, document } = createSvg({ width, height, title, description });
  paint(context);
  return document();
}
