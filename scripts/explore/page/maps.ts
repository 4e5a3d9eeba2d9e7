/** The maps on the page: drawn by the same renderer as the files, pointed at by mouse and keyboard. */
import { colourOf, darkInks, inks } from '../../heatmap/colour';
import { draw } from '../../heatmap/draw';
import { centreOf, type Hit, hit } from '../../heatmap/hit';
import { type Layout, layout, type Picture } from '../../heatmap/layout';
import { cssFont, type Measure } from '../../heatmap/text';
import { drawOverlay } from './overlay';
import type { Row } from './state';

/** What happens on the maps. */
export interface Listener {
  /** @param byKey whether it should be spoken */
  point(cell: Hit | null, byKey: boolean): void;
  lock(row: Row | null): void;
}

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const dark = matchMedia('(prefers-color-scheme: dark)');
const pageInks = () => (dark.matches ? darkInks : inks);

/** Text widths by a canvas of the page's own. */
export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, font) => {
    const key = `${cssFont(font)} ${text}`;
    let width = known.get(key);
    if (width === undefined && context) {
      context.font = cssFont(font);
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width ?? 0;
  };
}

/** Loads the fonts that a picture's letters need; without them a canvas draws boxes. */
export async function loadFonts(texts: string[]): Promise<void> {
  const letters = [...new Set(texts.join(''))].join('');
  const fonts = [{ size: 13 }, { size: 13, bold: true }].map(cssFont);
  await Promise.all(fonts.map((font) => document.fonts.load(font, letters).catch(() => [])));
}

/** A canvas as large as a layout, at the screen's resolution. */
function sized(canvas: HTMLCanvasElement, { width, height }: Layout): CanvasRenderingContext2D {
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.scale(scale, scale);
  return context;
}

/** Fills the page's colour bar. */
export function drawScale(): void {
  const bar = byId<HTMLCanvasElement>('bar');
  const context = bar.getContext('2d');
  for (let i = 0; context && i < bar.width; i += 1) {
    context.fillStyle = colourOf((i + 0.5) / bar.width);
    context.fillRect(i, 0, 1, 1);
  }
}

/** The cell a key leads to; null for keys that lead nowhere. */
export function moveBy(key: string, at: Hit, heads: number, T: number): Hit | null {
  const { head, row, column } = at;
  const held = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
  switch (key) {
    case 'ArrowUp':
      return { ...at, row: held(row - 1, T) };
    case 'ArrowDown':
      return { ...at, row: held(row + 1, T) };
    case 'ArrowLeft':
      return { ...at, column: held(column - 1, T) };
    case 'ArrowRight':
      return { ...at, column: held(column + 1, T) };
    case 'Home':
      return { ...at, column: 0 };
    case 'End':
      return { ...at, column: T - 1 };
    case 'PageUp':
      return { ...at, head: held(head - 1, heads) };
    case 'PageDown':
      return { ...at, head: held(head + 1, heads) };
    default:
      return null;
  }
}

/** Draws pictures into the page and reports what is pointed at. */
export function createMaps(measure: Measure, listener: Listener) {
  const [base, overlay] = [byId<HTMLCanvasElement>('maps'), byId<HTMLCanvasElement>('overlay')];
  const [stage, pointer] = [byId('stage'), byId('pointer')];
  let picture: Picture | null = null;
  let placed: Layout | null = null;
  let over: CanvasRenderingContext2D | null = null;
  let cell: Hit | null = null;
  let locked: Row | null = null;
  let isDue = false;

  const paintOver = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      if (placed && over) drawOverlay(over, placed, { cell, locked }, pageInks().paper);
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

  const reveal = (to: Hit): void => {
    const centre = placed && centreOf(placed, to);
    if (!centre) return;
    const { scrollLeft, clientWidth } = stage;
    if (centre.x < scrollLeft + 20 || centre.x > scrollLeft + clientWidth - 20) {
      stage.scrollLeft = centre.x - clientWidth / 2;
    }
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
    placed = layout({ ...picture, room: stage.clientWidth }, measure);
    draw(sized(base, placed), placed, pageInks());
    over = sized(overlay, placed);
    if (cell && !centreOf(placed, cell)) cell = null;
    paintOver();
  };
  dark.addEventListener('change', paint);
  let width = 0;
  new ResizeObserver(() => {
    if (stage.clientWidth === width) return;
    width = stage.clientWidth;
    paint();
  }).observe(stage);

  return {
    show(next: Picture, row: Row | null): void {
      picture = next;
      locked = row;
      pointer.setAttribute('aria-label', `${next.heading}: ${next.panels.length} maps`);
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
