/** `class.md`: which test and which misconception how often. For the instructor, without ids. */
import { markdownText } from './escape';
import type { Sayings } from './explain';
import { medianOf, showUnmarked, type Tally } from './tally';

const percent = (part: number, all: number): string =>
  all === 0 ? '–' : `${Math.round((100 * part) / all)} %`;

/** `3 submissions, median 61 of 100, from 12 to 100` */
export function headline({ count, unmarked, scores, maxScore }: Tally): string {
  const median = medianOf(scores);
  const range =
    median === null
      ? ''
      : `, median ${median} of ${maxScore}, from ${scores[0]} to ${scores.at(-1)}`;
  const rest = unmarked.length > 0 ? `, ${showUnmarked(unmarked)}` : '';
  return `${count} submission${count === 1 ? '' : 's'}${range}${rest}`;
}

/** Misconceptions, the most frequent first; of equals by id. */
export const byFrequency = ({ misconceptions }: Tally): [id: string, count: number][] =>
  [...misconceptions].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

/** The page. */
export function classViewOf(tally: Tally, sayings: Sayings): string {
  const tests = tally.tests.map(
    ({ slug, title, pass, fail, error }) =>
      `| ${slug} | ${markdownText(title)} | ${pass} | ${fail} | ${error} | ${percent(pass, tally.scores.length)} |`,
  );
  const known = byFrequency(tally).map(
    ([id, count]) =>
      `| ${id} | ${count} | ${percent(count, tally.scores.length)} | ${markdownText(sayings.get(id) ?? '')} |`,
  );
  return [
    '# The class',
    '',
    `${headline(tally)}.`,
    '',
    '## Misconceptions',
    '',
    '| misconception | submissions | share | what the code does instead |',
    '|---|---:|---:|---|',
    ...known,
    '',
    '## Tests',
    '',
    '| exercise | test | right | wrong | no answer | right |',
    '|---|---|---:|---:|---:|---:|',
    ...tests,
    '',
  ].join('\n');
}
