/**
 * How many maps stand side by side, how large their cells are and how far apart they stand: as the
 * number of tokens and heads asks for in a file, as width and height allow on a page.
 */
import {
  type Axis,
  axisOf,
  cellSide,
  columnsFor,
  LABEL_CELL,
  LARGEST_CELL,
  VALUE_CELL,
} from './axis';
import { AXIS_NAME, MARGIN } from './frame';
import { type KeyLabels, keyLabels, type Labelling, labelling } from './labels';
import type { Picture, Room } from './picture';
import type { Measure } from './text';
import { type Titles, titlesOf } from './titles';

/** Where the maps stand, but for how far down, and what stands beside them. */
export interface Grid {
  axis: Axis;
  names: Labelling;
  keys: KeyLabels;
  titles: Titles;
  columns: number;
  x: number;
  stepX: number;
  stepY: number;
  /** From the first map's edge to the last one's, whose title may reach further. */
  width: number;
  height: number;
  /** How far the title of the last column reaches beyond its map. */
  beyond: number;
}

const [BETWEEN, BELOW] = [26, 18];
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
  return room === undefined ? most : Math.min(most, 0.26 * room.width);
}

function gridOf(picture: Picture, measure: Measure, columns: number, cell?: number): Grid {
  const { panels, tokens } = picture;
  const axis = axisOf(picture, cell);
  const names = labelling(tokens, axis, widestLabel(picture), measure);
  const titles = titlesOf(panels, axis.length, measure);
  const slot = Math.ceil(Math.max(axis.length, titles.width));
  const [stepX, stepY] = [slot + BETWEEN, axis.length + titles.height + BELOW];
  return {
    axis,
    names,
    keys: keyLabels(names, axis),
    titles,
    columns,
    x: marginOf(picture) + AXIS_NAME + Math.ceil(names.room) + 7,
    stepX,
    stepY,
    width: (columns - 1) * stepX + axis.length,
    height: (Math.ceil(panels.length / columns) - 1) * stepY + axis.length,
    beyond: slot - axis.length,
  };
}

const isWithin = ({ x, width, beyond, titles, height, keys }: Grid, room: Room): boolean =>
  x + width + beyond <= room.width &&
  titles.height + height + keys.room + AXIS_NAME + 4 <= room.height;

/** The grid of so many columns with the largest cells that stay within a room, from `side` down. */
function fitCells(picture: Picture, measure: Measure, columns: number, side: number, room: Room) {
  let [fits, tooLarge] = [SMALLEST, side + 1];
  while (tooLarge - fits > 1) {
    const cell = Math.floor((fits + tooLarge) / 2);
    const isRoom = isWithin(gridOf(picture, measure, columns, cell), room);
    [fits, tooLarge] = isRoom ? [cell, tooLarge] : [fits, cell];
  }
  return gridOf(picture, measure, columns, fits);
}

/** Numbers of columns, the most first: more in a row than in a square only in rows of equal length. */
function columnsToTry({ panels }: Picture): number[] {
  const [most, square] = [panels.length, columnsFor(panels.length)];
  const counts = Array.from({ length: most }, (_, i) => most - i);
  return counts.filter((columns) => columns <= square || most % columns === 0);
}

/** The grid that shows all maps at once with the largest cells. */
function fitWhole(picture: Picture, measure: Measure, room: Room): Grid {
  const grids = columnsToTry(picture).map((columns) =>
    fitCells(picture, measure, columns, LARGEST_CELL, room),
  );
  return grids.reduce((best, grid) => (grid.axis.cell > best.axis.cell ? grid : best));
}

/** The grid of a page that has to be scrolled: the most columns whose cells stay comfortable. */
function fitWidth(picture: Picture, measure: Measure, side: number, width: number): Grid {
  const room = { width, height: Number.POSITIVE_INFINITY };
  for (const columns of columnsToTry(picture).filter((count) => count > 1)) {
    const comfort = columns > columnsFor(picture.panels.length) ? ROW_COMFORT : SQUARE_COMFORT;
    const grid = fitCells(picture, measure, columns, side, room);
    const readable = Math.min(side, readableCell(picture, comfort * side));
    if (isWithin(grid, room) && grid.axis.cell >= readable) return grid;
  }
  // One under the other, each may be as large as one alone.
  const alone = cellSide({ ...picture, panels: picture.panels.slice(0, 1) });
  return fitCells(picture, measure, 1, alone, room);
}

/** The side from which labels can be read, and values where they are asked for. */
const readableCell = ({ values }: Picture, comfortable: number): number =>
  values ? VALUE_CELL : Math.max(LABEL_CELL, comfortable);

/** The grid of a picture; on a page, all maps at once where they can be read so. */
export function arrange(picture: Picture, measure: Measure): Grid {
  const { panels, room } = picture;
  const natural = gridOf(picture, measure, columnsFor(panels.length));
  if (room === undefined) return natural;
  const side = natural.axis.cell;
  const whole = fitWhole(picture, measure, room);
  const readable = Math.min(side, readableCell(picture, SQUARE_COMFORT * side));
  const isReadable = isWithin(whole, room) && whole.axis.cell >= readable;
  return isReadable ? whole : fitWidth(picture, measure, side, room.width);
}
