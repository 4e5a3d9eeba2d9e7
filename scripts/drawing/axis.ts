/** How large a cell is, and where the cells of the tokens begin: the same for all maps of a picture. */
import type { Picture } from './picture';

export interface Axis {
  /** Side of a cell, in pixels. */
  cell: number;
  /** White between cells, taken from the cell. */
  gutter: number;
  /** Where each token's cell begins, from the map's corner. */
  starts: number[];
  length: number;
  /** Middles of the gaps between segments. */
  boundaries: number[];
}

/** From this side up a cell holds two digits that can be read. */
export const VALUE_CELL = 26;
/** From this side up every token has room for its label. */
export const LABEL_CELL = 11;
/** No cell is larger. */
export const LARGEST_CELL = 52;
/** Wider than this no row of maps grows for the sake of values, and of labels. */
const [WIDEST_FOR_VALUES, WIDEST_FOR_LABELS] = [2_400, 1_200];
/** From this side up cells are told apart by a white line. */
const GUTTER_CELL = 14;

/** 1, 2 or 3 side by side, more in about a square. */
export const columnsFor = (panels: number): number =>
  panels <= 3 ? panels : Math.ceil(Math.sqrt(panels));

/** Room for one map's side, and its smallest and largest cell, by the number of panels. */
function cellLimits(panels: number): [room: number, smallest: number, largest: number] {
  if (panels === 1) return [420, 7, LARGEST_CELL];
  if (panels <= 4) return [300, 4, 40];
  return panels <= 9 ? [260, 3, 36] : [230, 3, 32];
}

/** The side that cells would like, which differs with the number of maps. */
export function cellSide({ tokens, panels, values }: Picture): number {
  const [room, smallest, largest] = cellLimits(panels.length);
  const fitting = Math.floor(room / tokens.length);
  const side = Math.min(largest, Math.max(smallest, fitting));
  const width = (cell: number): number => cell * tokens.length * columnsFor(panels.length);
  if (values && width(VALUE_CELL) <= WIDEST_FOR_VALUES) return Math.max(side, VALUE_CELL);
  return width(LABEL_CELL) <= WIDEST_FOR_LABELS ? Math.max(side, LABEL_CELL) : side;
}

/**
 * Whole pixels throughout, so that cells have sharp edges.
 * @param cell side of a cell, where it is not the picture's to choose
 */
export function axisOf(picture: Picture, cell = cellSide(picture)): Axis {
  const { tokens, segments = [] } = picture;
  const gap = 2 * Math.max(2, Math.round(cell * 0.08));
  const boundaries: number[] = [];
  const starts = tokens.map((_, i) => {
    const start = i * cell + boundaries.length * gap;
    if (i === 0 || segments[i] === segments[i - 1]) return start;
    boundaries.push(start + gap / 2);
    return start + gap;
  });
  const length = (starts.at(-1) ?? 0) + cell;
  return { cell, gutter: cell >= GUTTER_CELL ? 1 : 0, starts, length, boundaries };
}

/** Where tokens follow one another without a gap: from the map's corner, `[segments]`. */
export function runsOf({ starts, cell, gutter, boundaries, length }: Axis) {
  const firsts = starts.filter((start, i) => i === 0 || start > (starts[i - 1] ?? 0) + cell);
  return firsts.map((first, i) => {
    const next = firsts[i + 1];
    // A boundary is the middle of the gap before the next run.
    const end = next === undefined ? length : 2 * (boundaries[i] ?? 0) - next;
    return { first, length: end - gutter - first };
  });
}
