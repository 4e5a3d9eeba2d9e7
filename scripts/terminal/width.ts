/**
 * How wide text is on a terminal, in columns, and texts made as wide as they should be. A character
 * as a reader sees it is never cut in two; styles count nothing.
 */
import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const unusual = /[^\x20-\x7e]/;
const emoji = /[\p{Extended_Pictographic}\p{Regional_Indicator}]|\u20e3/u;

/**
 * Columns of one character as a reader sees it. Beside emoji they are those of its letters: of an
 * Indic conjunct string-width 8 counts the first letter alone, and terminals give each a column.
 */
function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return stringWidth(grapheme);
  // Jamo that make one syllable are one letter then.
  const letters = Array.from(grapheme.normalize('NFC'));
  return letters.reduce((width, letter) => width + stringWidth(letter), 0);
}

const graphemesOf = (text: string): string[] =>
  unusual.test(text) ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];

/**
 * Columns that a terminal gives a text: two for East Asian characters and emoji families, none for
 * combining marks.
 * @example widthOf('猫👩‍👩‍👧é') // 5
 */
export function widthOf(text: string): number {
  if (!unusual.test(text)) return text.length;
  const graphemes = graphemesOf(stripVTControlCharacters(text));
  return graphemes.reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** Spaces after a text, up to `width` columns. */
export const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Spaces before a text, up to `width` columns. */
export const padStart = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** A text without styles in pieces of at most `width` columns; a wider character is one alone. */
export function piecesOf(text: string, width: number): string[] {
  const pieces: string[] = [];
  let room = 0;
  for (const grapheme of graphemesOf(text)) {
    const columns = graphemeWidth(grapheme);
    if (pieces.length === 0 || columns > room) {
      pieces.push('');
      room = width;
    }
    pieces[pieces.length - 1] += grapheme;
    room -= columns;
  }
  return pieces.length > 0 ? pieces : [''];
}

/** As much of a text's beginning as fits into `width` columns. */
export function keepStart(text: string, width: number): string {
  const [start = ''] = piecesOf(text, width);
  return widthOf(start) <= width ? start : '';
}

/** The text, or as much of its beginning as fits into `width` columns with `…` behind it. */
export const keepBeginning = (text: string, width: number): string =>
  widthOf(text) <= width ? text : `${keepStart(text, width - 1)}…`;

/** The text, or `…` and as much of its end as fits into `width` columns with it. */
export function keepEnd(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const backwards = graphemesOf(text).reverse();
  let room = width - 1;
  const count = backwards.findIndex((grapheme) => {
    room -= graphemeWidth(grapheme);
    return room < 0;
  });
  return `…${backwards.slice(0, count).reverse().join('')}`;
}
