/**
 * How wide text is on a terminal, in columns, and texts made as wide as they should be. A character
 * as a reader sees it is never cut in two; styles count nothing.
 */
import { stripVTControlCharacters } from 'node:util';
import type * as StringWidth from 'string-width';

/**
 * Letters and signs of one column each: a text of them, as most are, needs none of the tables that
 * string-width makes when it is loaded, which take as long as drawing a picture.
 */
const narrow =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc]*$/;
/** Scripts whose letters take one column each, or two; signs that are put on a letter take none. */
const single = /[\u02b0-\u10ff\u1200-\u1fff]/;
const double = /[\u3041-\u3096\u3099-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;
const put = /[\p{Mn}\p{Me}\p{Cf}]/u;
const emoji = /[\p{Extended_Pictographic}\p{Regional_Indicator}]|\u20e3/u;

let segmenter: Intl.Segmenter | null = null;
let measure: ((text: string) => number) | null = null;

function stringWidth(text: string): number {
  measure ??= (require('string-width') as typeof StringWidth).default;
  return measure(text);
}

function letterWidth(letter: string): number {
  if (narrow.test(letter)) return 1;
  const columns = single.test(letter) ? 1 : double.test(letter) ? 2 : null;
  if (columns === null) return stringWidth(letter);
  return put.test(letter) ? 0 : columns;
}

/** Jamo that make one syllable are one letter here. */
const lettersWidth = (text: string): number =>
  Array.from(text.normalize('NFC')).reduce((width, letter) => width + letterWidth(letter), 0);

/**
 * Columns of one character as a reader sees it. Beside emoji they are those of its letters: of an
 * Indic conjunct string-width 8 counts the first letter alone, and terminals give each a column.
 */
const graphemeWidth = (grapheme: string): number =>
  emoji.test(grapheme) ? stringWidth(grapheme) : lettersWidth(grapheme);

function graphemesOf(text: string): string[] {
  if (narrow.test(text)) return [...text];
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * Columns that a terminal gives a text: two for East Asian characters and emoji families, none for
 * combining marks.
 * @example widthOf('猫👩‍👩‍👧é') // 5
 */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  const bare = stripVTControlCharacters(text);
  if (!emoji.test(bare)) return lettersWidth(bare);
  return graphemesOf(bare).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
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
