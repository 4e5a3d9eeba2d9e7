/** A row of panels of the chart and the scales that they share: what every other part of it stands on. */
import type { Box } from '../drawing/text';
import { amountOf, type Quantity } from './growth';
import { type Look, looksOf } from './looks';
import type { BenchReport, Row } from './report';
import { logScale, ticksOf } from './scale';

/** Around everything. */
export const MARGIN = 28;
export const PANEL = { width: 248, height: 340, between: 26 };
/** From a panel's edge to its first and last T. */
export const INSET = 14;
const AXIS = 52;
const rangeOf = (amounts: number[]): [number, number] => [
  Math.min(...amounts) / 1.6,
  Math.max(...amounts) * 1.6,
];

/** Every amount of a report; memory is missing where the system does not tell it. */
const amountsOf = ({ contenders }: BenchReport, quantity: Quantity): number[] =>
  contenders.flatMap(({ timings }) => timings.flatMap((each) => amountOf(each, quantity) ?? []));

export const hasAny = (report: BenchReport, quantity: Quantity): boolean =>
  amountsOf(report, quantity).length > 0;

/** All that the parts of the chart share. */
export interface Frame {
  report: BenchReport;
  quantity: Quantity;
  rows: { row: Row; look: Look }[];
  panels: Box[];
  xOf(T: number): number;
  yOf(amount: number): number;
  ticks: number[];
}

/** @param top where the panels begin, in pixels */
export function frameOf(report: BenchReport, quantity: Quantity, top: number): Frame {
  const timed = report.contenders.filter(({ timings }) => timings.length > 0);
  const looks = looksOf(report.contenders);
  const range = rangeOf(amountsOf(report, quantity));
  const { width, height, between } = PANEL;
  const [first = 1, last = 2] = [report.Ts[0], report.Ts.at(-1)];
  return {
    report,
    quantity,
    rows: timed.map((row) => ({ row, look: looks[report.contenders.indexOf(row)] as Look })),
    panels: report.dModels.map((_, i) => ({
      x: MARGIN + AXIS + i * (width + between),
      y: top,
      width,
      height,
    })),
    xOf: logScale([first, last], [INSET, width - INSET]),
    yOf: logScale(range, [top + height, top]),
    ticks: ticksOf(range),
  };
}
