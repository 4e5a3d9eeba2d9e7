/** A layout as an SVG file, in Node and in a browser alike. */
import { draw } from './draw';
import type { Layout } from './layout';
import { createSvg } from './svg';

/** The document, with what is said inside it. */
export function svgOf(layout: Layout, texts: { Title: string; Description: string }): string {
  const { width, height } = layout;
  const { Title: title, Description: description } = texts;
  const { context, document } = createSvg({ width, height, title, description });
  draw(context, layout);
  return document();
}
