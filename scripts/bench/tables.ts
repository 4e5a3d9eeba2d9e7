/** Times, memory and how both grow, as tables that fit the terminal. Strings only. */
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { padEnd, padStart, widthOf } from '../terminal/width';
import { amountOf, exponentOf, type Quantity, showExponent } from './growth';
import { type BenchReport, type Row, timingAt } from './report';

const CELL = 7;

/** Three digits: `0.123`, `1.23`, `12.3`, `123`, `1,234`. */
export function showMilliseconds(value: number): string {
  if (value >= 99.95) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3);
}

/** A time with three digits or whole megabytes; a star for a time of one pass alone. */
function showCell(row: Row, T: number, dModel: number, quantity: Quantity): string {
  const timing = timingAt(row, T, dModel);
  const value = amountOf(timing, quantity);
  if (value === null) return timing ? '<1 ' : '– ';
  if (quantity === 'megabytes') return `${Math.round(value).toLocaleString('en')} `;
  return `${showMilliseconds(value)}${timing?.stopped ? '*' : ' '}`;
}

const headOf = (dModel: number): string => `dModel = ${dModel}, T =`;

/** What one block of the tables shows. */
interface Shown {
  dModel: number;
  Ts: number[];
  quantity: Quantity;
}

/** One dModel, for as many T as stand side by side. */
function block(rows: Row[], { dModel, Ts, quantity }: Shown, room: number): string[] {
  const cell = (text: string): string => padStart(text, CELL);
  const head = `${padEnd(headOf(dModel), room)}${Ts.map((T) => cell(`${T} `)).join('')}`;
  const valueAt = (row: Row, T: number): number =>
    amountOf(timingAt(row, T, dModel), quantity) ?? Infinity;
  const least = Ts.map((T) => Math.min(...rows.map((row) => valueAt(row, T))));
  const lines = rows.map((row) => {
    const cells = Ts.map((T, i) => {
      const text = cell(showCell(row, T, dModel, quantity));
      return valueAt(row, T) === least[i] ? paint('green', text) : text;
    });
    return `${padEnd(row.name, room)}${cells.join('')}`.trimEnd();
  });
  return ['', paint('bold', head.trimEnd()), ...lines];
}

/** The power of T by which each grows, at each dModel: of the time and of the memory. */
function growth({ dModels }: BenchReport, rows: Row[], room: number, width: number): string[] {
  const perLine = Math.max(1, Math.floor((width - room) / (2 * CELL)));
  const groups = Array.from({ length: Math.ceil(dModels.length / perLine) }, (_, g) =>
    dModels.slice(g * perLine, (g + 1) * perLine),
  );
  return groups.flatMap((group) => [
    '',
    paint(
      'bold',
      `${padEnd('dModel', room)}${group.map((d) => padStart(String(d), 2 * CELL)).join('')}`,
    ),
    ...rows.map((row) => {
      const cells = group.flatMap((dModel) =>
        (['milliseconds', 'megabytes'] as const).map((quantity) =>
          padStart(showExponent(exponentOf(row, dModel, quantity)), CELL),
        ),
      );
      return `${padEnd(row.name, room)}${cells.join('')}`;
    }),
  ]);
}

/** For the names, and a space where a cell is full. */
const roomOf = ({ dModels }: BenchReport, rows: Row[]): number =>
  1 +
  Math.max(
    ...rows.map(({ name }) => widthOf(name)),
    ...dModels.map((dModel) => widthOf(headOf(dModel))),
  );

function tables(report: BenchReport, rows: Row[], width: number, quantity: Quantity): string[] {
  const { Ts, dModels } = report;
  const room = roomOf(report, rows);
  const perLine = Math.max(1, Math.floor((width - room) / CELL));
  const groups = Array.from({ length: Math.ceil(Ts.length / perLine) }, (_, g) =>
    Ts.slice(g * perLine, (g + 1) * perLine),
  );
  return dModels.flatMap((dModel) =>
    groups.flatMap((group) => block(rows, { dModel, Ts: group, quantity }, room)),
  );
}

const MEMORY = 'Megabytes that the first pass took at its peak, above the process with its inputs:';
const GROWTH = 'The power of T that time and memory follow over the three largest T, side by side:';

/** Times, memory where the system tells it, and how both grow. */
export function tablesOf(report: BenchReport, rows: Row[], width: number): string[] {
  if (rows.length === 0) return [];
  const hasMemory = rows.some(({ timings }) => timings.some((each) => each.megabytes !== null));
  const memory = hasMemory
    ? ['', ...wrap(MEMORY, width), ...tables(report, rows, width, 'megabytes')]
    : [];
  return [
    ...tables(report, rows, width, 'milliseconds'),
    ...memory,
    '',
    ...wrap(GROWTH, width),
    ...growth(report, rows, roomOf(report, rows), width),
  ];
}
