/** Draws a chart that is laid out. Chooses nothing but the strength of lines. */
import { inks } from '../drawing/colour';
import { drawText } from '../drawing/draw';
import type { Context } from '../drawing/node-canvas';
import type { Chart, Curve, Leader, Point } from './chart';
import type { Marker } from './looks';

const PANEL = '#f7f7fa';
const GRID = '#e3e3ea';
const RADIUS = 4;

/** Corners of markers around their middle, in radii. */
const corners: Record<Exclude<Marker, 'circle'>, readonly (readonly [number, number])[]> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  up: [
    [0, -1.2],
    [1.15, 0.9],
    [-1.15, 0.9],
  ],
  down: [
    [0, 1.2],
    [1.15, -0.9],
    [-1.15, -0.9],
  ],
  bar: [
    [-0.5, -1.2],
    [0.5, -1.2],
    [0.5, 1.2],
    [-0.5, 1.2],
  ],
};

function line(context: Context, points: { x: number; y: number }[]): void {
  context.beginPath();
  for (const [i, { x, y }] of points.entries()) {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

function drawMarker(context: Context, marker: Marker, { x, y, stopped }: Point): void {
  if (marker === 'circle') {
    context.beginPath();
    context.arc(x, y, RADIUS, 0, 2 * Math.PI);
  } else {
    line(
      context,
      corners[marker].map(([dx, dy]) => ({ x: x + RADIUS * dx, y: y + RADIUS * dy })),
    );
  }
  context.closePath();
  const colour = context.fillStyle;
  if (stopped) context.fillStyle = inks.paper;
  // The pale rim keeps crossing lines apart.
  else context.strokeStyle = inks.paper;
  context.lineWidth = stopped ? 1.8 : 2;
  if (stopped) context.fill();
  context.stroke();
  if (!stopped) context.fill();
  context.fillStyle = colour;
  context.strokeStyle = colour;
}

function drawCurve(context: Context, { colour, marker, isOwn, points }: Curve): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = isOwn ? 3 : 1.8;
  line(context, points);
  context.stroke();
  for (const point of points) drawMarker(context, marker, point);
}

function drawLeader(context: Context, { colour, marker, from, edge, to }: Leader): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1;
  context.setLineDash([1, 3]);
  if (from) {
    line(context, [from, { x: edge + 2, y: from.y }, { x: to.x - 8, y: to.y }]);
    context.stroke();
  }
  context.setLineDash([]);
  drawMarker(context, marker, { ...to, stopped: false });
}

function drawFrame(context: Context, { panels, levels, uprights }: Chart): void {
  for (const { x, y, width, height } of panels) {
    context.fillStyle = PANEL;
    context.fillRect(x, y, width, height);
  }
  for (const { x, y, width, isSecond } of levels) {
    context.fillStyle = isSecond ? inks.line : GRID;
    context.fillRect(x, y - 0.5, width, 1);
  }
  context.fillStyle = inks.line;
  for (const { x, y } of uprights) context.fillRect(x - 0.5, y, 1, 5);
}

/** Draws the whole chart; the thick line last, above the others. */
export function drawChart(context: Context, chart: Chart): void {
  context.textBaseline = 'alphabetic';
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, chart.width, chart.height);
  context.lineJoin = 'round';
  drawFrame(context, chart);
  for (const leader of chart.leaders) drawLeader(context, leader);
  const own = chart.curves.filter(({ isOwn }) => isOwn);
  for (const curve of [...chart.curves.filter(({ isOwn }) => !isOwn), ...own]) {
    drawCurve(context, curve);
  }
  for (const text of chart.texts) drawText(context, text);
}
