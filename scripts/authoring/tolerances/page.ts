/** The table as `docs/tolerances.md`, written and read again. */

import type { Slug } from '../../../exercises/catalog';
import { nearWrong } from './exceptions';
import {
  exceptionOf,
  LEAST_OF_WRONG,
  MOST_OF_RIGHT,
  NEAR,
  NOTHING,
  show,
  type Table,
} from './table';

/** From the root. */
export const PAGE = 'docs/tolerances.md';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const rows = (head: readonly string[], body: readonly string[][]): string =>
  [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');

export const renderPage = ({ engines, right, wrong, excepted }: Table): string => `# Tolerances

Written by \`npm run tolerances\`; what is allowed stands in \`reference/judging/close.ts\`. Every figure is a **share**: a difference divided by what is allowed at that place, so that up to 1 passes. A test's share is the largest of all its demands. A demand that a library's answer depends on counts the other way round.

**Again** is what a smaller measurement gave: seed 42, the plan that decides a grade, tfjs-wasm, answers as they are written and in float32. \`npm test -- tolerances\` makes it once more and wants it within a factor of two.

## Right answers

Each takes ${MOST_OF_RIGHT} at most. Measured on ${engines.join(', ')}: the solution, every answer in \`reference/right-ways/\` and every form in \`reference/right-ways/forms.ts\`, each with sums in order, from behind and compensated, in float64 and in float32 throughout. Tests of which all of them take less than ${NOTHING} are left out.

${rows(
  ['Exercise', 'Test', 'Share', 'Again', 'Answer'],
  right.map(({ slug, title, share, again, answer }) => [
    slug,
    title,
    show(share),
    show(again),
    answer,
  ]),
)}

## Wrong answers

Each of the planted ones is ${LEAST_OF_WRONG} at least, in the test that it fails by most, under the seed where that is least. ${[...nearWrong.keys()].join(' and ')} may be nearer: ${[...new Set(nearWrong.values())].join('; ')}. Those below ${NEAR} are listed; the others are farther away, or told by what is no number.

${rows(
  ['Exercise', 'Answer', 'Share', 'Again', 'Test'],
  wrong.map(({ slug, title, share, again, answer }) => [
    slug,
    answer,
    show(share),
    show(again),
    title,
  ]),
)}

## Exceptions

${rows(
  ['Exercise', 'Test', 'Share', 'Answer', 'Reason'],
  excepted.map((figure) => [
    figure.slug,
    figure.title,
    show(figure.share),
    figure.answer,
    exceptionOf(figure)?.reason ?? '',
  ]),
)}
`;

/** The cells of a section's rows, without its head. */
function cellsIn(page: string, heading: string): string[][] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const lines = section.split('\n').filter((text) => text.startsWith('| '));
  return lines.slice(2).map((text) => text.slice(2, -2).split(' | '));
}

const read = (share = ''): number => (share === '∞' ? Infinity : Number(share));

/** What `renderPage` wrote; engines and reasons are left out. */
export function readPage(page: string): Omit<Table, 'engines'> {
  return {
    right: cellsIn(page, 'Right answers').map(
      ([slug = '', title = '', share, again, answer = '']) => ({
        slug: slug as Slug,
        title,
        share: read(share),
        again: read(again),
        answer,
      }),
    ),
    wrong: cellsIn(page, 'Wrong answers').map(
      ([slug = '', answer = '', share, again, title = '']) => ({
        slug: slug as Slug,
        title,
        share: read(share),
        again: read(again),
        answer,
      }),
    ),
    excepted: cellsIn(page, 'Exceptions').map(([slug = '', title = '', share, answer = '']) => ({
      slug: slug as Slug,
      title,
      share: read(share),
      answer,
    })),
  };
}
