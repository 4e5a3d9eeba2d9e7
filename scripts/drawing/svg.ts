/**
 * A Canvas 2D context that writes down what is drawn as an SVG document, so that one renderer serves
 * PNG, PDF, the page and SVG. Letters stay letters: a viewer takes the kit's fonts where it has them.
 */
import type { Canvas2D } from './draw';
import { fontStack } from './text';

/** What is said inside a document, for search and for people who cannot see the picture. */
export interface Described {
  width: number;
  height: number;
  title: string;
  description: string;
}

const anchors: Record<string, string> = { left: 'start', center: 'middle', right: 'end' };

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML 1.0 cannot hold (section 2.2) become the replacement character. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** Two decimals are a fiftieth of a point on paper. */
const short = (value: number): string => String(Math.round(value * 100) / 100);

const attributes = (named: Record<string, string | undefined>): string =>
  Object.entries(named)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => ` ${name}="${escaped(value ?? '')}"`)
    .join('');

/** `600 13px "Kata Sans", …` → its weight and size, which `cssFont` wrote. */
function readFont(font: string): { weight: string; size: string } {
  const [, weight = '400', size = '13'] = font.match(/^(\d+) ([\d.]+)px/) ?? [];
  return { weight, size };
}

/** A context, and the document of all that was drawn with it. */
export function createSvg({ width, height, title, description }: Described) {
  const elements: string[] = [];
  let boxes = '';
  let boxesFill = '';
  let path = '';
  let turns: string[] = [];
  const kept: string[][] = [];

  /** Boxes of one colour that follow one another are one path: a large map has thousands. */
  const flush = (): void => {
    if (boxes) elements.push(`<path fill="${boxesFill}" d="${boxes}"/>`);
    boxes = '';
  };
  const add = (name: string, named: Record<string, string | undefined>, text?: string): void => {
    flush();
    const transform = turns.join(' ');
    const opened = `<${name}${attributes({ ...named, transform })}`;
    elements.push(text === undefined ? `${opened}/>` : `${opened}>${escaped(text)}</${name}>`);
  };
  const point = (x: number, y: number): string => `${short(x)} ${short(y)}`;

  const context: Canvas2D = {
    fillStyle: '#000000',
    strokeStyle: '#000000',
    lineWidth: 1,
    globalAlpha: 1,
    font: '',
    textAlign: 'left',
    textBaseline: 'alphabetic',
    fillRect(x, y, wide, high) {
      const fill = String(context.fillStyle);
      if (turns.length > 0 || context.globalAlpha !== 1) {
        const [left, top, across, down] = [x, y, wide, high].map(short);
        const size = { x: left, y: top, width: across, height: down };
        add('rect', { ...size, fill, 'fill-opacity': opacity() });
        return;
      }
      if (fill !== boxesFill) flush();
      boxesFill = fill;
      boxes += `M${point(x, y)}h${short(wide)}v${short(high)}h${short(-wide)}z`;
    },
    fillText(text, x, y) {
      const { weight, size } = readFont(context.font);
      const place = {
        x: short(x),
        y: short(y),
        'font-size': size,
        'font-weight': weight === '400' ? undefined : weight,
        'text-anchor': context.textAlign === 'left' ? undefined : anchors[context.textAlign],
        fill: String(context.fillStyle),
      };
      add('text', place, text);
    },
    save: () => kept.push([...turns]),
    restore: () => {
      turns = kept.pop() ?? [];
    },
    translate: (x, y) => turns.push(`translate(${point(x, y)})`),
    rotate: (angle) => turns.push(`rotate(${short((angle * 180) / Math.PI)})`),
    beginPath: () => {
      path = '';
    },
    moveTo: (x, y) => {
      path += `M${point(x, y)}`;
    },
    lineTo: (x, y) => {
      path += `L${point(x, y)}`;
    },
    bezierCurveTo: (x1, y1, x2, y2, x, y) => {
      path += `C${point(x1, y1)} ${point(x2, y2)} ${point(x, y)}`;
    },
    closePath: () => {
      path += 'z';
    },
    fill: () =>
      add('path', { d: path, fill: String(context.fillStyle), 'fill-opacity': opacity() }),
    stroke: () =>
      add('path', {
        d: path,
        fill: 'none',
        stroke: String(context.strokeStyle),
        'stroke-width': short(context.lineWidth),
        'stroke-opacity': opacity(),
      }),
  };
  const opacity = (): string | undefined =>
    context.globalAlpha === 1 ? undefined : short(context.globalAlpha);

  const document = (): string => {
    flush();
    const root = attributes({
      xmlns: 'http://www.w3.org/2000/svg',
      width: short(width),
      height: short(height),
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      role: 'img',
      'font-family': fontStack,
    });
    const words = `<title>${escaped(title)}</title><desc>${escaped(description)}</desc>`;
    return `<svg${root}>${words}\n${elements.join('\n')}\n</svg>\n`;
  };
  return { context, document };
}
