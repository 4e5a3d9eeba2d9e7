/** The times as a table that fits the terminal, and what there is to say of them. Strings only. */
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { padEnd, padStart, widthOf } from '../terminal/width';
import type { Timing } from './measure';
import { type BenchReport, type Row, showMachine, timingAt } from './report';

const CELL = 7;

/** Three digits: `0.123`, `1.23`, `12.3`, `123`, `1,234`. */
export function showMilliseconds(value: number): string {
  if (value >= 99.95) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3);
}

const showTiming = (timing: Timing | undefined): string =>
  timing ? `${showMilliseconds(timing.milliseconds)}${timing.stopped ? '*' : ' '}` : '– ';

const headOf = (dModel: number): string => `dModel = ${dModel}, T =`;

/** One dModel, for as many T as stand side by side. */
function block(rows: Row[], dModel: number, Ts: number[], room: number): string[] {
  const cell = (text: string): string => padStart(text, CELL);
  const head = `${padEnd(headOf(dModel), room)}${Ts.map((T) => cell(`${T} `)).join('')}`;
  const fastest = Ts.map((T) =>
    Math.min(...rows.map((row) => timingAt(row, T, dModel)?.milliseconds ?? Infinity)),
  );
  const lines = rows.map((row) => {
    const cells = Ts.map((T, i) => {
      const timing = timingAt(row, T, dModel);
      const text = cell(showTiming(timing));
      return timing?.milliseconds === fastest[i] ? paint('green', text) : text;
    });
    return `${padEnd(row.name, room)}${cells.join('')}`.trimEnd();
  });
  return ['', paint('bold', head.trimEnd()), ...lines];
}

function tables({ Ts, dModels }: BenchReport, rows: Row[], width: number): string[] {
  const room = Math.max(
    ...rows.map(({ name }) => widthOf(name)),
    ...dModels.map((dModel) => widthOf(headOf(dModel))),
  );
  const perLine = Math.max(1, Math.floor((width - room) / CELL));
  const groups = Array.from({ length: Math.ceil(Ts.length / perLine) }, (_, g) =>
    Ts.slice(g * perLine, (g + 1) * perLine),
  );
  return dModels.flatMap((dModel) => groups.flatMap((group) => block(rows, dModel, group, room)));
}

/** The target's own first function beside the fastest at the largest size that both were timed at. */
function comparison(rows: Row[]): string[] {
  const [own] = rows.filter(({ exercise }) => exercise !== null);
  const others = rows.filter(({ exercise }) => exercise === null);
  const last = own?.timings.filter(({ stopped }) => !stopped).at(-1);
  if (!own || !last) return [];
  const { T, dModel, milliseconds } = last;
  const [best] = others
    .map((row) => ({ name: row.name, time: timingAt(row, T, dModel)?.milliseconds ?? Infinity }))
    .sort((a, b) => a.time - b.time);
  if (!best || best.time === Infinity) return [];
  const [slow, fast, factor] =
    best.time <= milliseconds
      ? [own.name, best.name, milliseconds / best.time]
      : [best.name, own.name, best.time / milliseconds];
  const times = factor < 10 ? factor.toFixed(1) : Math.round(factor).toLocaleString('en');
  return [`At T = ${T}, dModel = ${dModel}, ${slow} takes ${times} times as long as ${fast}.`];
}

function remarks({ contenders, absent }: BenchReport, timed: Row[]): string[] {
  const stopped = timed.some(({ timings }) => timings.some((timing) => timing.stopped));
  const chatty = contenders.filter(({ printed }) => printed > 0);
  return [
    ...(stopped ? ['* one pass, longer than a second; larger sizes are left out (–).'] : []),
    ...comparison(timed),
    ...chatty.map(
      ({ name, printed }) =>
        `${name} printed ${printed.toLocaleString('en')} lines; that takes time too.`,
    ),
    ...absent.map(({ name, reason }) => `${name} cannot run here: ${reason}`),
  ];
}

/** Those without times, each with the reason. */
const untimed = ({ contenders }: BenchReport): string[] =>
  contenders
    .filter(({ verdict }) => verdict !== 'timed')
    .map(({ name, verdict, says }) =>
      verdict === 'unwritten' ? `${name}: ${says}` : `${name} is not timed: ${says}`,
    );

/** Head, one table for each dModel, remarks. */
export function render(report: BenchReport, width: number): string {
  const timed = report.contenders.filter(({ verdict }) => verdict === 'timed');
  const engines = timed.flatMap(({ engine }) => engine ?? []);
  const about = `Milliseconds a pass over T positions, ${report.heads} heads, arrays in and arrays out: warm medians. ${[`Code of ${report.target}`, ...engines].join(', ')}; ${showMachine(report)}.`;
  const wrapped = (lines: string[]): string[] => lines.flatMap((line) => wrap(line, width));
  const notes = [...wrapped(untimed(report)), ...wrapped(remarks(report, timed))];
  return [
    paint('bold', 'Multi-head attention'),
    ...wrapped([about]),
    ...(timed.length > 0 ? tables(report, timed, width) : []),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}
