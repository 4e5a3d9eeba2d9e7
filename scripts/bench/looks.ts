/**
 * How contenders are told apart: by colour (Okabe and Ito's palette, made for every kind of colour
 * vision), by marker, and the target's first function by a thicker line.
 */
import type { Row } from './report';

export type Marker = 'circle' | 'square' | 'diamond' | 'up' | 'down' | 'bar';

export interface Look {
  colour: string;
  marker: Marker;
  /** The function that everything else is held against. */
  isOwn: boolean;
}

const ofCode: readonly [colour: string, marker: Marker][] = [
  ['#d55e00', 'circle'],
  ['#cc79a7', 'square'],
  ['#0072b2', 'diamond'],
];
const ofEngines: readonly [colour: string, marker: Marker][] = [
  ['#009e73', 'up'],
  ['#56b4e9', 'down'],
  ['#4d4d5a', 'bar'],
  ['#e69f00', 'square'],
  ['#8c564b', 'diamond'],
  ['#7b5ea7', 'circle'],
  ['#8a8f00', 'up'],
];

/** A look for each contender, the same for any others that were timed. */
export function looksOf(rows: Row[]): Look[] {
  const [code, engines] = [true, false].map((isCode) =>
    rows.filter(({ exercise }) => (exercise !== null) === isCode),
  ) as [Row[], Row[]];
  return rows.map((row) => {
    const [list, palette] = row.exercise === null ? [engines, ofEngines] : [code, ofCode];
    const at = list.indexOf(row);
    const [colour, marker] = palette[at % palette.length] as [string, Marker];
    return { colour, marker, isOwn: row.exercise !== null && at === 0 };
  });
}
