/** A view's picture as a file shows it: on paper, under its title, with remarks. */
import type { Measure } from '../drawing/text';
import { compose, NOTE, type Part, words } from './part';
import type { Seen } from './view';

const MARGIN = 26;
const HEADING = { size: 18, bold: true };

export function sheetOf(seen: Seen, remarks: string[], measure: Measure): Part {
  const head = [
    words(seen.title, 0, 12, measure, { font: HEADING }),
    ...remarks.map((remark, i) =>
      words(remark, 0, 38 + 19 * i, measure, { font: NOTE, ink: 'muted' }),
    ),
  ];
  const top = 44 + 19 * remarks.length;
  const widest = Math.max(
    ...head.map((mark) => (mark.kind === 'text' ? Math.ceil(mark.text.width) : 0)),
  );
  const heading: Part = { width: widest, height: top, marks: head, areas: [] };
  const { width, height, ...inside } = compose([
    { part: heading, x: MARGIN, y: MARGIN },
    { part: seen, x: MARGIN, y: MARGIN + top },
  ]);
  return { ...inside, width: width + MARGIN, height: height + MARGIN };
}
