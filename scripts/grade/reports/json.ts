/** `grade-report.json`: one submission a line, so that two reports can be compared by line. */
import { type GradeReport, SCHEMA } from '../report';
import { visibleJson } from './escape';

export function* writeJson({ kit, submissions }: GradeReport): Generator<string> {
  yield `{"schema":${visibleJson(SCHEMA)},\n"kit":${visibleJson(kit)},\n"submissions":[`;
  let separator = '\n';
  for (const submission of submissions) {
    yield `${separator}${visibleJson(submission)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}
