/** The maps on the page: drawn by the same renderer as the files, pointed at by mouse and keyboard. */
import { draw } from '../../drawing/draw';
import { centreOf, type Hit, hit } from '../../drawing/hit';
import { type Layout, layout } from '../../drawing/layout';
import type { Picture } from '../../drawing/picture';
import type { Measure } from '../../drawing/text';
import { dark, pageInks, roomOf, sized } from './canvas';
import { byId } from './elements';
import { moveBy } from './keys';
import { createOverlay, type Pointed } from './overlay';
import type { Row } from './state';

/** What happens on the maps. */
export interface Listener {
  /** @param byKey whether it should be spoken */
  point(cell: Hit | null, byKey: boolean): void;
  lock(row: Row | null): void;
}

/** Pixels that a cell keeps from the edge of what is seen. */
const EDGE = 24;

/** Draws pictures into the page and reports what is pointed at. */
export function createMaps(measure: Measure, listener: Listener) {
  const base = byId<HTMLCanvasElement>('maps');
  const overlay = document.querySelector('#overlay') as SVGSVGElement;
  const [stage, pointer] = [byId('stage'), byId('pointer')];
  let picture: Picture | null = null;
  let placed: Layout | null = null;
  let drawOver: ((pointed: Pointed) => void) | null = null;
  let cell: Hit | null = null;
  let locked: Row | null = null;
  let isDue = false;

  const paintOver = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      drawOver?.({ cell, locked });
    });
  };
  const point = (to: Hit | null, byKey: boolean): void => {
    const same = cell?.head === to?.head && cell?.row === to?.row && cell?.column === to?.column;
    if (same && !byKey) return;
    cell = to;
    paintOver();
    listener.point(to, byKey);
  };
  const lock = (row: Row): void => {
    const isSame = locked?.head === row.head && locked.row === row.row;
    listener.lock(isSame ? null : { head: row.head, row: row.row });
  };
  const at = ({ offsetX, offsetY }: MouseEvent): Hit | null =>
    placed && hit(placed, offsetX, offsetY);

  /** Scrolls a cell into sight: the maps sideways, the page up and down, below what sticks to its top. */
  const reveal = (to: Hit): void => {
    const centre = placed && centreOf(placed, to);
    if (!centre) return;
    const { scrollLeft, clientWidth } = stage;
    if (centre.x < scrollLeft + EDGE || centre.x > scrollLeft + clientWidth - EDGE) {
      stage.scrollLeft = centre.x - clientWidth / 2;
    }
    const y = pointer.getBoundingClientRect().top + centre.y;
    const [top, bottom] = [byId('top').offsetHeight, window.innerHeight];
    if (y < top + EDGE || y > bottom - EDGE) window.scrollBy({ top: y - (top + bottom) / 2 });
  };
  const press = (event: KeyboardEvent): void => {
    if (!placed || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = cell ?? { ...(locked ?? { head: 0, row: 0 }), column: 0 };
    const [first] = placed.maps;
    const to = moveBy(event.key, from, placed.maps.length, first?.weights.length ?? 0);
    if (to) {
      point(cell ? to : from, true);
      reveal(to);
    } else if (event.key === 'Enter' || event.key === ' ') lock(from);
    else if (event.key === 'Escape') listener.lock(null);
    else return;
    event.preventDefault();
  };

  pointer.tabIndex = 0;
  pointer.addEventListener('pointermove', (event) => point(at(event), false));
  pointer.addEventListener('pointerleave', () => point(null, false));
  pointer.addEventListener('click', (event) => {
    const clicked = at(event);
    if (clicked) {
      point(clicked, false);
      lock(clicked);
    } else listener.lock(null);
  });
  pointer.addEventListener('keydown', press);
  pointer.addEventListener('blur', () => point(null, false));

  const paint = (): void => {
    if (!picture || stage.clientWidth === 0) return;
    placed = layout({ ...picture, room: roomOf(stage) }, measure);
    draw(sized(base, placed), placed, pageInks());
    drawOver = createOverlay(overlay, placed);
    if (cell && !centreOf(placed, cell)) cell = null;
    paintOver();
  };
  dark.addEventListener('change', paint);
  window.addEventListener('resize', paint);
  let width = 0;
  new ResizeObserver(() => {
    if (stage.clientWidth === width) return;
    width = stage.clientWidth;
    paint();
  }).observe(stage);

  return {
    /** @param label names the maps to a screen reader */
    show(next: Picture, label: string): void {
      picture = next;
      pointer.setAttribute('aria-label', label);
      paint();
      listener.point(cell, false);
    },
    lock(row: Row | null): void {
      locked = row;
      paintOver();
    },
    /** Whether the cells are large enough for their weights to be written in. */
    hasValues: () => placed !== null && placed.valueSize > 0,
  };
}
