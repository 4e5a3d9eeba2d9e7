/**
 * `grades.csv`: a row a submission, a column an exercise, the total. Opens right in spreadsheets. A
 * mark that was not given is no 0: its cells say why.
 */
import type { Slug } from '../../../exercises/catalog';
import type { GradedSubmission, GradeReport } from '../report';
import { csvText } from './escape';

const BYTE_ORDER_MARK = '\ufeff';

function marksOf(
  { status, score, exercises }: GradedSubmission,
  slugs: readonly Slug[],
): (number | string)[] {
  if (score === null) return [...slugs.map(() => status), status];
  const marks = slugs.map((slug) => exercises.find((each) => each.slug === slug)?.score ?? '');
  return [...marks, score];
}

export function* writeCsv({ submissions, slugs }: GradeReport): Generator<string> {
  yield `${BYTE_ORDER_MARK}${['id', 'name', ...slugs, 'total'].join(',')}\r\n`;
  for (const submission of submissions) {
    const who = [submission.id, submission.name ?? ''].map(csvText);
    yield `${[...who, ...marksOf(submission, slugs)].join(',')}\r\n`;
  }
}
