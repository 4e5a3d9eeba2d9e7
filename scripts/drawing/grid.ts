/**
 * How many maps stand side by side, how large their cells are and how far apart they stand: as the
 * number of tokens and heads asks for in a file, as the width allows on a page.
 */
import { type Axis, axisOf, cellSide, columnsFor, LABEL_CELL, VALUE_CELL } from './axis';
import { AXIS_NAME, MARGIN, panelTitles, TITLE_HEIGHT } from './frame';
import { type KeyLabels, keyLabels, type Labelling, labelling } from './labels';
import type { Picture } from './picture';
import type { Measure } from './text';

/** Where the maps stand, but for how far down, and what stands beside them. */
export interface Grid {
  axis: Axis;
  names: Labelling;
  keys: KeyLabels;
  columns: number;
  x: number;
  stepX: number;
  stepY: number;
  /** From the first map's edge to the last one's, whose title may reach further. */
  width: number;
  height: number;
  /** How far the title of the last column reaches beyond its map. */
  titles: number;
}

const BETWEEN = 26;
/** On a page a cell may shrink to this, and maps then stand under one another. */
const SMALLEST = 2;
/**
 * The share of the side they would like that cells keep: where maps stand in about a square, and
 * where more stand in a row.
 */
const [SQUARE_COMFORT, ROW_COMFORT] = [0.55, 0.75];

/** Around everything; a page has margins of its own, and this keeps letters whole. */
export const marginOf = ({ room }: Picture): number => (room === undefined ? MARGIN : 2);

function widestLabel({ panels, room }: Picture): number {
  const most = panels.length === 1 ? 160 : 110;
  return room === undefined ? most : Math.min(most, 0.26 * room);
}

function gridOf(picture: Picture, measure: Measure, columns: number, cell?: number): Grid {
  const { panels, tokens } = picture;
  const axis = axisOf(picture, cell);
  const names = labelling(tokens, axis, widestLabel(picture), measure);
  const titles = panelTitles(
    panels,
    panels.map(({ weights }) => ({ x: 0, y: 0, weights })),
    measure,
  );
  const slot = Math.ceil(Math.max(axis.length, ...titles.map(({ x, width }) => x + width)));
  const [stepX, stepY] = [slot + BETWEEN, axis.length + TITLE_HEIGHT + 18];
  return {
    axis,
    names,
    keys: keyLabels(names, axis),
    columns,
    x: marginOf(picture) + AXIS_NAME + Math.ceil(names.room) + 7,
    stepX,
    stepY,
    width: (columns - 1) * stepX + axis.length,
    height: (Math.ceil(panels.length / columns) - 1) * stepY + axis.length,
    titles: slot - axis.length,
  };
}

/** The largest cells with which so many columns are no wider than the page. */
function fitCells(picture: Picture, measure: Measure, columns: number, side: number): Grid {
  const { room = 0 } = picture;
  for (let cell = side; cell > SMALLEST; cell -= 1) {
    const grid = gridOf(picture, measure, columns, cell);
    if (grid.x + grid.width + grid.titles <= room) return grid;
  }
  return gridOf(picture, measure, columns, SMALLEST);
}

/** The grid of a picture; on a page, the most columns whose cells stay comfortable. */
export function arrange(picture: Picture, measure: Measure): Grid {
  const { panels, room } = picture;
  const square = columnsFor(panels.length);
  const natural = gridOf(picture, measure, square);
  if (room === undefined) return natural;
  const side = natural.axis.cell;
  for (let columns = panels.length; columns > 1; columns -= 1) {
    // More in a row than in a square only where the rows are of equal length.
    if (panels.length % columns !== 0 && columns > square) continue;
    const comfort = columns > square ? ROW_COMFORT : SQUARE_COMFORT;
    const readable = picture.values ? VALUE_CELL : Math.max(LABEL_CELL, comfort * side);
    const grid = fitCells(picture, measure, columns, side);
    const fits = grid.x + grid.width + grid.titles <= room;
    if (fits && grid.axis.cell >= Math.min(side, readable)) return grid;
  }
  // One under the other, each may be as large as one alone.
  return fitCells(picture, measure, 1, cellSide({ ...picture, panels: panels.slice(0, 1) }));
}
