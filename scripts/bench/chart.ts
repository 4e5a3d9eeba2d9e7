/**
 * Where everything of the chart stands: pure, in pixels. Small multiples, one panel a dModel, a row
 * of times over one of memory, over T on two logarithmic axes that a row shares, each line named at
 * the right edge of its row with the power of T that it follows.
 */
import type { Box, Measure, PlacedText } from '../drawing/text';
import { type Frame, frameOf, hasAny, INSET, MARGIN, PANEL } from './frame';
import { amountOf, exponentOf, type Quantity, showExponent } from './growth';
import { axisTexts, headTexts, type Write, writeWith } from './lettering';
import type { Look } from './looks';
import { type BenchReport, timingAt } from './report';
import { spread } from './spread';

export interface Point {
  x: number;
  y: number;
  /** One pass, longer than a second. */
  stopped: boolean;
}

/** One contender in one panel. */
export interface Curve extends Look {
  points: Point[];
}

/** From a curve's end to its name. */
export interface Leader extends Look {
  /** Null for a curve that ends early: its leader would cross those that go on. */
  from: { x: number; y: number } | null;
  /** The panel's edge, from which the leader may slant. */
  edge: number;
  to: { x: number; y: number };
}

export interface Chart {
  width: number;
  height: number;
  panels: Box[];
  /** Level lines of each panel; the one at a second is drawn more strongly. */
  levels: { x: number; y: number; width: number; isSecond: boolean }[];
  /** Upright ticks under each panel. */
  uprights: { x: number; y: number }[];
  curves: Curve[];
  leaders: Leader[];
  texts: PlacedText[];
}

const LABEL_GAP = 19;
const BESIDE = 30;

function curvesOf({ report, quantity, rows, panels, xOf, yOf }: Frame): Curve[] {
  return panels.flatMap((panel, i) =>
    rows.map(({ row, look }) => {
      const points = report.Ts.flatMap((T) => {
        const timing = timingAt(row, T, report.dModels[i] ?? 0);
        const amount = amountOf(timing, quantity);
        if (!timing || amount === null) return [];
        return [{ x: panel.x + xOf(T), y: yOf(amount), stopped: timing.stopped }];
      });
      return { ...look, points };
    }),
  );
}

/** A name for each contender at the right edge, led to from its curve's end in the last panel. */
function namesOf({ report, quantity, rows, panels }: Frame, curves: Curve[], write: Write) {
  const panel = panels.at(-1) ?? { x: 0, y: 0, width: 0, height: 0 };
  const ends = rows.map((_, i) => {
    const own = curves.filter((_, at) => at % rows.length === i);
    return own.findLast(({ points }) => points.length > 0)?.points.at(-1);
  });
  const edge = panel.x + panel.width;
  const places = spread(
    ends.map((end) => end?.y ?? panel.y),
    LABEL_GAP,
    [panel.y + 4, panel.y + panel.height - 4],
  );
  const texts = rows.map(({ row, look }, i) => {
    const exponent = exponentOf(row, report.dModels[0] ?? 0, quantity);
    const text = exponent === null ? row.name : `${row.name}  ${showExponent(exponent)}`;
    return write(text, { x: edge + BESIDE + 12, y: places[i] ?? 0, ink: 'ink', bold: look.isOwn });
  });
  const leaders = rows.map(({ look }, i) => {
    const end = ends[i];
    const to = { x: edge + BESIDE, y: places[i] ?? 0 };
    const from = end && end.x >= edge - INSET - 1 ? { x: end.x, y: end.y } : null;
    return { ...look, from, edge, to };
  });
  return { texts, leaders };
}

/** One row of panels with all that stands in and around it. */
function bandOf(report: BenchReport, quantity: Quantity, top: number, write: Write) {
  const frame = frameOf(report, quantity, top);
  const { panels, xOf, yOf, ticks } = frame;
  const curves = curvesOf(frame);
  const names = namesOf(frame, curves, write);
  const isSecond = (tick: number): boolean => quantity === 'milliseconds' && tick === 1_000;
  return {
    panels,
    levels: panels.flatMap(({ x, width }) =>
      ticks.map((tick) => ({ x, y: yOf(tick), width, isSecond: isSecond(tick) })),
    ),
    uprights: panels.flatMap(({ x }) =>
      report.Ts.map((T) => ({ x: x + xOf(T), y: top + PANEL.height })),
    ),
    curves,
    leaders: names.leaders,
    texts: [...axisTexts(frame, write), ...names.texts],
  };
}

/** From the top of a row of panels to that of the next. */
const BAND = PANEL.height + 100;

/**
 * Lays the chart out; without memory where the system told none.
 * @param report with at least one time
 */
export function chartOf(report: BenchReport, measure: Measure): Chart {
  const write = writeWith(measure);
  const head = headTexts(report, write);
  const top = MARGIN + 150;
  const quantities = (['milliseconds', 'megabytes'] as const).filter((each) =>
    hasAny(report, each),
  );
  const bands = quantities.map((each, i) => bandOf(report, each, top + i * BAND, write));
  const texts = [...head, ...bands.flatMap((band) => band.texts)];
  return {
    width: Math.ceil(Math.max(...texts.map(({ x, width }) => x + width)) + MARGIN),
    height: top + (bands.length - 1) * BAND + PANEL.height + 52 + MARGIN / 2,
    panels: bands.flatMap((band) => band.panels),
    levels: bands.flatMap((band) => band.levels),
    uprights: bands.flatMap((band) => band.uprights),
    curves: bands.flatMap((band) => band.curves),
    leaders: bands.flatMap((band) => band.leaders),
    texts,
  };
}
