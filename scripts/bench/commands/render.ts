/** The rows as a table of medians and ratios, for a terminal. Strings only. */
import { paint } from '../../terminal/colour';
import { wrap } from '../../terminal/values';
import { padEnd, padStart } from '../../terminal/width';
import { showExponent, slopeOf } from '../growth';
import { showMachine } from '../report';
import { showMilliseconds } from '../tables';
import type { Measured, Row, Side } from './measure';
import type { CommandsReport } from './report';
import type { Figure } from './work';

const units: Record<Figure, string> = {
  time: 'ms',
  processor: 'ms of processor',
  memory: 'MB in all processes',
  frames: 'frames a second',
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

/** What a figure is held against, in the order of the columns; only what was measured at all. */
type Others = readonly Exclude<Side, 'this'>[];

const othersOf = ({ rows }: CommandsReport): Others =>
  (['before', 'beside'] as const).filter((side) =>
    rows.some(({ figures }) => Object.values(figures).some((sides) => side in sides)),
  );

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

function linesOf(row: Row, others: Others, width: number): string[] {
  const title = row.size === null ? row.name : `${row.name}, ${row.size.toLocaleString('en')}`;
  const beside = row.beside === null ? '' : ` – beside ${row.beside}`;
  const reasons = Object.entries(row.lacking).flatMap(([side, reason]) =>
    wrap(`  ${side === 'beside' ? row.beside : side} is left out: ${reason}`, width),
  );
  const lines = figuresOf(row).flatMap(([figure, sides]) => [
    line(units[figure], sides, { key: 'median', others }),
    ...(sides.this?.p95 == null ? [] : [line('  19 of 20 at most', sides, { key: 'p95', others })]),
  ]);
  return [...wrap(`${title}${beside}`, width), ...lines, ...reasons];
}

/** How the figures of one work grow with its size. */
function growthLines(rows: Row[]): string[] {
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

/** Head, one block a work, growth. */
export function renderCommands(report: CommandsReport, width: number): string {
  const { against, rows } = report;
  const others = othersOf(report);
  const before = against ? `; before is ${against.slice(0, 10)}` : '';
  const about = `Medians of whole processes, done in turn; ${showMachine(report)}. A ratio is this kit's figure divided by the other's${before}.`;
  const columns = others.map((side) => cell(side) + cell('ratio'));
  const growth = growthLines(rows);
  return [
    paint('bold', 'Commands'),
    ...wrap(about, width),
    '',
    paint('bold', `${' '.repeat(ROOM)}${cell('this')}${columns.join('')}`),
    ...rows.flatMap((row) => linesOf(row, others, width)),
    ...(growth.length > 0 ? ['', 'How they grow:', ...growth] : []),
  ].join('\n');
}
