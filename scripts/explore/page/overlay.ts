/** What lies over the maps: the cell one points at, its row, the row that is locked. */
import type { Hit } from '../../drawing/hit';
import type { Layout } from '../../drawing/layout';
import type { Row } from './state';

interface Band {
  x: number;
  y: number;
  width: number;
  height: number;
}

function bandOf({ maps, axis }: Layout, { head, row }: Row, column?: number): Band | null {
  const [map, top] = [maps[head], axis.starts[row]];
  const left = column === undefined ? 0 : axis.starts[column];
  if (!map || top === undefined || left === undefined) return null;
  const side = axis.cell - axis.gutter;
  return {
    x: map.x + left,
    y: map.y + top,
    width: column === undefined ? axis.length - axis.gutter : side,
    height: side,
  };
}

/** Two lines, dark around light, so that one of them shows on any colour. */
function outline(context: CanvasRenderingContext2D, band: Band | null, colour: string): void {
  if (!band) return;
  const { x, y, width, height } = band;
  context.lineWidth = 3;
  context.strokeStyle = 'rgb(0 0 0 / 65%)';
  context.strokeRect(x - 1, y - 1, width + 2, height + 2);
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.strokeRect(x - 1, y - 1, width + 2, height + 2);
}

/** An arrow beside a row's map that points at it, so that it is found among many. */
function arrow(context: CanvasRenderingContext2D, band: Band | null, colour: string): void {
  if (!band) return;
  const [tip, middle] = [band.x - 2, band.y + band.height / 2];
  context.beginPath();
  context.moveTo(tip, middle);
  context.lineTo(tip - 5, middle - 5);
  context.lineTo(tip - 5, middle + 5);
  context.closePath();
  context.lineWidth = 1.5;
  context.strokeStyle = 'rgb(0 0 0 / 65%)';
  context.stroke();
  context.fillStyle = colour;
  context.fill();
}

export interface Pointed {
  cell: Hit | null;
  locked: Row | null;
}

const LOCKED = '#ffd24a';

export function drawOverlay(
  context: CanvasRenderingContext2D,
  layout: Layout,
  { cell, locked }: Pointed,
): void {
  context.clearRect(0, 0, layout.width, layout.height);
  if (locked) {
    outline(context, bandOf(layout, locked), LOCKED);
    arrow(context, bandOf(layout, locked), LOCKED);
  }
  if (!cell) return;
  // The same cell in the other heads, to compare them.
  for (const head of layout.maps.keys()) {
    if (head !== cell.head)
      outline(context, bandOf(layout, { head, row: cell.row }, cell.column), '#ffffff80');
  }
  if (locked?.head !== cell.head || locked.row !== cell.row)
    outline(context, bandOf(layout, cell), '#ffffffa0');
  outline(context, bandOf(layout, cell, cell.column), '#ffffff');
}
