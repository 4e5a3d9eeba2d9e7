/** Pieces of several models side by side, as lines for a terminal. */
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { keepEnd, keepStart, padEnd, padStart, widthOf } from '../terminal/width';
import type { Tokenized } from './fertility';

/** Columns of a row's label, and between columns. */
const LABEL = 9;
const GAP = 3;
const LONGEST_NAME = 28;
const UNKNOWN = ' ?';

/** One column of the table: the model's name, its pieces with their ids, and the sums. */
function columnOf(
  { model, tokens, ids, unknown, fertility }: Tokenized,
  height: number,
  room: number,
): string[] {
  const idWidth = Math.max(0, ...ids.map((id) => widthOf(String(id))));
  const pieces = tokens.map((token) => keepStart(token, room - 2 - idWidth - UNKNOWN.length));
  const pieceWidth = Math.max(0, ...pieces.map(widthOf));
  const rows = pieces.map(
    (piece, i) =>
      `${padEnd(piece, pieceWidth)}  ${padStart(String(ids[i]), idWidth)}${unknown[i] ? UNKNOWN : ''}`,
  );
  const blank = Array.from({ length: height - rows.length }, () => '');
  const unknowns = unknown.filter(Boolean).length;
  const lines = [
    // The end of a long name says more than its beginning.
    keepEnd(model, Math.min(room, LONGEST_NAME)),
    ...rows,
    ...blank,
    String(ids.length),
    fertility === null ? '-' : fertility.toFixed(2),
    String(unknowns),
  ];
  const width = Math.max(...lines.map(widthOf));
  return lines.map((line) => padEnd(line, width));
}

function tableOf(group: readonly Tokenized[], room: number): string {
  const height = Math.max(...group.map(({ ids }) => ids.length));
  const numbers = Array.from({ length: height }, (_, i) => String(i));
  const labels = ['', ...numbers, 'pieces', 'fertility', 'unknown'];
  const columns = group.map((tokenized) => columnOf(tokenized, height, room));
  const lines = labels.map((label, i) => {
    const isSum = i > height;
    const cells = [padStart(label, LABEL), ...columns.map((column) => column[i] ?? '')];
    const line = cells.join(' '.repeat(GAP)).trimEnd();
    return i === 0 || isSum ? paint('bold', line) : line;
  });
  return lines.join('\n');
}

/** As many columns beside each other as fit; the rest in tables below. */
function groupBy(room: number, all: readonly Tokenized[]): Tokenized[][] {
  const groups: Tokenized[][] = [];
  let left = 0;
  for (const tokenized of all) {
    const [name = ''] = columnOf(tokenized, tokenized.ids.length, room);
    const needed = GAP + widthOf(name);
    if (groups.length === 0 || needed > left) {
      groups.push([]);
      left = room + GAP;
    }
    groups.at(-1)?.push(tokenized);
    left -= needed;
  }
  return groups;
}

/**
 * @param words of the text, for the line above
 * @param width columns of the terminal
 */
export function render(words: number, all: readonly Tokenized[], width: number): string {
  const heading = `${words} ${words === 1 ? 'word' : 'words'}; fertility is pieces per word, ? marks an unknown piece`;
  const room = width - LABEL - GAP;
  return [
    wrap(heading, width)
      .map((line) => paint('dim', line))
      .join('\n'),
    ...groupBy(room, all).map((group) => tableOf(group, room)),
  ].join('\n\n');
}
