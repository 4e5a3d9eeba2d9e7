/** `class.md`: the class on a screen or two, however large it is. For the instructor, without ids. */
import { markdownText } from './escape';
import type { Sayings } from './explain';
import { headingOf } from './student';
import {
  byDifficulty,
  byFrequency,
  meanOf,
  medianOf,
  showUnmarked,
  type Tally,
  unmarkedOf,
} from './tally';

/** Rows of a table, of the tests and of the misconceptions. */
const SHOWN = 12;

const percent = (part: number, all: number): string =>
  all === 0 ? '–' : `${Math.round((100 * part) / all)} %`;

/** `3 submissions, median 61 of 100, from 12 to 100` */
export function headline(tally: Tally): string {
  const { persons, scores, maxScore, byHand } = tally;
  const median = medianOf(scores);
  const range =
    median === null
      ? ''
      : `, median ${median} of ${maxScore}, from ${scores[0]} to ${scores.at(-1)}`;
  const unmarked = showUnmarked(
    unmarkedOf(tally)
      .map(({ status }) => status)
      .sort(),
  );
  const rest = unmarked && `, ${unmarked}`;
  const given = byHand > 0 ? `, ${byHand} with marks given by hand` : '';
  return `${persons.length} submission${persons.length === 1 ? '' : 's'}${range}${rest}${given}`;
}

/** The first rows of a table, and how many more there are. */
function first(rows: readonly string[], what: string): string[] {
  const more = rows.length - SHOWN;
  const rest = more > 0 ? ['', `… and ${more} more ${what} in \`class.html\`.`] : [];
  return [...rows.slice(0, SHOWN), ...rest];
}

const exerciseRows = ({ exercises }: Tally): string[] =>
  exercises.map(
    ({ slug, maxScore, scores }) =>
      `| ${headingOf(slug)} | ${meanOf(scores)?.toFixed(1) ?? '–'} | ${medianOf(scores) ?? '–'} | ${maxScore} |`,
  );

/** Of the tests that got an answer and were not passed by all, the hardest first. */
const testRows = (tally: Tally): string[] =>
  byDifficulty(tally)
    .filter(({ pass, fail }) => pass + fail > 0 && pass < tally.scores.length)
    .map(
      ({ slug, title, pass, fail, error }) =>
        `| ${slug} | ${markdownText(title)} | ${pass} | ${fail} | ${error} | ${percent(pass, tally.scores.length)} |`,
    );

/** The page. */
export function classViewOf(tally: Tally, sayings: Sayings): string {
  const known = byFrequency(tally).map(
    ([id, { length }]) =>
      `| ${id} | ${length} | ${percent(length, tally.scores.length)} | ${markdownText(sayings.get(id) ?? '')} |`,
  );
  return [
    '# The class',
    '',
    `${headline(tally)}.`,
    '',
    'Every test, and who shares what, stands in `class.html` (`--format html`).',
    '',
    '## Exercises',
    '',
    '| exercise | mean | median | of |',
    '|---|---:|---:|---:|',
    ...exerciseRows(tally),
    '',
    '## Misconceptions',
    '',
    '| misconception | submissions | share | what the code does instead |',
    '|---|---:|---:|---|',
    ...first(known, 'misconceptions'),
    '',
    '## The hardest tests',
    '',
    '| exercise | test | right | wrong | no answer | right |',
    '|---|---|---:|---:|---:|---:|',
    ...first(testRows(tally), 'tests that not all passed'),
    '',
  ].join('\n');
}
