/** Tables whose heads sort them and whose rows can be filtered, where the page has `sort.ts`. */
import { htmlText } from '../escape';
import { shareBar } from './bars';

/** How a column looks; numbers stand to the right. */
export type Kind = 'text' | 'prose' | 'code' | 'number';

export interface Column {
  head: string;
  kind: Kind;
}

/** One cell: what it shows, as HTML, and the number it sorts by; null for its text. */
export interface Cell {
  html: string;
  key: number | null;
}

export interface Table {
  id: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** Which column the rows are sorted by as they stand, the smallest first. */
  sortedBy?: number;
}

export const text = (head: string): Column => ({ head, kind: 'text' });
export const prose = (head: string): Column => ({ head, kind: 'prose' });
export const code = (head: string): Column => ({ head, kind: 'code' });
export const number = (head: string): Column => ({ head, kind: 'number' });

export const textCell = (value: string): Cell => ({ html: htmlText(value), key: null });
export const codeCell = (value: string): Cell => ({
  html: `<code>${htmlText(value)}</code>`,
  key: null,
});

/** A number, or a dash where there is none, which sorts below all numbers. */
export const numberCell = (value: number | null, show: (value: number) => string = String): Cell =>
  value === null ? { html: '–', key: -Infinity } : { html: show(value), key: value };

/** A mark; a star where it was given by hand. */
export function markCell(mark: number | null, isByHand: boolean): Cell {
  const { html, key } = numberCell(mark);
  return { html: isByHand ? `${html}*` : html, key };
}

/** A part of a whole, as a bar and in percent. */
export function shareCell(part: number, all: number): Cell {
  if (all === 0) return numberCell(null);
  const share = part / all;
  return {
    html: `${shareBar(share)}<span class="percent">${Math.round(100 * share)} %</span>`,
    key: share,
  };
}

function headOf({ head, kind }: Column, isSorted: boolean): string {
  const sort = isSorted ? ' aria-sort="ascending"' : '';
  return `<th scope="col" class="${kind}"${sort}><button type="button">${head}</button></th>`;
}

const cellOf = ({ html, key }: Cell, column: Column | undefined): string =>
  `<td class="${column?.kind}"${key === null ? '' : ` data-key="${key}"`}>${html}</td>`;

/** As HTML, in a box that the keyboard can scroll. */
export function drawTable({ id, columns, rows, sortedBy }: Table): string {
  const heads = columns.map((column, i) => headOf(column, i === sortedBy)).join('');
  const lines = rows.map(
    (row) => `<tr>${row.map((cell, i) => cellOf(cell, columns[i])).join('')}</tr>`,
  );
  return [
    `<div class="wide" role="region" tabindex="0" aria-labelledby="${id}-head">`,
    `<table id="${id}"><thead><tr>${heads}</tr></thead>`,
    '<tbody>',
    ...lines,
    '</tbody></table></div>',
  ].join('\n');
}

/** A field above a table that leaves the rows which hold what is typed. */
export const filterFor = (id: string): string =>
  `<label>Filter <input type="search" data-table="${id}"> <output></output></label>`;
