/** Which cell a point of a picture lies in: for hovering, and for tests. */
import type { Axis } from './axis';
import type { Layout } from './layout';

/** `head` counts panels: an average drawn after the heads is one more. */
export interface Hit {
  head: number;
  row: number;
  column: number;
}

/** The token whose cell holds a distance from the map's edge; −1 outside and between segments. */
const tokenAt = ({ starts, cell }: Axis, distance: number): number =>
  starts.findIndex((start) => distance >= start && distance < start + cell);

/**
 * @param x, y in the layout's pixels
 * @returns the cell, or null outside all maps
 */
export function hit({ maps, axis }: Layout, x: number, y: number): Hit | null {
  for (const [head, map] of maps.entries()) {
    const column = tokenAt(axis, x - map.x);
    const row = column < 0 ? -1 : tokenAt(axis, y - map.y);
    if (row >= 0) return { head, row, column };
  }
  return null;
}

/** The middle of a cell, or null where there is no such cell. */
export function centreOf({ maps, axis }: Layout, { head, row, column }: Hit) {
  const [map, left, top] = [maps[head], axis.starts[column], axis.starts[row]];
  if (!map || left === undefined || top === undefined) return null;
  const half = (axis.cell - axis.gutter) / 2;
  return { x: map.x + left + half, y: map.y + top + half };
}
