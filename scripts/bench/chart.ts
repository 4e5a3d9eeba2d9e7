/**
 * Where everything of the chart stands: pure, in pixels. Small multiples, one panel a dModel, times
 * over T on two logarithmic axes that all panels share, each line named once at the right edge.
 */
import type { Box, Measure, PlacedText } from '../drawing/text';
import { type Frame, frameOf, INSET, MARGIN, PANEL } from './frame';
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
  /** Level lines, in each panel; the one at a second is drawn more strongly. */
  levels: { y: number; isSecond: boolean }[];
  /** Upright ticks under each panel. */
  uprights: { x: number; y: number }[];
  curves: Curve[];
  leaders: Leader[];
  texts: PlacedText[];
}

const LABEL_GAP = 19;
const BESIDE = 30;

function curvesOf({ report, rows, panels, xOf, yOf }: Frame): Curve[] {
  return panels.flatMap((panel, i) =>
    rows.map(({ row, look }) => {
      const points = report.Ts.flatMap((T) => {
        const timing = timingAt(row, T, report.dModels[i] ?? 0);
        if (!timing) return [];
        return [{ x: panel.x + xOf(T), y: yOf(timing.milliseconds), stopped: timing.stopped }];
      });
      return { ...look, points };
    }),
  );
}

/** A name for each contender at the right edge, led to from its curve's end in the last panel. */
function namesOf({ rows, panels }: Frame, curves: Curve[], write: Write) {
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
  const texts = rows.map(({ row: { name }, look }, i) =>
    write(name, { x: edge + BESIDE + 12, y: places[i] ?? 0, ink: 'ink', bold: look.isOwn }),
  );
  const leaders = rows.map(({ look }, i) => {
    const end = ends[i];
    const to = { x: edge + BESIDE, y: places[i] ?? 0 };
    const from = end && end.x >= edge - INSET - 1 ? { x: end.x, y: end.y } : null;
    return { ...look, from, edge, to };
  });
  return { texts, leaders };
}

/**
 * Lays the chart out.
 * @param report with at least one time
 */
export function chartOf(report: BenchReport, measure: Measure): Chart {
  const write = writeWith(measure);
  const head = headTexts(report, write);
  const frame = frameOf(report, MARGIN + 130);
  const curves = curvesOf(frame);
  const names = namesOf(frame, curves, write);
  const { panels, xOf, yOf, ticks } = frame;
  const texts = [...head, ...axisTexts(frame, write), ...names.texts];
  const right = [...head, ...names.texts].map(({ x, width }) => x + width);
  const bottom = (panels[0]?.y ?? 0) + PANEL.height;
  return {
    width: Math.ceil(Math.max(...right) + MARGIN),
    height: bottom + 52 + MARGIN / 2,
    panels,
    levels: ticks.map((tick) => ({ y: yOf(tick), isSecond: tick === 1_000 })),
    uprights: panels.flatMap(({ x }) => report.Ts.map((T) => ({ x: x + xOf(T), y: bottom }))),
    curves,
    leaders: names.leaders,
    texts,
  };
}
