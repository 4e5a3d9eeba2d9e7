/** Token labels of the two axes: shortened, turned or thinned out, whichever the cells ask for. */
import type { Axis } from './axis';
import type { PlacedMap } from './picture';
import { inOwnOrder, type Measure, type PlacedText, shorten } from './text';

/** Query labels, and what key labels need to know. */
export interface Labelling {
  size: number;
  /** Shortened, every one. */
  labels: { text: string; width: number }[];
  /** Every how many tokens there is room for a label. */
  every: number;
  /** Width of the widest. */
  room: number;
  beside(map: PlacedMap): PlacedText[];
}

export interface KeyLabels {
  /** Height under a map. */
  room: number;
  under(map: PlacedMap): PlacedText[];
}

const MIN_SIZE = 9;
const MAX_SIZE = 13;
/** White between a map and its labels. */
const SPACE = 7;

const sizeFor = (cell: number): number =>
  Math.min(MAX_SIZE, Math.max(MIN_SIZE, Math.round(cell * 0.6)));

const shown = <T>(items: T[], every: number): [item: T, index: number][] =>
  items.map((item, i): [T, number] => [item, i]).filter(([, i]) => i % every === 0);

/** @param limit the widest a label may be */
export function labelling(
  tokens: string[],
  axis: Axis,
  limit: number,
  measure: Measure,
): Labelling {
  const size = sizeFor(axis.cell);
  const every = Math.max(1, Math.ceil((size + 1) / axis.cell));
  const labels = tokens.map((token) => {
    const text = inOwnOrder(shorten(token, limit, { size }, measure));
    return { text, width: measure(text, { size }) };
  });
  const beside = ({ x, y }: PlacedMap): PlacedText[] =>
    shown(labels, every).map(([label, i]) => ({
      ...label,
      size,
      x: x - SPACE,
      y: y + (axis.starts[i] ?? 0) + axis.cell / 2,
      align: 'right',
      angle: 0,
      ink: 'ink',
    }));
  const room = Math.max(...shown(labels, every).map(([{ width }]) => width));
  return { size, labels, every, room, beside };
}

/** Level where all fit their cells, aslant where lines stay apart, upright otherwise. */
function angleFor({ labels, size, every }: Labelling, { cell }: Axis): number {
  if (every === 1 && labels.every(({ width }) => width <= cell - 3)) return 0;
  return cell >= 1.5 * size ? -Math.PI / 4 : -Math.PI / 2;
}

export function keyLabels(names: Labelling, axis: Axis): KeyLabels {
  const { labels, size, every, room: widest } = names;
  const angle = angleFor(names, axis);
  const level = angle === 0;
  const rise = level ? size * 0.6 : SPACE - 2 + size * 0.25;
  const under = ({ x, y }: PlacedMap): PlacedText[] =>
    shown(labels, every).map(([label, i]) => ({
      ...label,
      size,
      x: x + (axis.starts[i] ?? 0) + axis.cell / 2,
      y: y + axis.length + (level ? SPACE - 2 : 0) + rise,
      align: level ? 'center' : 'right',
      angle,
      ink: 'ink',
    }));
  const depth = level ? size * 1.2 : widest * Math.sin(-angle) + size * 0.7;
  return { room: SPACE + depth, under };
}
