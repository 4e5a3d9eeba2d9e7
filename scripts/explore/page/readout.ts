/** What one cell says: for the eye beside the maps, and in a sentence for a screen reader. */
import type { Hit } from '../../drawing/hit';
import { largestOf, signedBars } from './bars';
import { make, makeAs } from './elements';
import { contribution } from './values';
import { percent, quoted, vectorText } from './words';

/** A map by its name, and its weights as the code returned them, `[T, T]`. */
export interface ShownMap {
  title: string;
  weights: number[][];
}

/** What is known of the cells on the page. */
export interface Shown {
  tokens: string[];
  panels: ShownMap[];
  /** `[T, dK]` of a head; null for the average, which has no values of its own. */
  valuesOf(head: number): number[][] | null;
}

const bold = (text: string): HTMLElement => {
  const made = make('b', text);
  made.dir = 'auto';
  return made;
};

function sumPart(weight: number, vector: number[] | undefined, largest: number): Node[] {
  if (!vector) return [];
  const added = contribution(weight, vector);
  const { bars } = signedBars(added, largest);
  return [makeAs('span', 'sum quiet', 'adds weight · value =', bars, vectorText(added))];
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
