/** What stands over each map: its title, a note beside it, and under it the strongest pairs. */
import type { Panel, PlacedMap } from './picture';
import { type Font, type Measure, type PlacedText, placeText } from './text';

const TITLE: Font = { size: 13, bold: true };
const NOTE: Font = { size: 12 };
const PAIRS: Font = { size: 11 };
/** Over a map, for a line of title, and for the pairs under it. */
const [TITLE_HEIGHT, PAIRS_HEIGHT] = [24, 17];
const BESIDE = 8;
/** A note may be as wide as this where its map is narrower. */
const NARROW = 160;

/** The titles of all maps of a picture. */
export interface Titles {
  /** Over each map. */
  height: number;
  /** Of the widest. */
  width: number;
  over(maps: PlacedMap[]): PlacedText[];
}

/** The first notes that fit all maps, else the last of each. */
function notesThatFit(panels: Panel[], room: number, measure: Measure): string[] {
  const lengths = Math.max(...panels.map(({ notes }) => notes.length));
  for (let at = 0; at < lengths; at += 1) {
    const chosen = panels.map(({ notes }) => notes[Math.min(at, notes.length - 1)] ?? '');
    const fits = panels.every(
      ({ title }, i) => measure(title, TITLE) + BESIDE + measure(chosen[i] ?? '', NOTE) <= room,
    );
    if (fits) return chosen;
  }
  return panels.map(({ notes }) => notes.at(-1) ?? '');
}

/** As many pairs as fit. */
function joined(pairs: string[], room: number, measure: Measure): string {
  for (let count = pairs.length; count > 0; count -= 1) {
    const text = pairs.slice(0, count).join(', ');
    if (measure(text, PAIRS) <= room) return text;
  }
  return '';
}

/** @param length of a map's side */
export function titlesOf(panels: Panel[], length: number, measure: Measure): Titles {
  const notes = notesThatFit(panels, Math.max(length, NARROW), measure);
  const widths = panels.map(
    ({ title }, i) => measure(title, TITLE) + BESIDE + measure(notes[i] ?? '', NOTE),
  );
  const width = Math.max(...widths);
  const pairs = panels.map((panel) => joined(panel.pairs ?? [], Math.max(length, width), measure));
  const below = pairs.some((text) => text !== '') ? PAIRS_HEIGHT : 0;
  const over = (maps: PlacedMap[]): PlacedText[] =>
    panels.flatMap(({ title }, i) => {
      const { x = 0, y = 0 } = maps[i] ?? {};
      const line = { x, y: y - below - TITLE_HEIGHT / 2 - 1, align: 'left' } as const;
      const first = placeText(title, TITLE, { ...line, ink: 'ink' }, measure);
      const beside = { ...line, x: x + first.width + BESIDE, ink: 'muted' } as const;
      const under = { ...line, y: y - PAIRS_HEIGHT / 2 - 3, ink: 'muted' } as const;
      return [
        first,
        placeText(notes[i] ?? '', NOTE, beside, measure),
        placeText(pairs[i] ?? '', PAIRS, under, measure),
      ].filter(({ text }) => text !== '');
    });
  return { height: TITLE_HEIGHT + below, width, over };
}
