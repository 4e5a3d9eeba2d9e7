/** `grades.csv`: a row a submission, a column an exercise, the total. Opens right in spreadsheets. */
import { catalog } from '../../../exercises/catalog';
import { type GradeReport, isInfrastructure, isUngraded } from '../report';
import { csvText } from './escape';

const BYTE_ORDER_MARK = '\ufeff';

/** A mark that could not be given is no 0. */
const mark = (score: number, isUngraded: boolean): string =>
  isUngraded ? 'infrastructure' : `${score}`;

export function* writeCsv({ submissions }: GradeReport): Generator<string> {
  const heads = ['id', ...catalog.map(({ slug }) => slug), 'total'];
  yield `${BYTE_ORDER_MARK}${heads.join(',')}\r\n`;
  for (const submission of submissions) {
    const marks = catalog.map(({ slug }) => {
      const exercise = submission.exercises.find((each) => each.slug === slug);
      return exercise ? mark(exercise.score, isInfrastructure(exercise)) : '';
    });
    const total = mark(submission.score, isUngraded(submission));
    yield `${[csvText(submission.id), ...marks, total].join(',')}\r\n`;
  }
}
