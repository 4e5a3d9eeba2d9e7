/** Plain data and calls as short text: in full where it fits, by shape where it does not. */

import type { Data } from '../../reference/judging/data';
import { shapeOf } from '../../reference/judging/shape';
import type { Argument, Call } from '../../reference/judging/verdict';
import { printable } from './printable';
import { piecesOf, widthOf } from './width';

function showNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(Number(value.toPrecision(6)));
}

/** `[[0.5, 1], [2, 3]]`, `{ mask: [[true, false]] }` */
export function showData(data: Data): string {
  if (typeof data === 'number') return showNumber(data);
  if (Array.isArray(data)) return `[${data.map(showData).join(', ')}]`;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data);
  const pairs = Object.entries(data).map(([key, value]) => `${key}: ${showData(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

/** The same with arrays as `‹3 × 4›`, for data too long to read. */
function showOutline(data: Data): string {
  if (Array.isArray(data)) return `‹${shapeOf(data).join(' × ')}›`;
  if (typeof data !== 'object' || data === null) return showData(data);
  const pairs = Object.entries(data).map(([key, value]) => `${key}: ${showOutline(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

/**
 * A call as a learner would write it: `softmax([[0, 1]], 0)`.
 * @param calls the batch, for arguments that are another call's answer
 * @param room columns it may take before long arguments are outlined
 */
export function showCall(call: Call, calls: readonly Call[], room: number): string {
  const show = (showOne: (data: Data) => string): string => {
    const args = call.args.map((argument: Argument) => {
      if ('data' in argument) return showOne(argument.data);
      const inner = calls[argument.answerOf];
      return inner ? showCall(inner, calls, room) : '…';
    });
    return `${call.name}(${args.join(', ')})`;
  };
  const full = show(showData);
  return widthOf(full) <= room ? full : show(showOutline);
}

/**
 * Where East Asian writing may go on in the next line: before and behind each character, but not before
 * what closes something and not behind what opens it.
 */
const breaks =
  /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}，。、；：？！）」』】》”])(?![，。、；：？！）」』】》”])|(?<![（「『【《“])(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}（「『【《“])/u;

const unitsOf = (word: string): string[] =>
  /[\u2e80-\uffef]/.test(word) ? word.split(breaks) : [word];

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  const put = (text: string, before: string): void => {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + before.length + widthOf(text) <= width) {
      lines[lines.length - 1] = last + before + text;
    } else lines.push(...piecesOf(text, width));
  };
  for (const word of line.split(' ')) {
    unitsOf(word).forEach((text, i) => {
      put(text, i === 0 ? ' ' : '');
    });
  }
  return lines;
}

/** Breaks text into lines of at most `width` columns, at spaces where there are any, and in East Asian writing anywhere. */
export const wrap = (text: string, width: number): string[] =>
  // A tab is as wide as where it stands, which depends on what is written before the text.
  printable(text)
    .replaceAll('\t', '  ')
    .split('\n')
    .flatMap((line) => wrapLine(line, width));
