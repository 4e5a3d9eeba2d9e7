/** `summary.md`: the run for a GitHub Actions step summary, which takes 1 MiB at most. */
import type { Slug } from '../../../exercises/catalog';
import { type GradedSubmission, type GradeReport, type Override, pointsOf } from '../report';
import { headline } from './class-view';
import { markdownCode, markdownText } from './escape';
import type { Sayings } from './explain';
import { byFrequency, type Tally } from './tally';

const LIMIT = 1024 * 1024;
/** Kept free for the last line. */
const RESERVE = 1024;
const SHOWN_MISCONCEPTIONS = 10;

/** A mark; a star where it was given by hand. */
const shown = (mark: number | string, override: Override | undefined): string =>
  override ? `${mark}\\*` : `${mark}`;

function rowOf(submission: GradedSubmission, slugs: readonly Slug[]): string {
  const { id, status, score, exercises, override } = submission;
  const marks = slugs.map((slug) => {
    const exercise = exercises.find((each) => each.slug === slug);
    return exercise ? shown(pointsOf(submission, exercise) ?? '?', exercise.override) : '?';
  });
  return `| ${[markdownCode(id), ...marks, shown(score ?? status, override)].join(' | ')} |\n`;
}

function headOf({ kit, slugs }: GradeReport, tally: Tally, sayings: Sayings): string {
  const frequent = byFrequency(tally).slice(0, SHOWN_MISCONCEPTIONS);
  const numbers = slugs.map((slug) => slug.slice(0, 2));
  return [
    '# Attention Kata',
    '',
    `${headline(tally)}. Seed ${kit.seed}, reference ${markdownCode(kit.engine)}, specs ${markdownCode(kit.specs)}.`,
    '',
    ...(tally.byHand > 0 ? ['A mark with a star was given by hand.', ''] : []),
    ...frequent.map(
      ([id, { length }]) => `- ${length} × ${id}: ${markdownText(sayings.get(id) ?? '')}`,
    ),
    '',
    `| submission | ${numbers.join(' | ')} | total |`,
    `|---|${numbers.map(() => '---:|').join('')}---:|`,
    '',
  ].join('\n');
}

export function* writeSummary(
  report: GradeReport,
  tally: Tally,
  sayings: Sayings,
): Generator<string> {
  const head = headOf(report, tally, sayings);
  yield head;
  let room = LIMIT - RESERVE - Buffer.byteLength(head);
  let shown = 0;
  for (const submission of report.submissions) {
    const row = rowOf(submission, report.slugs);
    room -= Buffer.byteLength(row);
    if (room < 0) break;
    shown += 1;
    yield row;
  }
  const rest = tally.persons.length - shown;
  if (rest > 0) yield `\n… and ${rest} more; all are in grades.csv.\n`;
}
