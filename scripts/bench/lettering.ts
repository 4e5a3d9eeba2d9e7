/** What is written on the chart beside the contenders' names. */
import type { Measure, PlacedText } from '../drawing/text';
import { type Frame, MARGIN } from './frame';
import type { Quantity } from './growth';
import { type BenchReport, showMachine } from './report';
import { showTick } from './scale';

/** A text at a place, 12 pixels and muted where nothing else is said. */
export type Write = (
  text: string,
  at: Partial<PlacedText> & { x: number; y: number },
) => PlacedText;

export const writeWith =
  (measure: Measure): Write =>
  (text, at) => {
    const font = { size: at.size ?? 12, bold: at.bold ?? false };
    const width = measure(text, font);
    return { align: 'left', angle: 0, ink: 'muted', ...font, ...at, text, width };
  };

const nouns: Record<Quantity, string> = { milliseconds: 'Time', megabytes: 'Memory' };

/** The panels' titles, and the numbers and names on the axes. */
export function axisTexts(frame: Frame, write: Write): PlacedText[] {
  const { report, quantity, panels, xOf, yOf, ticks } = frame;
  const [first] = panels;
  const bottom = (first?.y ?? 0) + (first?.height ?? 0);
  const amounts = ticks.map((tick) =>
    write(showTick(tick, quantity), {
      x: (first?.x ?? 0) - 8,
      y: yOf(tick),
      size: 11,
      align: 'right',
    }),
  );
  const perPanel = panels.flatMap(({ x, y, width }, i) => [
    write(`${nouns[quantity]}, dModel = ${report.dModels[i]}`, {
      x,
      y: y - 15,
      size: 13,
      bold: true,
      ink: 'ink',
    }),
    write('T', { x: x + width / 2, y: bottom + 38, align: 'center' }),
    ...report.Ts.map((T) =>
      write(String(T), { x: x + xOf(T), y: bottom + 17, size: 11, align: 'center' }),
    ),
  ]);
  return [...amounts, ...perPanel];
}

/** The chart's title. */
export const TITLE = 'Multi-head attention: what a pass takes';

/** The heading, and what one has to know to read the chart. */
export function headTexts(report: BenchReport, write: Write): PlacedText[] {
  const stopped = report.contenders.some(({ timings }) => timings.some((time) => time.stopped));
  const engines = report.contenders.flatMap(({ engine }) => engine ?? []);
  const lines = [
    `Time of one pass over T positions, ${report.heads} heads, arrays in and arrays out; warm medians${stopped ? '. Hollow: one pass, longer than a second, where a line ends' : ''}`,
    `Beside each name the power of T that it follows over the three largest T, at dModel = ${report.dModels[0]}. Memory: peak of the first pass, above the process with its inputs`,
    [`Code of ${report.target}`, ...engines].join(' · '),
    showMachine(report),
  ];
  const heading = { x: MARGIN, y: MARGIN + 8, size: 18, bold: true, ink: 'ink' } as const;
  return [
    write(TITLE, heading),
    ...lines.map((line, i) => write(line, { x: MARGIN, y: MARGIN + 34 + 19 * i })),
  ];
}
