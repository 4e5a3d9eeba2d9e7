/** What stands beside what: a column of labels as wide as the longest in the language spoken. */
import { say } from '../languages/tongue';
import { padEnd, widthOf } from '../terminal/width';

export const labels = [
  'example',
  'called',
  'returned',
  'says',
  'at',
  'before',
  'seed',
  'promise',
  'perhaps',
  'ask',
  'printed',
  'write',
  'read',
  'hint',
  'first',
  'then',
  'see',
  'compare',
  'next',
] as const;

export type Label = (typeof labels)[number];

const MARGIN = 3;
const NARROWEST = 9;

const columnWidth = (): number =>
  Math.max(NARROWEST, ...labels.map((label) => widthOf(say(label))));

/** Columns that are left for a text beside its label. */
export const roomBeside = (width: number): number => width - MARGIN - columnWidth() - 1;

/** Lines in columns: `label   text`, what follows under it; none where there is no text. */
export function labelled(label: Label | '', text: readonly string[]): string[] {
  const column = columnWidth();
  const margin = ' '.repeat(MARGIN);
  return text.map((line, i) => {
    const beside = i === 0 && label !== '' ? say(label) : '';
    return `${margin}${padEnd(beside, column)} ${line}`;
  });
}
