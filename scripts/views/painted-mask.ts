/** A mask that is painted on a map, cell by cell, and kept in a link as the cells that are hidden. */
import { UserError } from '../../reference/user-error';
import type { Chosen } from './part';

/** Query and key of a masked cell, as a link holds them. */
const cellName = (row: number, column: number): string => `${row}.${column}`;

/** `0.3, 1.4`: query 0 may not look at key 3, nor query 1 at key 4. */
export function readMask(text: string, names: readonly string[]): string[] {
  const cells = text.split(/[\s,]+/).filter(Boolean);
  const all = new Set(names.flatMap((_, i) => names.map((_name, j) => cellName(i, j))));
  const odd = cells.find((cell) => !all.has(cell));
  if (odd === undefined) return cells;
  throw new UserError(
    `mask: expected pairs query.key of 0 to ${names.length - 1} such as 3.2, got "${odd}"`,
  );
}

/** `[Tq, Tk]`, `true` where a query may look. */
export const maskOf = (
  painted: string[],
  isCausal: boolean,
  names: readonly string[],
): boolean[][] =>
  names.map((_, i) =>
    names.map((_name, j) => !painted.includes(cellName(i, j)) && !(isCausal && j > i)),
  );

/** What pressing a cell does: its place in the mask is turned over, all others stay. */
export function press(mask: boolean[][], row: number, column: number, names: readonly string[]) {
  const isOpen = mask[row]?.[column] ?? true;
  const turned = mask.flatMap((line, i) =>
    line.flatMap((open, j) => (open === (i === row && j === column) ? [cellName(i, j)] : [])),
  );
  const change: Chosen = { mask: turned.join(','), preset: 'none' };
  const again = isOpen ? 'not look' : 'look';
  return {
    label: `let “${names[row]}” ${again} at “${names[column]}”${isOpen ? '' : ' again'}`,
    change,
  };
}
