/** Pieces of several models side by side, as lines for a terminal. */
import { paint } from '../terminal/colour';
import type { Tokenized } from './fertility';

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

/** Columns that a terminal gives a text: two for East Asian characters, none for combining marks. */
function widthOf(text: string): number {
  const bare = text.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '');
  return [...bare].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);
}

const padTo = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The end of a long name says more than its beginning. */
const shorten = (name: string): string => (name.length > 28 ? `…${name.slice(-27)}` : name);

/** One column of the table: the model's name, its pieces with their ids, and the sums. */
function columnOf({ model, tokens, ids, unknown, fertility }: Tokenized, height: number): string[] {
  const pieceWidth = Math.max(0, ...tokens.map(widthOf));
  const idWidth = Math.max(0, ...ids.map((id) => String(id).length));
  const rows = tokens.map(
    (token, i) =>
      `${padTo(token, pieceWidth)}  ${String(ids[i]).padStart(idWidth)}${unknown[i] ? ' ?' : ''}`,
  );
  const blank = Array.from({ length: height - rows.length }, () => '');
  const unknowns = unknown.filter(Boolean).length;
  const lines = [
    shorten(model),
    ...rows,
    ...blank,
    String(ids.length),
    fertility === null ? '-' : fertility.toFixed(2),
    String(unknowns),
  ];
  const width = Math.max(...lines.map(widthOf));
  return lines.map((line) => padTo(line, width));
}

function tableOf(group: readonly Tokenized[]): string {
  const height = Math.max(...group.map(({ ids }) => ids.length));
  const numbers = Array.from({ length: height }, (_, i) => String(i));
  const labels = ['', ...numbers, 'pieces', 'fertility', 'unknown'];
  const columns = group.map((tokenized) => columnOf(tokenized, height));
  const lines = labels.map((label, i) => {
    const isSum = i > height;
    const cells = [label.padStart(9), ...columns.map((column) => column[i] ?? '')];
    const line = cells.join('   ').trimEnd();
    return i === 0 || isSum ? paint('bold', line) : line;
  });
  return lines.join('\n');
}

/** As many columns beside each other as fit; the rest in tables below. */
function groupBy(width: number, all: readonly Tokenized[]): Tokenized[][] {
  const groups: Tokenized[][] = [];
  let room = 0;
  for (const tokenized of all) {
    const needed = 3 + widthOf(columnOf(tokenized, tokenized.ids.length)[0] ?? '');
    if (groups.length === 0 || needed > room) {
      groups.push([]);
      room = width - 9;
    }
    groups.at(-1)?.push(tokenized);
    room -= needed;
  }
  return groups;
}

/**
 * @param words of the text, for the line above
 * @param width columns of the terminal
 */
export function render(words: number, all: readonly Tokenized[], width: number): string {
  const heading = `${words} ${words === 1 ? 'word' : 'words'}; fertility is pieces per word, ? marks an unknown piece`;
  return [paint('dim', heading), ...groupBy(width, all).map(tableOf)].join('\n\n');
}
