/** A part of a view's picture, and how parts are set beside and below one another. */
import type { Colour } from '../drawing/colour';
import type { Mark, Marked, Point } from '../drawing/marks';
import type { Box, Font, Measure, PlacedText } from '../drawing/text';

/** What is chosen, by the field's name. */
export type Chosen = Readonly<Record<string, string>>;

/** A place on the picture that changes what is chosen when it is pressed. */
export interface Area {
  box: Box;
  /** What pressing it does: `let "cat" attend to "sat"`. */
  label: string;
  change: Chosen;
}

export interface Part extends Marked {
  areas: readonly Area[];
}

const BETWEEN = 34;
const TITLE: Font = { size: 13, bold: true };
export const NOTE: Font = { size: 12 };
export const SMALL: Font = { size: 11 };

export const box = (x: number, y: number, width: number, height: number, fill: Colour): Mark => ({
  kind: 'box',
  box: { x, y, width, height },
  fill,
});

export const line = (
  points: readonly Point[],
  stroke: Colour,
  width = 1,
  rest: { alpha?: number; bends?: boolean } = {},
): Mark => ({ kind: 'line', points, stroke, width, ...rest });

/** The four sides of a box. */
export const outline = ({ x, y, width, height }: Box, stroke: Colour, thickness = 1) => {
  const [right, bottom] = [x + width, y + height];
  const corners: Point[] = [
    [x, y],
    [right, y],
    [right, bottom],
    [x, bottom],
    [x, y],
  ];
  return line(corners, stroke, thickness);
};

interface Written {
  align?: PlacedText['align'];
  ink?: Colour;
  font?: Font;
  angle?: number;
}

/** Words at a point, which is the middle of their line's height. */
export function words(
  text: string,
  x: number,
  y: number,
  measure: Measure,
  { align = 'left', ink = 'ink', font = NOTE, angle = 0 }: Written = {},
): Mark {
  const width = measure(text, font);
  return { kind: 'text', text: { ...font, text, x, y, align, angle, ink, width } };
}

const moveText = (text: PlacedText, dx: number, dy: number): PlacedText => ({
  ...text,
  x: text.x + dx,
  y: text.y + dy,
});

function moved(mark: Mark, dx: number, dy: number): Mark {
  if (mark.kind === 'text') return { ...mark, text: moveText(mark.text, dx, dy) };
  if (mark.kind === 'box') {
    return { ...mark, box: { ...mark.box, x: mark.box.x + dx, y: mark.box.y + dy } };
  }
  return { ...mark, points: mark.points.map(([x, y]): Point => [x + dx, y + dy]) };
}

/** Parts at places of a larger one. */
export function compose(placed: readonly { part: Part; x: number; y: number }[]): Part {
  return {
    width: Math.max(0, ...placed.map(({ part, x }) => x + part.width)),
    height: Math.max(0, ...placed.map(({ part, y }) => y + part.height)),
    marks: placed.flatMap(({ part, x, y }) => part.marks.map((mark) => moved(mark, x, y))),
    areas: placed.flatMap(({ part, x, y }) =>
      part.areas.map((area) => ({
        ...area,
        box: { ...area.box, x: area.box.x + x, y: area.box.y + y },
      })),
    ),
  };
}

/** A part under a title, and under a remark where it has one. */
export function titled(title: string, note: string, part: Part, measure: Measure): Part {
  const top = note ? 44 : 26;
  const head = [
    words(title, 0, 9, measure, { font: TITLE }),
    ...(note ? [words(note, 0, 28, measure, { ink: 'muted', font: SMALL })] : []),
  ];
  const widest = Math.max(
    ...head.map((mark) => (mark.kind === 'text' ? Math.ceil(mark.text.width) : 0)),
  );
  const { width, height, marks, areas } = compose([{ part, x: 0, y: top }]);
  return { width: Math.max(width, widest), height, marks: [...head, ...marks], areas };
}

/** Parts from left to right, `between` pixels apart, on a new line where the next one has no room. */
export function flow(parts: readonly Part[], room: number, between = BETWEEN): Part {
  let [x, y, lowest] = [0, 0, 0];
  const placed = parts.map((part) => {
    if (x > 0 && x + part.width > room) {
      x = 0;
      y = lowest + between;
    }
    const place = { part, x, y };
    x += part.width + between;
    lowest = Math.max(lowest, y + part.height);
    return place;
  });
  return compose(placed);
}
