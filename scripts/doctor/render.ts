/** The doctor's findings as text. */
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { padEnd } from '../terminal/width';
import type { DoctorReport, EngineFinding, Finding } from './examine';

const NAME_WIDTH = 17;

function lines({ name, ok, says, next }: Finding, more: string, width: number): string[] {
  const mark = ok ? paint('green', '✓') : paint('yellow', '–');
  const [first = '', ...rest] = wrap(`${says}${more}`, width - NAME_WIDTH - 4);
  const indent = ' '.repeat(NAME_WIDTH + 4);
  return [
    ` ${mark} ${padEnd(name, NAME_WIDTH)} ${first}`,
    ...rest.map((line) => indent + line),
    ...(next ? [`${indent}${paint('bold', `→ ${next}`)}`] : []),
  ];
}

function details({ gpu, milliseconds }: EngineFinding): string {
  const time = milliseconds === null ? '' : `, ${milliseconds.toFixed(1)} ms a multi-head pass`;
  return `${gpu ? `, ${gpu}` : ''}${time}`;
}

function conclusion({ answers, forced, engines }: DoctorReport): string {
  if (engines.length === 0) {
    return 'Answers are compared with no reference here. npm run check can run.';
  }
  const wish = forced ? ` (KATA_ENGINE=${forced})` : '';
  if (answers) return `${answers} answers${wish}. npm run check can run.`;
  return `No engine can answer${wish}, so npm run check cannot run.`;
}

function engineLines({ engines }: DoctorReport, width: number): string[] {
  if (engines.length === 0) return [];
  return [
    '',
    paint('bold', 'Reference engines, best first (pass: T = 64, dModel = 64, 8 heads)'),
    ...engines.flatMap((finding) => lines(finding, details(finding), width)),
  ];
}

/** One line a finding, what to do below it, the conclusion last. */
export function render(report: DoctorReport, width: number): string {
  return [
    paint('bold', 'This machine'),
    ...report.machine.flatMap((finding) => lines(finding, '', width)),
    ...engineLines(report, width),
    '',
    ...wrap(conclusion(report), width),
  ].join('\n');
}
