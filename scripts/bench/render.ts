/** What was measured, for a terminal: the tables, and what there is to say of them. Strings only. */
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { type BenchReport, type Row, showMachine, timingAt } from './report';
import { tablesOf } from './tables';

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
    ...absent.map(({ name, reason }) => `${name} is left out: ${reason}`),
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
    ...tablesOf(report, timed, width),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}
