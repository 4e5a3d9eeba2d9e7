/**
 * Where everything of a picture stands: pure, in pixels, for node-canvas and a browser alike.
 * Small multiples: one map per panel, query tokens to the left of the first column, key tokens under
 * the lowest map of each column, one colour bar for all.
 */
import { type Axis, VALUE_CELL } from './axis';
import {
  AXIS_NAME,
  axisNames,
  barTexts,
  barTicks,
  boundaryLines,
  headLines,
  panelTitles,
  TITLE_HEIGHT,
} from './frame';
import { arrange, type Grid, marginOf } from './grid';
import type { Line, Picture, PlacedMap } from './picture';
import type { Box, Measure, PlacedText } from './text';

export interface Layout {
  width: number;
  height: number;
  axis: Axis;
  maps: PlacedMap[];
  texts: PlacedText[];
  /** Font size of the values in the cells; 0 where they are not written. */
  valueSize: number;
  /** The colour bar, from 1 at the top to 0 at the bottom; empty where the page has one. */
  bar: Box;
  /** Ticks of the bar, boundaries of segments. */
  lines: Line[];
}

const NARROWEST = 400;
const BAR = { width: 12, before: 30, after: 58, shortest: 110, longest: 240 };
const NO_BAR = { x: 0, y: 0, width: 0, height: 0 };

/** Where the maps stand, in reading order. */
const placeMaps = ({ panels }: Picture, { columns, x, stepX, stepY }: Grid, top: number) =>
  panels.map(({ weights }, i) => ({
    x: x + (i % columns) * stepX,
    y: top + Math.floor(i / columns) * stepY,
    weights,
  }));

/**
 * Lays a picture out.
 *
 * @param picture 1 × 1 to 128 × 128 tokens, one panel or more
 * @param measure text widths; the picture is as good as they are
 * @returns places and sizes in pixels, for `draw` and `hit`
 */
export function layout(picture: Picture, measure: Measure): Layout {
  const grid = arrange(picture, measure);
  const { axis, names, keys, columns } = grid;
  const [isPage, margin] = [picture.room !== undefined, marginOf(picture)];
  const barX = grid.x + grid.width + grid.titles + BAR.before;
  const width = isPage
    ? grid.x + grid.width + grid.titles
    : Math.max(NARROWEST, barX + BAR.width + BAR.after + margin);

  const head = isPage
    ? { texts: [], bottom: -16 }
    : headLines(picture, width - 2 * margin, measure);
  const top = head.bottom + 16 + TITLE_HEIGHT;
  const maps = placeMaps(picture, grid, top);
  const area = { x: grid.x, y: top, width: grid.width, height: grid.height };
  const barHeight = Math.min(BAR.longest, Math.max(BAR.shortest, grid.height));
  const bar = isPage ? NO_BAR : { x: barX, y: top, width: BAR.width, height: barHeight };
  const bottom = Math.max(top + grid.height + keys.room + AXIS_NAME, top + bar.height);
  const first = maps.filter((_, i) => i % columns === 0);
  const lowest = maps.filter((_, i) => i + columns >= maps.length);
  return {
    width,
    height: Math.ceil(bottom + margin),
    axis,
    maps,
    valueSize: picture.values && axis.cell >= VALUE_CELL ? Math.min(12, 0.38 * axis.cell) : 0,
    bar,
    lines: [...(isPage ? [] : barTicks(bar)), ...boundaryLines(maps, axis)],
    texts: [
      ...head.texts,
      ...panelTitles(picture.panels, maps, measure),
      ...first.flatMap((map) => names.beside(map)),
      ...lowest.flatMap((map) => keys.under(map)),
      ...axisNames(area, margin, keys.room, measure),
      ...(isPage ? [] : barTexts(bar, measure)),
    ],
  };
}
