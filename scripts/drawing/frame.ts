/** What stands around the maps: heading, names of the axes, the bar's ticks, boundaries. */
import type { Axis } from './axis';
import type { Line, Picture, PlacedMap } from './picture';
import type { Scale } from './scale';
import {
  type Box,
  breakLines,
  type Font,
  type Measure,
  type PlacedText,
  placeText as place,
} from './text';

/** Around everything. */
export const MARGIN = 26;
/** Beside the labels, for the words "query" and "key". */
export const AXIS_NAME = 18;

const HEADING: Font = { size: 18, bold: true };
const NOTE: Font = { size: 12 };
const SMALL: Font = { size: 11 };

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
  const inLines = (remarks: string[], font: Font, most: number): string[] =>
    flow(remarks, (line) => measure(line, font) <= room).flatMap((line) =>
      breakLines(line, room, { font, most }, measure),
    );
  const titles = inLines(heading, HEADING, heading.length === 1 ? 2 : 1);
  const notes = inLines(captions, NOTE, 3);
  const lines = [
    ...titles.map((words) => ({ words, font: HEADING, ink: 'ink' as const, height: 28 })),
    ...notes.map((words) => ({ words, font: NOTE, ink: 'muted' as const, height: 19 })),
  ].filter(({ words }) => words !== '');
  let bottom = MARGIN - 6;
  const texts = lines.map(({ words, font, ink, height }) => {
    bottom += height;
    return place(words, font, { x: MARGIN, y: bottom - height / 2, align: 'left', ink }, measure);
  });
  return { texts, bottom };
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

/** The height of a number on an upright bar. */
const heightOf = (tick: number, { y, height }: Box, { place }: Scale): number =>
  y + height * (1 - place(tick));

/** The length that the bar's name needs. */
export const barName = ({ label }: Scale, measure: Measure): number => measure(label, SMALL);

/** The bar's numbers and what they are. */
export function barTexts(bar: Box, scale: Scale, measure: Measure): PlacedText[] {
  const right = bar.x + bar.width;
  const numbers = scale.ticks.map((tick) => {
    const at = {
      x: right + 8,
      y: heightOf(tick, bar, scale),
      align: 'left',
      ink: 'muted',
    } as const;
    return place(String(tick), SMALL, at, measure);
  });
  const middle = { x: right + 50, y: bar.y + bar.height / 2, angle: Math.PI / 2 };
  const name = { ...middle, align: 'center', ink: 'muted' } as const;
  return [...numbers, place(scale.label, SMALL, name, measure)];
}

export const barTicks = (bar: Box, scale: Scale): Line[] =>
  scale.ticks.map((tick) => {
    const at = heightOf(tick, bar, scale);
    return { x1: bar.x + bar.width, y1: at, x2: bar.x + bar.width + 4, y2: at };
  });

/** A cross for each boundary between segments, standing out of the map a little. */
export const boundaryLines = (maps: PlacedMap[], { boundaries, length }: Axis): Line[] =>
  maps.flatMap(({ x, y }) =>
    boundaries.flatMap((at) => [
      { x1: x + at, y1: y - 5, x2: x + at, y2: y + length + 5 },
      { x1: x - 5, y1: y + at, x2: x + length + 5, y2: y + at },
    ]),
  );
