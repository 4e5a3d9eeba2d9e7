/** Where keys lead on the maps. Knows no document. */
import type { Hit } from '../../drawing/hit';

/** The cell a key leads to, held inside the maps; null for keys that lead nowhere. */
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
