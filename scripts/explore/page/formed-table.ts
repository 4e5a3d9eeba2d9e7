/**
 * The table of an output row: a line for each key, the heaviest first, with its weight, its value and
 * their product; under the products, as wide and as high, their sum.
 */
import { largestOf, signedBars, weightBar } from './bars';
import { type Chain, sayLink } from './chain';
import { make, makeAs } from './elements';
import type { Folded } from './folding';
import { contribution, weightedSum } from './values';
import { decimal, vectorText } from './words';

/** A row of weights and what it weights. */
export interface Parts {
  /** What the tokens are called, `[T]`. */
  names: string[];
  row: number;
  /** `[T]` */
  weights: number[];
  /** `[T, dK]` */
  values: number[][];
  /** How the weights come to be, where that is asked for. */
  chain: Chain | null;
}

/** Shows the number of one dimension. */
type Pick = (dimension: number) => void;

const titles = ['key', 'weight', 'value', 'weight · value'];

/** The absolute values that fill a cell's height: of values, and of products and their sum. */
export interface Scales {
  value: number;
  sum: number;
}

export function scalesOf({ weights, values }: Parts): Scales {
  const products = values.map((value, j) => contribution(weights[j] ?? 0, value));
  return { value: largestOf(values), sum: largestOf([...products, weightedSum(weights, values)]) };
}

/** The bars of a row of numbers, the same in words, and under them the number that is picked. */
function vectorCell(row: number[], largest: number, sign: string) {
  const { bars, show } = signedBars(row, largest);
  const [said, number] = [makeAs('span', 'unseen', vectorText(row)), makeAs('span', 'number')];
  let shown = row;
  let picked = 0;
  const pick = (dimension: number): void => {
    picked = dimension;
    number.textContent = `${sign} ${decimal(shown[dimension] ?? 0)}`;
  };
  const replace = (next: number[]): void => {
    shown = next;
    show(next);
    said.textContent = vectorText(next);
    pick(picked);
  };
  return { cell: makeAs('td', 'vector', bars, said, number), pick, replace };
}

function weightCell(weight: number) {
  const { bar, show } = weightBar(weight);
  const number = makeAs('span', 'number', decimal(weight));
  const replace = (next: number): void => {
    show(next);
    number.textContent = decimal(next);
  };
  return { cell: makeAs('td', 'share', bar, number), replace };
}

function headerCell(content: string | Node, scope: 'col' | 'row'): HTMLTableCellElement {
  const made = make('th', content);
  made.scope = scope;
  return made;
}

function lineOf({ names, row, weights, values, chain }: Parts, scales: Scales, key: number) {
  const [weight, value, link] = [weights[key] ?? 0, values[key] ?? [], chain?.links[key]];
  const first = vectorCell(value, scales.value, '×');
  const second = vectorCell(contribution(weight, value), scales.sum, '=');
  const name = headerCell(make('bdi', names[key] ?? ''), 'row');
  const line = makeAs('tr', 'key', name, weightCell(weight).cell, first.cell, second.cell);
  line.classList.toggle('here', key === row);
  const steps = makeAs('td', 'chain', chain && link ? sayLink(link, chain) : '');
  steps.colSpan = titles.length;
  const picks: Pick[] = [first.pick, second.pick];
  return { line, rows: link ? [line, make('tr', steps)] : [line], picks };
}

/** The line that stands for the keys that are folded, or offers to fold them. */
function foldLine(parts: Parts, scales: Scales, keys: number[], isFolded: boolean) {
  const weights = keys.map((key) => parts.weights[key] ?? 0);
  const values = keys.map((key) => parts.values[key] ?? []);
  const together = weights.reduce((sum, weight) => sum + weight, 0);
  const button = make('button');
  button.type = 'button';
  button.textContent = isFolded
    ? `${keys.length} more: ${decimal(together)} together`
    : `fold the ${keys.length} smallest`;
  button.setAttribute('aria-expanded', String(!isFolded));
  const name = headerCell(button, 'row');
  name.colSpan = titles.length - 1;
  const sum = vectorCell(weightedSum(weights, values), scales.sum, '=');
  const line = makeAs('tr', 'more', name, ...(isFolded ? [sum.cell] : []));
  return { line, button, picks: isFolded ? [sum.pick] : [] };
}

export interface Table {
  element: HTMLTableElement;
  /** Unfolds or folds the light keys; null where there are none. */
  fold: HTMLButtonElement | null;
  /** Shows the first `count` keys added up, and gives the line of the last of them. */
  add(count: number): HTMLElement | undefined;
  pick: Pick;
}

export function tableOf(parts: Parts, { order, shown }: Folded, isFolded: boolean): Table {
  const scales = scalesOf(parts);
  const own = isFolded ? order.slice(0, shown) : order;
  const keys = own.map((key) => lineOf(parts, scales, key));
  const light = order.slice(shown);
  const fold = light.length > 0 ? foldLine(parts, scales, light, isFolded) : null;
  const [weights, values] = [
    order.map((key) => parts.weights[key] ?? 0),
    order.map((key) => parts.values[key] ?? []),
  ];
  const [share, sum] = [weightCell(1), vectorCell(weightedSum(weights, values), scales.sum, '=')];
  const element = make(
    'table',
    make('thead', make('tr', ...titles.map((title) => headerCell(title, 'col')))),
    make('tbody', ...keys.flatMap(({ rows }) => rows), ...(fold ? [fold.line] : [])),
    make('tfoot', make('tr', headerCell('sum', 'row'), share.cell, make('td'), sum.cell)),
  );
  const lines = [...keys.map(({ line }) => line), ...(fold && isFolded ? [fold.line] : [])];
  const picks = [...keys, ...(fold ? [fold] : []), { picks: [sum.pick] }].flatMap(
    (each) => each.picks,
  );
  return {
    element,
    fold: fold?.button ?? null,
    add(count) {
      for (const [at, line] of lines.entries()) line.classList.toggle('out', at >= count);
      sum.replace(weightedSum(weights, values, count));
      share.replace(weights.slice(0, count).reduce((total, weight) => total + weight, 0));
      return lines[Math.min(count, lines.length) - 1];
    },
    pick(dimension) {
      element.style.setProperty('--dimension', String(dimension));
      for (const pick of picks) pick(dimension);
    },
  };
}
