/** Colour where the terminal wants it: not in a pipe, not under NO_COLOR, always under FORCE_COLOR. */
import { styleText } from 'node:util';
import { sign } from './printable';

export type Style = Parameters<typeof styleText>[0];

function wantsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && TERM !== 'dumb';
}

/** The text in a style that the terminal is told of when it is printed, or as it is. */
export function paint(style: Style, text: string): string {
  if (!wantsColour()) return text;
  const [before = '', after = ''] = styleText(style, '|', { validateStream: false }).split('|');
  return sign(before) + text + sign(after);
}

/** Columns to write in: the terminal's, 80 where there is none. */
export const terminalWidth = (): number => Math.max(40, process.stdout.columns ?? 80);
