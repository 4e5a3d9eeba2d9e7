/** The panels of the chart and the scales that they share: what every other part of it stands on. */
import type { Box } from '../drawing/text';
import { type Look, looksOf } from './looks';
import type { Timing } from './measure';
import type { BenchReport, Row } from './report';
import { logScale, ticksOf } from './scale';

/** Around everything. */
export const MARGIN = 28;
export const PANEL = { width: 248, height: 340, between: 26 };
/** From a panel's edge to its first and last T. */
export const INSET = 14;
const AXIS = 52;
function rangeOf(times: Timing[]): [number, number] {
  const values = times.map(({ milliseconds }) => milliseconds);
  return [Math.min(...values) / 1.6, Math.max(...values) * 1.6];
}

/** All that the parts of the chart share. */
export interface Frame {
  report: BenchReport;
  rows: { row: Row; look: Look }[];
  panels: Box[];
  xOf(T: number): number;
  yOf(milliseconds: number): number;
  ticks: number[];
}

/** @param top where the panels begin, in pixels */
export function frameOf(report: BenchReport, top: number): Frame {
  const timed = report.contenders.filter(({ timings }) => timings.length > 0);
  const looks = looksOf(report.contenders);
  const range = rangeOf(timed.flatMap(({ timings }) => timings));
  const { width, height, between } = PANEL;
  const [first = 1, last = 2] = [report.Ts[0], report.Ts.at(-1)];
  return {
    report,
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
