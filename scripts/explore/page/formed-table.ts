/** The table of an output row: a line for each key with its weight, its value row and their product. */
import { make } from './elements';
import { drawStrip, largestOf } from './strip';
import { contribution, weightedSum } from './values';

/** A row of weights and what it weights. */
export interface Parts {
  tokens: string[];
  row: number;
  /** `[T]` */
  weights: number[];
  /** `[T, dK]` */
  values: number[][];
}

/** The absolute values with the full colour: of value rows, and of what is added up. */
export interface Scales {
  value: number;
  sum: number;
}

export function scalesOf({ weights, values }: Parts): Scales {
  const added = values.map((value, j) => contribution(weights[j] ?? 0, value));
  return { value: largestOf(values), sum: largestOf([...added, weightedSum(weights, values)]) };
}

function cellOf(name: 'th' | 'td', content: string | Node): HTMLTableCellElement {
  const made = make(name, content) as HTMLTableCellElement;
  made.dir = 'auto';
  return made;
}

function strip(row: number[], largest: number): HTMLCanvasElement {
  const canvas = make('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  drawStrip(canvas, row, largest);
  return canvas;
}

function lineOf({ tokens, row, weights, values }: Parts, scales: Scales, j: number) {
  const [weight, value] = [weights[j] ?? 0, values[j] ?? []];
  const line = make(
    'tr',
    cellOf('th', tokens[j] ?? ''),
    cellOf('td', weight.toFixed(3)),
    cellOf('td', strip(value, scales.value)),
    cellOf('td', strip(contribution(weight, value), scales.sum)),
  );
  line.classList.toggle('here', j === row);
  return line;
}

/** The table, and a way to show the first `count` keys added up. */
export function tableOf(parts: Parts, scales: Scales) {
  const { tokens, weights, values } = parts;
  const names = ['key', 'weight', 'value row', 'weight · value'];
  const head = make('tr', ...names.map((name) => cellOf('th', name)));
  const lines = tokens.map((_, j) => lineOf(parts, scales, j));
  const [sum, share] = [strip([0], 1), cellOf('td', '')];
  const wide = cellOf('td', sum);
  wide.colSpan = 2;
  const foot = make('tr', cellOf('th', 'sum'), share, wide);
  const table = make('table', make('thead', head), make('tbody', ...lines), make('tfoot', foot));
  const add = (count: number): HTMLElement | undefined => {
    for (const [j, line] of lines.entries()) line.classList.toggle('out', j >= count);
    drawStrip(sum, weightedSum(weights, values, count), scales.sum);
    const total = weights.slice(0, count).reduce((sum, weight) => sum + weight, 0);
    share.textContent = total.toFixed(3);
    return lines[count - 1];
  };
  return { table, add };
}
