/** Token labels of the two axes: shortened, turned or thinned out, whichever the cells ask for. */
import type { Axis } from './axis';
import type { PlacedMap } from './picture';
import { inOwnOrder, isOneSign, type Measure, type PlacedText, shorten } from './text';

interface Label {
  text: string;
  width: number;
  /** Of signs that each stand for themselves, so that it need not lean with the others. */
  stands: boolean;
}

/** Query labels, and what key labels need to know. */
export interface Labelling {
  size: number;
  /** Shortened, every one. */
  labels: Label[];
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
    return { text, width: measure(text, { size }), stands: isOneSign(token) };
  });
  const beside = ({ x, y }: PlacedMap): PlacedText[] =>
    shown(labels, every).map(([{ text, width }, i]) => ({
      text,
      width,
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

/** Aslant where lines stay apart, upright otherwise. */
const angleFor = ({ size }: Labelling, { cell }: Axis): number =>
  cell * Math.SQRT1_2 >= size + 1 ? -Math.PI / 4 : -Math.PI / 2;

/**
 * Level where all fit their cells. Where some do not, they lean, and single signs stand between them:
 * the others then begin lower, so as to pass below the sign to their left.
 */
export function keyLabels(names: Labelling, axis: Axis): KeyLabels {
  const { labels, size, every } = names;
  const written = shown(labels, every);
  const fits = ({ width }: Label): boolean => every === 1 && width <= axis.cell - 1;
  const allLevel = written.every(([label]) => label.width <= axis.cell - 3 && fits(label));
  const isLevel = (label: Label): boolean => allLevel || (label.stands && fits(label));
  const angle = angleFor(names, axis);
  const standing = Math.max(0, ...labels.filter(isLevel).map(({ width }) => width));
  const clear = angle === -Math.PI / 4 ? 1.56 * size + standing / 2 - axis.cell : 0;
  const lower = standing === 0 || allLevel ? 0 : Math.max(0, clear);
  const under = ({ x, y }: PlacedMap): PlacedText[] =>
    written.map(([label, i]) => {
      const level = isLevel(label);
      return {
        text: label.text,
        width: label.width,
        size,
        x: x + (axis.starts[i] ?? 0) + axis.cell / 2,
        y: y + axis.length + SPACE - 2 + (level ? 0.6 * size : 0.25 * size + lower),
        align: level ? 'center' : 'right',
        angle: level ? 0 : angle,
        ink: 'ink',
      };
    });
  const leaning = written.filter(([label]) => !isLevel(label)).map(([{ width }]) => width);
  const depth = allLevel
    ? 1.2 * size
    : lower + Math.max(...leaning) * Math.sin(-angle) + 0.7 * size;
  return { room: SPACE + depth, under };
}
