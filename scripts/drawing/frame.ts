/** What stands around the maps: heading, titles, names of the axes, the bar's ticks, boundaries. */
import type { Axis } from './axis';
import type { Line, Panel, Picture, PlacedMap } from './picture';
import { type Box, type Font, type Measure, type PlacedText, shorten } from './text';

/** Around everything. */
export const MARGIN = 26;
/** Above a map, for its title. */
export const TITLE_HEIGHT = 24;
/** Beside the labels, for the words "query" and "key". */
export const AXIS_NAME = 18;

const HEADING: Font = { size: 18, bold: true };
const TITLE: Font = { size: 13, bold: true };
const NOTE: Font = { size: 12 };
const SMALL: Font = { size: 11 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

type Place = Pick<PlacedText, 'x' | 'y' | 'align' | 'ink'> & { angle?: number };

const place = (text: string, font: Font, at: Place, measure: Measure): PlacedText => ({
  angle: 0,
  ...at,
  ...font,
  text,
  width: measure(text, font),
});

/** Remarks, as many on a line as fit. */
function flow(remarks: string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const remark of remarks) {
    const longer = `${lines.at(-1)} · ${remark}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(remark);
  }
  return lines;
}

/** The heading and the remarks under it, and where they end. */
export function headLines({ heading, captions }: Picture, room: number, measure: Measure) {
  const notes = flow(captions, (line) => measure(line, NOTE) <= room);
  const lines = [
    { words: heading, font: HEADING, ink: 'ink' as const, height: 28 },
    ...notes.map((words) => ({ words, font: NOTE, ink: 'muted' as const, height: 19 })),
  ];
  let bottom = MARGIN - 6;
  const texts = lines.map(({ words, font, ink, height }) => {
    bottom += height;
    const at = { x: MARGIN, y: bottom - height / 2, align: 'left', ink } as const;
    return place(shorten(words, room, font, measure), font, at, measure);
  });
  return { texts, bottom };
}

/** A title and a note over each map. */
export function panelTitles(panels: Panel[], maps: PlacedMap[], measure: Measure): PlacedText[] {
  return panels.flatMap(({ title, note }, i) => {
    const { x = 0, y = 0 } = maps[i] ?? {};
    const line = { y: y - TITLE_HEIGHT / 2 - 1, align: 'left' } as const;
    const first = place(title, TITLE, { ...line, x, ink: 'ink' }, measure);
    const beside = { ...line, x: x + first.width + 8, ink: 'muted' } as const;
    return [first, place(note, NOTE, beside, measure)];
  });
}

/**
 * "query" and "key", in the middle of their axes.
 * @param area all maps together
 * @param edge the picture's left margin
 * @param labels height of the key labels under them
 */
export function axisNames(area: Box, edge: number, labels: number, measure: Measure): PlacedText[] {
  const common = { align: 'center', ink: 'muted' } as const;
  const [middleX, middleY] = [area.x + area.width / 2, area.y + area.height / 2];
  const query = { ...common, x: edge + 5, y: middleY, angle: -Math.PI / 2 };
  const key = { ...common, x: middleX, y: area.y + area.height + labels + AXIS_NAME / 2 + 3 };
  return [place('query', SMALL, query, measure), place('key', SMALL, key, measure)];
}

/** The bar's numbers and what they are. */
export function barTexts({ x, y, width, height }: Box, measure: Measure): PlacedText[] {
  const right = x + width;
  const numbers = TICKS.map((tick) => {
    const at = { x: right + 8, y: y + height * (1 - tick), align: 'left', ink: 'muted' } as const;
    return place(String(tick), SMALL, at, measure);
  });
  const middle = { x: right + 50, y: y + height / 2, angle: Math.PI / 2 };
  const name = { ...middle, align: 'center', ink: 'muted' } as const;
  return [...numbers, place('attention weight', SMALL, name, measure)];
}

export const barTicks = ({ x, y, width, height }: Box): Line[] =>
  TICKS.map((tick) => {
    const at = y + height * (1 - tick);
    return { x1: x + width, y1: at, x2: x + width + 4, y2: at };
  });

/** A cross for each boundary between segments, standing out of the map a little. */
export const boundaryLines = (maps: PlacedMap[], { boundaries, length }: Axis): Line[] =>
  maps.flatMap(({ x, y }) =>
    boundaries.flatMap((at) => [
      { x1: x + at, y1: y - 5, x2: x + at, y2: y + length + 5 },
      { x1: x - 5, y1: y + at, x2: x + length + 5, y2: y + at },
    ]),
  );
