/**
 * `grades.csv`: a row a submission, a column an exercise, the total. Opens right in spreadsheets. A
 * mark that was not given is no 0: its cells say why. Where marks were given by hand, a last column
 * says which.
 */
import type { Slug } from '../../../exercises/catalog';
import { type GradedSubmission, type GradeReport, pointsOf } from '../report';
import { csvText } from './escape';
import { explainByHand, showExplained } from './explain';
import type { Tally } from './tally';

const BYTE_ORDER_MARK = '\ufeff';

function marksOf(submission: GradedSubmission, slugs: readonly Slug[]): (number | string)[] {
  const { status, score, exercises } = submission;
  if (score === null) return [...slugs.map(() => status), status];
  const marks = slugs.map((slug) => {
    const exercise = exercises.find((each) => each.slug === slug);
    return (exercise && pointsOf(submission, exercise)) ?? '';
  });
  return [...marks, score];
}

const byHandOf = (submission: GradedSubmission): string =>
  csvText(explainByHand(submission).map(showExplained).join(' '));

export function* writeCsv(
  { submissions, slugs }: GradeReport,
  { byHand }: Pick<Tally, 'byHand'>,
): Generator<string> {
  const more = byHand > 0 ? ['by hand'] : [];
  yield `${BYTE_ORDER_MARK}${['id', 'name', ...slugs, 'total', ...more].join(',')}\r\n`;
  for (const submission of submissions) {
    const who = [submission.id, submission.name ?? ''].map(csvText);
    const says = byHand > 0 ? [byHandOf(submission)] : [];
    yield `${[...who, ...marksOf(submission, slugs), ...says].join(',')}\r\n`;
  }
}
