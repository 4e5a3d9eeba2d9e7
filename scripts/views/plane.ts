/** Vectors in the plane: arrows from the origin on one scale, each with its name near its tip. */
import type { Colour } from '../drawing/colour';
import type { Mark, Point } from '../drawing/marks';
import type { Box, Measure } from '../drawing/text';
import { showNumber } from './numbers';
import { type Area, box, line, type Part, SMALL, words } from './part';

export interface Arrow {
  name: string;
  x: number;
  y: number;
  stroke: Colour;
  /** Of the line, in pixels. */
  width: number;
  /** What pressing its name does. */
  press: Pick<Area, 'label' | 'change'>;
}

/** Pixels between the longest arrow's tip and the edge, where names stand. */
const EDGE = 30;
const LETTER = 14;
const HEAD = 10;

/** Numbers at the lines of the grid: at most four to a side. */
function stepOf(extent: number): number {
  const power = 10 ** Math.floor(Math.log10(extent));
  const steps = [0.5, 1, 2, 5].map((factor) => factor * power);
  return steps.find((step) => extent / step <= 4) ?? extent;
}

/** From the plane's numbers to pixels. */
interface Scale {
  side: number;
  /** The largest number along either axis. */
  extent: number;
  at(x: number, y: number): Point;
}

function scaleOf(arrows: readonly Arrow[], side: number): Scale {
  const extent = Math.max(...arrows.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)])) || 1;
  const most = side / 2 - EDGE;
  const at = (x: number, y: number): Point => [
    side / 2 + (x / extent) * most,
    side / 2 - (y / extent) * most,
  ];
  return { side, extent, at };
}

function gridOf({ side, extent, at }: Scale, measure: Measure): Mark[] {
  const step = stepOf(extent);
  const most = Math.floor(extent / step + 1e-9);
  const every = Array.from({ length: 2 * most + 1 }, (_, i) => (i - most) * step);
  const lines = every.flatMap((value) => {
    const [x, y] = at(value, value);
    const rest = { alpha: value === 0 ? 1 : 0.35 };
    const across: Point[] = [[0, y], [side, y]]; // biome-ignore format: a line's two ends
    const down: Point[] = [[x, 0], [x, side]]; // biome-ignore format: a line's two ends
    return [line(across, 'line', 1, rest), line(down, 'line', 1, rest)];
  });
  const [last, middle] = [at(most * step, most * step), side / 2];
  const unit = showNumber(most * step);
  return [
    box(0, 0, side, side, 'band'),
    ...lines,
    words(unit, last[0], middle + 9, measure, { align: 'center', ink: 'muted', font: SMALL }),
    words(unit, middle - 4, last[1], measure, { align: 'right', ink: 'muted', font: SMALL }),
  ];
}

/** A line and its head, or a dot where there is no direction. */
function arrowMarks({ x, y, stroke, width }: Arrow, { at }: Scale): Mark[] {
  const [[fromX, fromY], [toX, toY]] = [at(0, 0), at(x, y)];
  const length = Math.hypot(toX - fromX, toY - fromY);
  if (length < 1) return [box(fromX - 4, fromY - 4, 8, 8, stroke)];
  const [ux, uy] = [(toX - fromX) / length, (toY - fromY) / length];
  const head = Math.min(HEAD, length);
  const [baseX, baseY] = [toX - ux * head, toY - uy * head];
  const half = head * 0.45;
  const corners: Point[] = [
    [toX, toY],
    [baseX - uy * half, baseY + ux * half],
    [baseX + uy * half, baseY - ux * half],
  ];
  const shaft = line(
    [
      [fromX, fromY],
      [baseX, baseY],
    ],
    stroke,
    width,
  );
  return [shaft, { kind: 'shape', points: corners, fill: stroke }];
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** Small boxes along an arrow, which names should not lie on. */
function alongside({ x, y }: Arrow, { at }: Scale): Box[] {
  const [[fromX, fromY], [toX, toY]] = [at(0, 0), at(x, y)];
  const count = Math.ceil(Math.hypot(toX - fromX, toY - fromY) / 6) + 1;
  return Array.from({ length: count }, (_, i) => {
    const share = i / Math.max(1, count - 1);
    const [midX, midY] = [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share];
    return { x: midX - 2, y: midY - 2, width: 4, height: 4 };
  });
}

const turns = [0, 1, -1, 2, -2, 3, -3, 4].map((eighths) => (eighths * Math.PI) / 4);

/** Where a name may stand: around the tip, beyond it first, within the square. */
function placesFor(arrow: Arrow, width: number, { at, side }: Scale): Box[] {
  const [[fromX, fromY], [toX, toY]] = [at(0, 0), at(arrow.x, arrow.y)];
  const isPoint = Math.hypot(toX - fromX, toY - fromY) < 1;
  const ahead = isPoint ? (3 * Math.PI) / 4 : Math.atan2(toY - fromY, toX - fromX);
  const inside = (start: number, size: number): number => Math.min(side - size, Math.max(0, start));
  return turns.map((turn) => {
    const [ux, uy] = [Math.cos(ahead + turn), Math.sin(ahead + turn)];
    const [midX, midY] = [toX + ux * (width / 2 + 6), toY + uy * (LETTER / 2 + 6)];
    const [x, y] = [inside(midX - width / 2, width), inside(midY - LETTER / 2, LETTER)];
    return { x, y, width, height: LETTER };
  });
}

/**
 * The arrows on a square.
 * @param side of it, in pixels
 */
export function plane(arrows: readonly Arrow[], side: number, measure: Measure): Part {
  const scale = scaleOf(arrows, side);
  const shafts = arrows.flatMap((arrow) => alongside(arrow, scale));
  const names: Box[] = [];
  const areas: Area[] = [];
  const labels = arrows.map((arrow) => {
    const places = placesFor(arrow, measure(arrow.name, SMALL), scale);
    const costOf = (place: Box): number =>
      names.reduce((sum, other) => sum + 10 * overlap(place, other), 0) +
      shafts.reduce((sum, other) => sum + overlap(place, other), 0);
    const costs = places.map(costOf);
    const place = places[costs.indexOf(Math.min(...costs))] as Box;
    names.push(place);
    areas.push({ box: place, ...arrow.press });
    return words(arrow.name, place.x, place.y + LETTER / 2, measure, {
      font: SMALL,
      ink: arrow.stroke,
    });
  });
  // Shorter ones last: of several in one direction each head is seen.
  const longestFirst = [...arrows].sort((a, b) => Math.hypot(b.x, b.y) - Math.hypot(a.x, a.y));
  const drawn = longestFirst.flatMap((arrow) => arrowMarks(arrow, scale));
  return {
    width: side,
    height: side,
    marks: [...gridOf(scale, measure), ...drawn, ...labels],
    areas,
  };
}
