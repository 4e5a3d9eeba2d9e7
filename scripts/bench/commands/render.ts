/** Rows of medians and ratios for a terminal, one at a time as they come. Strings only. */
import { paint } from '../../terminal/colour';
import { wrap } from '../../terminal/values';
import { padEnd, padStart } from '../../terminal/width';
import { showExponent, slopeOf } from '../growth';
import { showMachine } from '../report';
import { showMilliseconds } from '../tables';
import type { Measured, Row, Side } from './measure';
import type { CommandsReport } from './report';
import type { Figure, Work } from './work';

const units: Record<Figure, string> = {
  time: 'ms',
  processor: 'ms of processor',
  memory: 'MB in all processes',
  frames: 'frames a second',
  pass: 'ms a pass',
  peak: 'MB of a first pass',
};

const ROOM = 26;
const CELL = 9;

const cell = (text: string): string => padStart(text, CELL);
const figuresOf = ({ figures }: Row): [Figure, Partial<Record<Side, Measured>>][] =>
  Object.entries(figures) as [Figure, Partial<Record<Side, Measured>>][];

const show = (measured: number | null | undefined): string =>
  measured === null || measured === undefined ? '–' : showMilliseconds(measured);

const ratio = (of: number | null | undefined, to: number | null | undefined): string =>
  typeof of === 'number' && typeof to === 'number' ? (of / to).toFixed(2) : '–';

/** What a figure is held against, in the order of the columns. */
export type Others = readonly Exclude<Side, 'this'>[];

/** The columns that works can fill: known before anything is measured. */
export const othersOf = (works: readonly Work[], against: string | null): Others => [
  ...(against === null ? [] : ['before' as const]),
  ...(works.some(({ beside }) => beside) ? ['beside' as const] : []),
];

/** A line of a figure: this, and its ratio to each side that was measured in turn. */
function line(
  name: string,
  sides: Partial<Record<Side, Measured>>,
  { key, others }: { key: keyof Measured; others: Others },
): string {
  const own = sides.this?.[key];
  const pairs = others.map((side) => {
    const other = sides[side]?.[key];
    return cell(show(other)) + cell(ratio(own, other));
  });
  return `  ${padEnd(name, ROOM - 2)}${cell(show(own))}${pairs.join('')}`;
}

/** One work: its title, a line for each figure, and why a side is left out. */
export function renderRow(row: Row, others: Others, width: number): string {
  const title = row.size === null ? row.name : `${row.name}, ${row.size.toLocaleString('en')}`;
  const beside = row.beside === null ? '' : ` – beside ${row.beside}`;
  const reasons = Object.entries(row.lacking).flatMap(([side, reason]) =>
    wrap(`  ${side === 'beside' ? row.beside : side} is left out: ${reason}`, width),
  );
  const lines = figuresOf(row).flatMap(([figure, sides]) => [
    line(units[figure], sides, { key: 'median', others }),
    ...(sides.this?.p95 == null ? [] : [line('  19 of 20 at most', sides, { key: 'p95', others })]),
  ]);
  return [...wrap(`${title}${beside}`, width), ...lines, ...reasons].join('\n');
}

/** How the figures of works of several sizes grow; nothing where there are none. */
function growthLines(rows: readonly Row[]): string[] {
  const names = [...new Set(rows.filter(({ size }) => size !== null).map(({ name }) => name))];
  return names.flatMap((name) => {
    const sized = rows.filter((row) => row.name === name && row.size !== null);
    const figures = [...new Set(sized.flatMap((row) => figuresOf(row).map(([figure]) => figure)))];
    return figures.flatMap((figure) => {
      const points = sized.flatMap((row) => {
        const median = row.figures[figure]?.this?.median;
        return median === undefined ? [] : [[row.size ?? 0, median] as const];
      });
      const sizes = sized.map(({ size }) => size?.toLocaleString('en')).join(', ');
      const power = showExponent(points.length < 2 ? null : slopeOf(points)).replace('T', 'size');
      return [`  ${name}, ${units[figure]}: ${power} over ${sizes}`];
    });
  });
}

/** The same as a text behind all rows; null where no work has sizes. */
export function renderGrowth(rows: readonly Row[], width: number): string | null {
  const lines = growthLines(rows).flatMap((line) => wrap(line, width));
  return lines.length === 0 ? null : ['', 'How they grow:', ...lines].join('\n');
}

/** What is measured and on which machine, and the heads of the columns. */
export function renderHead(report: CommandsReport, others: Others, width: number): string {
  const { against } = report;
  const before = against ? `; before is ${against.slice(0, 10)}` : '';
  const about = `Medians; ${showMachine(report)}. A ratio is this kit's figure divided by the other's${before}.`;
  const columns = others.map((side) => cell(side) + cell('ratio'));
  return [
    paint('bold', 'Work, done in turn'),
    ...wrap(about, width),
    '',
    paint('bold', `${' '.repeat(ROOM)}${cell('this')}${columns.join('')}`),
  ].join('\n');
}
