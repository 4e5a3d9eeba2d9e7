/**
 * `junit.xml`: a suite for each submission, a case for each of its exercises, points as properties.
 * No times in it, so that the same marks are the same bytes. GitLab shows one case of each class and
 * name, and at most 30 MB and 250,000 elements: no two cases are called alike, and a test stands in
 * the text of its exercise's case.
 */
import type { Level } from '../options';
import { type GradedExercise, type GradedSubmission, type GradeReport, pointsOf } from '../report';
import { xmlText } from './escape';
import { explainByHand, explainStatus, explainTest, type Sayings, showExplained } from './explain';

const attributes = (pairs: Record<string, string | number>): string =>
  Object.entries(pairs)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');

const property = (name: string, value: number | string): string =>
  `      <property${attributes({ name, value })}/>\n`;

/** A case that did not pass: what is to be read of it, and the type of the first thing wrong. */
function badCase(head: string, tag: 'failure' | 'error', type: string, lines: readonly string[]) {
  const [message = '', ...rest] = lines;
  const text = rest.map(xmlText).join('\n');
  return `    <testcase${head}>\n      <${tag}${attributes({ message, type })}>${text}</${tag}>\n    </testcase>\n`;
}

function writeCase(
  id: string,
  { slug, score, maxScore, verdict, tests }: GradedExercise,
  level: Level,
  sayings: Sayings,
): string {
  const head = attributes({ name: slug, classname: id, time: '0' });
  if (verdict === 'pass') return `    <testcase${head}/>\n`;
  const wrong = tests.filter((test) => test.verdict !== 'pass');
  const [first] = wrong;
  const type = first?.reason ?? first?.misconception ?? 'wrong-answer';
  const says = `${score} of ${maxScore} points; ${wrong.length} of ${tests.length} tests do not pass`;
  const each = wrong.map((test) =>
    [`✗ ${test.title}:`, ...explainTest(test, level, sayings)].join(' '),
  );
  return badCase(head, verdict === 'fail' ? 'failure' : 'error', type, [says, ...each]);
}

function writeSuite(submission: GradedSubmission, level: Level, sayings: Sayings): string {
  const { id, status, score, maxScore, exercises } = submission;
  const isGraded = status === 'graded';
  const count = (verdict: string): number =>
    exercises.filter((exercise) => exercise.verdict === verdict).length;
  const head = attributes({
    name: id,
    tests: isGraded ? exercises.length : 1,
    failures: isGraded ? count('fail') : 0,
    errors: isGraded ? count('error') : 1,
    skipped: 0,
    time: '0',
  });
  if (!isGraded) {
    const said = [...explainStatus(submission), ...explainByHand(submission)];
    const lines = said.map(showExplained);
    const unmarked = attributes({ name: status, classname: id, time: '0' });
    return `  <testsuite${head}>\n${badCase(unmarked, 'error', status, lines)}  </testsuite>\n`;
  }
  const points = [
    property('score', score ?? 0),
    property('maxScore', maxScore),
    ...exercises.flatMap((exercise) => {
      const mark = pointsOf(submission, exercise);
      return mark === null ? [] : [property(exercise.slug, mark)];
    }),
    ...explainByHand(submission).map((each) => property(`${each.of} by hand`, showExplained(each))),
  ];
  const cases = exercises.map((exercise) => writeCase(id, exercise, level, sayings));
  return `  <testsuite${head}>\n    <properties>\n${points.join('')}    </properties>\n${cases.join('')}  </testsuite>\n`;
}

export function* writeJunit(
  { submissions }: GradeReport,
  level: Level,
  sayings: Sayings,
): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="attention-kata">\n';
  for (const submission of submissions) yield writeSuite(submission, level, sayings);
  yield '</testsuites>\n';
}
