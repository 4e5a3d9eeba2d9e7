/** What one cell says: for the eye beside the maps, and in a sentence for a screen reader. */
import type { Hit } from '../../drawing/hit';
import type { Panel } from '../../drawing/picture';
import { make, makeAs } from './elements';
import { drawStrip, largestOf } from './strip';
import { contribution } from './values';

/** What is known of the cells on the page. */
export interface Shown {
  tokens: string[];
  panels: Panel[];
  /** `[T, dK]` of a head; null for the average, which has no values of its own. */
  valuesOf(head: number): number[][] | null;
}

/** Three decimals and a true minus sign; what rounds to nothing has none. */
const decimal = (value: number): string =>
  value
    .toFixed(3)
    .replace(/^-(?!0\.000$)/, '−')
    .replace(/^-/, '');

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;

const quoted = (token: string | undefined): string => `“${token ?? ''}”`;

/** `[0.12, −0.03, … 12 more]` */
function vectorText(vector: number[]): string {
  const shown = vector.slice(0, 4).map(decimal);
  const rest = vector.length > 4 ? [`… ${vector.length - 4} more`] : [];
  return `[${[...shown, ...rest].join(', ')}]`;
}

const bold = (text: string): HTMLElement => {
  const made = make('b', text);
  made.dir = 'auto';
  return made;
};

function sumPart(weight: number, vector: number[] | undefined, largest: number): Node[] {
  if (!vector) return [];
  const added = contribution(weight, vector);
  const strip = make('canvas');
  drawStrip(strip, added, largest);
  return [makeAs('span', 'sum quiet', 'adds weight · value =', strip, vectorText(added))];
}

/** Fills the readout; without a cell it says how to get one. */
export function showCell(readout: HTMLElement, shown: Shown, cell: Hit | null): void {
  const panel = cell && shown.panels[cell.head];
  if (!cell || !panel) {
    readout.replaceChildren(
      makeAs('span', 'quiet', 'Point at a cell: a row is a query, a column a key.'),
    );
    return;
  }
  const { head, row, column } = cell;
  const weight = panel.weights[row]?.[column] ?? 0;
  const values = shown.valuesOf(head);
  readout.replaceChildren(
    makeAs('span', 'quiet', panel.title),
    make(
      'span',
      'query ',
      bold(shown.tokens[row] ?? ''),
      ' → key ',
      bold(shown.tokens[column] ?? ''),
    ),
    make('span', 'weight ', bold(weight.toFixed(4))),
    ...sumPart(
      weight,
      values?.[column],
      values
        ? largestOf(values.map((value, j) => contribution(panel.weights[row]?.[j] ?? 0, value)))
        : 0,
    ),
  );
}

/** The same for a screen reader. */
export function sayCell({ tokens, panels, valuesOf }: Shown, { head, row, column }: Hit): string {
  const panel = panels[head];
  const weight = panel?.weights[row]?.[column] ?? 0;
  const value = valuesOf(head)?.[column];
  const adds = value
    ? ` It adds ${vectorText(contribution(weight, value))} to the output row.`
    : '';
  return `${panel?.title}, query ${quoted(tokens[row])}, row ${row + 1}, key ${quoted(tokens[column])}, column ${column + 1}: weight ${weight.toFixed(3)}, ${percent(weight)} of the row.${adds}`;
}
