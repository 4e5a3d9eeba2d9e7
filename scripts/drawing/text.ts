/**
 * Text in a picture: its font, the room it takes, and how it is shortened. Measuring is the
 * caller's, so that nothing here needs a canvas.
 */
import type { Colour } from './colour';

export interface Font {
  /** Pixels. */
  size: number;
  bold?: boolean;
}

/** Text at a point; `angle` turns it about that point, in radians, clockwise. */
export interface PlacedText extends Font {
  text: string;
  x: number;
  /** The middle of the line's height. */
  y: number;
  align: 'left' | 'center' | 'right';
  angle: number;
  ink: Colour;
  /** As measured, in pixels. */
  width: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The width of a text in a font, in pixels. */
export type Measure = (text: string, font: Font) => number;

type Place = Pick<PlacedText, 'x' | 'y' | 'align' | 'ink'> & { angle?: number };

/** A text where it belongs, level unless an angle is named. */
export const placeText = (text: string, font: Font, at: Place, measure: Measure): PlacedText => ({
  angle: 0,
  ...at,
  ...font,
  text,
  width: measure(text, font),
});

/** The kit's own families first; where they are not registered, what the machine has. */
export const families = [
  'Kata Sans',
  'Kata Signs',
  'Kata Arabic',
  'Kata Hebrew',
  'Kata Bengali',
  'Kata Tamil',
  'Kata Thai',
  'Kata Armenian',
  'Kata Georgian',
  'Kata CJK',
  'Kata Emoji',
];

/** For `font-family`. */
export const fontStack = [...families.map((family) => `"${family}"`), 'sans-serif'].join(', ');

/** For `context.font`. */
export const cssFont = ({ size, bold }: Font): string =>
  `${bold ? 600 : 400} ${size}px ${fontStack}`;

/** What of a canvas's context measures. */
interface Ruler {
  font: string;
  measureText(text: string): { width: number };
}

/** Measures with a context, each text in a font once. */
export function measureWith(ruler: Ruler): Measure {
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${cssFont(font)} ${text}`;
    const width = known.get(key);
    if (width !== undefined) return width;
    ruler.font = cssFont(font);
    const measured = ruler.measureText(text).width;
    known.set(key, measured);
    return measured;
  };
}

let segmenter: Intl.Segmenter | null = null;

/** Letters, signs and emoji as a reader sees them. */
function lettersOf(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return [...text];
  // Made when it is first needed: that takes as long as drawing a map.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Whether a text is one letter, sign or emoji, or of signs that are read upright one by one. */
export const isOneSign = (text: string): boolean =>
  lettersOf(text).length === 1 ||
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(text);

/** The longest beginning that fits a width, with `…` where something is left out. */
export function shorten(text: string, room: number, font: Font, measure: Measure): string {
  if (measure(text, font) <= room) return text;
  const letters = lettersOf(text);
  let [fits, tooLong] = [1, letters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    const isRoom = measure(`${letters.slice(0, middle).join('')}…`, font) <= room;
    [fits, tooLong] = isRoom ? [middle, tooLong] : [fits, middle];
  }
  return `${letters.slice(0, fits).join('')}…`;
}

/** Where a line may end: after a space, and between words that are written without one. */
const breaks =
  /(?<=\s)(?=\S)|(?<=\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana})(?=\p{L})/u;

/** A text in lines that fit a width; the last of `most` ends in `…` where something is left out. */
export function breakLines(
  text: string,
  room: number,
  { font, most }: { font: Font; most: number },
  measure: Measure,
): string[] {
  const lines = [''];
  for (const piece of text.trim().split(breaks)) {
    const longer = `${lines.at(-1)}${piece}`;
    const isFull = lines.at(-1) !== '' && measure(longer.trimEnd(), font) > room;
    if (isFull && lines.length < most) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => shorten(line.trimEnd(), room, font, measure));
}

/** Whether a text's letters run from right to left. */
export const isRightToLeft = (text: string): boolean =>
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);

/**
 * A label in its script's own order: right-to-left marks keep the signs at its ends, as in `##…`,
 * on the side where they are read.
 */
export const inOwnOrder = (text: string): string =>
  isRightToLeft(text) ? `\u200f${text}\u200f` : text;

const offsets = { left: 0, center: 0.5, right: 1 } as const;

/** The upright box that holds a text, however it is turned. */
export function boxOf({ x, y, width, size, align, angle }: PlacedText): Box {
  const left = -offsets[align] * width;
  const corners = [left, left + width].flatMap((dx) =>
    [-0.6 * size, 0.6 * size].map((dy) => ({
      x: x + dx * Math.cos(angle) - dy * Math.sin(angle),
      y: y + dx * Math.sin(angle) + dy * Math.cos(angle),
    })),
  );
  const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
  const [minX, minY] = [Math.min(...xs), Math.min(...ys)];
  return { x: minX, y: minY, width: Math.max(...xs) - minX, height: Math.max(...ys) - minY };
}
