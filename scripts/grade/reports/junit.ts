/**
 * `junit.xml`: a suite for each exercise of each submission, points as properties. No times in it,
 * so that the same marks are the same bytes.
 */
import type { Level } from '../options';
import type { GradedExercise, GradedSubmission, GradedTest, GradeReport } from '../report';
import { xmlText } from './escape';
import { explainStatus, explainTest, type Sayings, showExplained } from './explain';

const attributes = (pairs: Record<string, string | number>): string =>
  Object.entries(pairs)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');

const property = (name: string, value: number): string =>
  `      <property${attributes({ name, value })}/>\n`;

function writeCase(test: GradedTest, classname: string, level: Level, sayings: Sayings): string {
  const head = `    <testcase${attributes({ name: test.title, classname, time: '0' })}`;
  if (test.verdict === 'pass') return `${head}/>\n`;
  const tag = test.verdict === 'fail' ? 'failure' : 'error';
  const type = test.reason ?? test.misconception ?? 'wrong-answer';
  const [message = '', ...rest] = explainTest(test, level, sayings);
  const text = xmlText(rest.join(' '));
  return `${head}>\n      <${tag}${attributes({ message, type })}>${text}</${tag}>\n    </testcase>\n`;
}

function writeSuite(
  { id }: GradedSubmission,
  exercise: GradedExercise,
  level: Level,
  sayings: Sayings,
): string {
  const { slug, score, maxScore, tests } = exercise;
  const count = (verdict: string): number =>
    tests.filter((test) => test.verdict === verdict).length;
  const head = attributes({
    name: `${id} / ${slug}`,
    tests: tests.length,
    failures: count('fail'),
    errors: count('error'),
    skipped: 0,
    time: '0',
  });
  const points = tests.flatMap((test, i) => [
    property(`points.${i + 1}`, test.points),
    property(`maxPoints.${i + 1}`, test.maxPoints),
  ]);
  const properties = [property('score', score), property('maxScore', maxScore), ...points].join('');
  const cases = tests.map((test) => writeCase(test, slug, level, sayings)).join('');
  return `  <testsuite${head}>\n    <properties>\n${properties}    </properties>\n${cases}  </testsuite>\n`;
}

/** What has no mark is one suite with one error, and no points. */
function writeUnmarked(submission: GradedSubmission): string {
  const { id, status } = submission;
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0, time: '0' };
  const [message = '', ...rest] = explainStatus(submission).map(showExplained);
  const error = `<error${attributes({ message, type: status })}>${xmlText(rest.join(' '))}</error>`;
  const test = attributes({ name: status, classname: 'submission', time: '0' });
  return `  <testsuite${attributes({ name: `${id} / submission`, ...counts })}>\n    <testcase${test}>\n      ${error}\n    </testcase>\n  </testsuite>\n`;
}

export function* writeJunit(
  { submissions }: GradeReport,
  level: Level,
  sayings: Sayings,
): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="attention-kata">\n';
  for (const submission of submissions) {
    if (submission.status !== 'graded') yield writeUnmarked(submission);
    for (const exercise of submission.status === 'graded' ? submission.exercises : []) {
      yield writeSuite(submission, exercise, level, sayings);
    }
  }
  yield '</testsuites>\n';
}
