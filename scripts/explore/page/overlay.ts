/**
 * What lies over the maps: the cell one points at, its row, the row that is locked. Each outline is
 * an element of its own, so that a browser paints anew where one was and where it is, and no more.
 */
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

type Attributes = Record<string, string | number>;

function makeShape(place: Element, name: 'rect' | 'path', attributes: Attributes): SVGElement {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', name);
  place.append(shape);
  setAll(shape, { fill: 'none', visibility: 'hidden', ...attributes });
  return shape;
}

/** What is as it was is not touched: setting it would have it painted anew. */
function setAll(shape: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (shape.getAttribute(name) !== String(value)) shape.setAttribute(name, String(value));
  }
}

const DARK = 'rgb(0 0 0 / 65%)';

/** Puts a shape where a band is; away where there is none. */
type Put = (band: Band | null) => void;

/** Two lines, dark around light, so that one of them shows on any colour. */
function makeOutline(place: Element, colour: string): Put {
  const lines = [
    makeShape(place, 'rect', { stroke: DARK, 'stroke-width': 3 }),
    makeShape(place, 'rect', { stroke: colour, 'stroke-width': 1.5 }),
  ];
  return (band) => {
    const { x = 0, y = 0, width = 0, height = 0 } = band ?? {};
    const box = { x: x - 1, y: y - 1, width: width + 2, height: height + 2 };
    for (const line of lines) {
      setAll(line, band ? { ...box, visibility: 'visible' } : { visibility: 'hidden' });
    }
  };
}

/** An arrow beside a row's map that points at it, so that it is found among many. */
function makeArrow(place: Element, colour: string): Put {
  const arrow = makeShape(place, 'path', {
    fill: colour,
    stroke: DARK,
    'stroke-width': 1.5,
    'paint-order': 'stroke',
  });
  return (band) => {
    const [tip, middle] = band ? [band.x - 2, band.y + band.height / 2] : [0, 0];
    const d = `M${tip} ${middle}l-5 -5v10z`;
    setAll(arrow, band ? { d, visibility: 'visible' } : { visibility: 'hidden' });
  };
}

export interface Pointed {
  cell: Hit | null;
  locked: Row | null;
}

const LOCKED = '#ffd24a';

/** Makes the outlines of a layout; what was there before goes. */
export function createOverlay(place: SVGSVGElement, layout: Layout): (pointed: Pointed) => void {
  place.replaceChildren();
  setAll(place, { width: layout.width, height: layout.height });
  const lockedRow = [makeOutline(place, LOCKED), makeArrow(place, LOCKED)];
  /** The same cell in the other heads, to compare them. */
  const twins = layout.maps.map(() => makeOutline(place, '#ffffff80'));
  const [row, own] = [makeOutline(place, '#ffffffa0'), makeOutline(place, '#ffffff')];
  return ({ cell, locked }) => {
    for (const put of lockedRow) put(locked && bandOf(layout, locked));
    for (const [head, put] of twins.entries()) {
      const isTwin = cell && head !== cell.head;
      put(isTwin ? bandOf(layout, { head, row: cell.row }, cell.column) : null);
    }
    const isLocked = locked?.head === cell?.head && locked?.row === cell?.row;
    row(cell && !isLocked ? bandOf(layout, cell) : null);
    own(cell && bandOf(layout, cell, cell.column));
  };
}
