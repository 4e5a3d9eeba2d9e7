/**
 * Where everything of a picture stands: pure, in pixels, for node-canvas and a browser alike.
 * Small multiples: one map per panel, query tokens to the left of the first column, key tokens under
 * the lowest map of each column, one colour bar for all.
 */
import { type Axis, axisOf, columnsFor, VALUE_CELL } from './axis';
import {
  AXIS_NAME,
  axisNames,
  barTexts,
  barTicks,
  boundaryLines,
  headLines,
  MARGIN,
  panelTitles,
  TITLE_HEIGHT,
} from './frame';
import { keyLabels, type Labelling, labelling } from './labels';
import type { Box, Measure, PlacedText } from './text';

/** One map. */
export interface Panel {
  title: string;
  /** Beside the title, muted: `entropy 2.31 bits`. */
  note: string;
  /** `[T, T]`, a row for each query. */
  weights: number[][];
}

/** What is to be drawn. */
export interface Picture {
  heading: string;
  /** Short remarks under the heading, as many on a line as fit. */
  captions: string[];
  tokens: string[];
  /** For two texts: the text each token belongs to. */
  segments?: number[];
  panels: Panel[];
  /** Whether to write the weights into the cells; only done where there is room. */
  values: boolean;
}

/** Where a map stands. */
export interface PlacedMap {
  x: number;
  y: number;
  weights: number[][];
}

/** A hairline, level or upright. */
export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface Layout {
  width: number;
  height: number;
  axis: Axis;
  maps: PlacedMap[];
  texts: PlacedText[];
  /** Font size of the values in the cells; 0 where they are not written. */
  valueSize: number;
  /** The colour bar, from 1 at the top to 0 at the bottom. */
  bar: Box;
  /** Ticks of the bar, boundaries of segments. */
  lines: Line[];
}

const BETWEEN = 26;
const NARROWEST = 400;
const BAR = { width: 12, before: 30, after: 58, shortest: 110, longest: 240 };

/** Where the maps stand, but for how far down. */
interface Grid {
  columns: number;
  x: number;
  stepX: number;
  stepY: number;
  /** From the first map's edge to the last one's, whose title may reach further. */
  width: number;
  height: number;
  titles: number;
}

function gridOf({ panels }: Picture, axis: Axis, names: Labelling, measure: Measure): Grid {
  const columns = columnsFor(panels.length);
  const rows = Math.ceil(panels.length / columns);
  const titles = panelTitles(
    panels,
    panels.map(({ weights }) => ({ x: 0, y: 0, weights })),
    measure,
  );
  const slot = Math.max(axis.length, ...titles.map(({ x, width }) => x + width));
  const [stepX, stepY] = [slot + BETWEEN, axis.length + TITLE_HEIGHT + 18];
  return {
    columns,
    x: MARGIN + AXIS_NAME + Math.ceil(names.room) + 7,
    stepX: Math.ceil(stepX),
    stepY,
    width: (columns - 1) * Math.ceil(stepX) + axis.length,
    height: (rows - 1) * stepY + axis.length,
    titles: Math.ceil(slot) - axis.length,
  };
}

/**
 * Lays a picture out.
 *
 * @param picture 1 × 1 to 128 × 128 tokens, one panel or more
 * @param measure text widths; the picture is as good as they are
 * @returns places and sizes in pixels, for `draw` and `hit`
 */
export function layout(picture: Picture, measure: Measure): Layout {
  const { panels, tokens, values } = picture;
  const axis = axisOf(picture);
  const names = labelling(tokens, axis, panels.length === 1 ? 160 : 110, measure);
  const keys = keyLabels(names, axis);
  const grid = gridOf(picture, axis, names, measure);
  const barX = grid.x + grid.width + grid.titles + BAR.before;
  const width = Math.max(NARROWEST, barX + BAR.width + BAR.after + MARGIN);

  const head = headLines(picture, width - 2 * MARGIN, measure);
  const top = head.bottom + 16 + TITLE_HEIGHT;
  const maps = panels.map(({ weights }, i) => ({
    x: grid.x + (i % grid.columns) * grid.stepX,
    y: top + Math.floor(i / grid.columns) * grid.stepY,
    weights,
  }));
  const area = { x: grid.x, y: top, width: grid.width, height: grid.height };
  const barHeight = Math.min(BAR.longest, Math.max(BAR.shortest, grid.height));
  const bar = { x: barX, y: top, width: BAR.width, height: barHeight };
  const bottom = Math.max(top + grid.height + keys.room + AXIS_NAME, top + barHeight);
  const first = maps.filter((_, i) => i % grid.columns === 0);
  const lowest = maps.filter((_, i) => i + grid.columns >= maps.length);
  return {
    width,
    height: Math.ceil(bottom + MARGIN),
    axis,
    maps,
    valueSize: values && axis.cell >= VALUE_CELL ? Math.min(12, 0.38 * axis.cell) : 0,
    bar,
    lines: [...barTicks(bar), ...boundaryLines(maps, axis)],
    texts: [
      ...head.texts,
      ...panelTitles(panels, maps, measure),
      ...first.flatMap((map) => names.beside(map)),
      ...lowest.flatMap((map) => keys.under(map)),
      ...axisNames(area, keys.room, measure),
      ...barTexts(bar, measure),
    ],
  };
}
