/**
 * Where everything of a picture stands: pure, in pixels, for node-canvas and a browser alike.
 * Small multiples: one map per panel, query tokens to the left of the first column, key tokens under
 * the lowest map of each column, one colour bar for all.
 */
import { type Axis, VALUE_CELL } from './axis';
import type { PaletteName } from './colour';
import {
  AXIS_NAME,
  axisNames,
  barName,
  barTexts,
  barTicks,
  boundaryLines,
  headLines,
  MARGIN,
} from './frame';
import { arrange, type Grid, marginOf } from './grid';
import type { Line, MapRow, Picture, PlacedMap } from './picture';
import { type ScaleName, scaleOf, scales } from './scale';
import type { Box, Measure, PlacedText } from './text';
import { isBlank } from './values';

export interface Layout {
  width: number;
  height: number;
  axis: Axis;
  maps: PlacedMap[];
  scale: ScaleName;
  palette: PaletteName;
  texts: PlacedText[];
  /** Font size of the values in the cells; 0 where they are not written. */
  valueSize: number;
  /** The colour bar, from 1 at the top to 0 at the bottom; empty where the page has one. */
  bar: Box;
  /** Ticks of the bar, boundaries of segments. */
  lines: Line[];
  /** Rows that are outlined. */
  marks: Box[];
}

const NARROWEST = 400;
const BAR = { width: 12, before: 30, after: 58, shortest: 110, longest: 240 };
const NO_BAR = { x: 0, y: 0, width: 0, height: 0 };

/** Where the maps stand, in reading order. */
const placeMaps = (
  { panels, scale = '0-1' }: Picture,
  { columns, x, stepX, stepY }: Grid,
  top: number,
): PlacedMap[] =>
  panels.map(({ weights }, i) => ({
    x: x + (i % columns) * stepX,
    y: top + Math.floor(i / columns) * stepY,
    weights,
    top: scales[scale].top(weights),
  }));

/** The box of a row, without the white that cells are told apart by. */
export function rowBox({ maps, axis }: Pick<Layout, 'maps' | 'axis'>, { head, row }: MapRow) {
  const [map, top] = [maps[head], axis.starts[row]];
  if (!map || top === undefined) return null;
  const { cell, gutter, length } = axis;
  return { x: map.x, y: map.y + top, width: length - gutter, height: cell - gutter };
}

const valueSizeOf = ({ values }: Picture, { cell }: Axis): number =>
  values && cell >= VALUE_CELL ? Math.min(12, 0.38 * cell) : 0;

/** What has to be said of values that are not written. */
const aboutValues = ({ panels }: Picture, valueSize: number): string[] =>
  valueSize > 0 && panels.some(({ weights }) => weights.some((row) => row.some(isBlank)))
    ? ['cells without a number: below 0.005']
    : [];

/** Heading and bar, which only pictures that stand alone have. */
function frameOf(picture: Picture, grid: Grid, valueSize: number, measure: Measure) {
  const scale = scaleOf(picture.scale, picture.what);
  const barX = grid.x + grid.width + grid.beyond + BAR.before;
  const width = Math.max(NARROWEST, barX + BAR.width + BAR.after + MARGIN);
  const captions = [...picture.captions, ...aboutValues(picture, valueSize)];
  const head = headLines({ ...picture, captions }, width - 2 * MARGIN, measure);
  const y = head.bottom + 16 + grid.titles.height;
  const shortest = Math.max(BAR.shortest, Math.ceil(barName(scale, measure)));
  const height = Math.max(shortest, Math.min(BAR.longest, grid.height));
  const bar = { x: barX, y, width: BAR.width, height };
  const texts = [...head.texts, ...barTexts(bar, scale, measure)];
  return { width, top: y, bar, lines: barTicks(bar, scale), texts };
}

const frameOfPage = ({ x, width, beyond, titles }: Grid) => ({
  width: x + width + beyond,
  top: titles.height,
  bar: NO_BAR,
  lines: [],
  texts: [],
});

/**
 * Lays a picture out.
 *
 * @param picture 1 × 1 to 128 × 128 tokens, one panel or more
 * @param measure text widths; the picture is as good as they are
 * @returns places and sizes in pixels, for `draw` and `hit`
 */
export function layout(picture: Picture, measure: Measure): Layout {
  const grid = arrange(picture, measure);
  const { axis, names, keys, titles, columns } = grid;
  const margin = marginOf(picture);
  const valueSize = valueSizeOf(picture, axis);
  const { width, top, bar, lines, texts } = picture.room
    ? frameOfPage(grid)
    : frameOf(picture, grid, valueSize, measure);
  const maps = placeMaps(picture, grid, top);
  const area = { x: grid.x, y: top, width: grid.width, height: grid.height };
  const bottom = Math.max(top + grid.height + keys.room + AXIS_NAME, top + bar.height);
  const first = maps.filter((_, i) => i % columns === 0);
  const lowest = maps.filter((_, i) => i + columns >= maps.length);
  const mark = picture.marked && rowBox({ maps, axis }, picture.marked);
  return {
    width,
    height: Math.ceil(bottom + margin),
    axis,
    maps,
    scale: picture.scale ?? '0-1',
    palette: picture.palette ?? 'viridis',
    valueSize,
    bar,
    lines: [...lines, ...boundaryLines(maps, axis)],
    marks: mark ? [mark] : [],
    texts: [
      ...texts,
      ...titles.over(maps),
      ...first.flatMap((map) => names.beside(map)),
      ...lowest.flatMap((map) => keys.under(map)),
      ...axisNames(area, margin, keys.room, measure),
    ],
  };
}
