/**
 * Classroom 50's `result.json` (`classroom50/result/v1`), one for each submission. Its runner says
 * in the environment whose submission it is and where it came from. A run over a whole folder has no
 * runner, and stand-ins of the right form are written. The tests' scores add up to the submission's,
 * so that a mark given by hand stands in the place of the tests it replaces.
 */
import { fileNameOf } from '../../submissions/ids';
import type { Level } from '../options';
import type { GradedSubmission, Override } from '../report';
import { explainByHand, explainTest, type Sayings, showExplained } from './explain';

type Environment = Record<string, string | undefined>;

/** The time in a tag `submit/2026-06-01T14-32-05Z-a1b2c3d`; the runner puts its own in its place. */
function timeOf(tag: string): string {
  const found = /^submit\/(\d{4}-\d\d-\d\d)T([01]\d|2[0-3])-([0-5]\d)-([0-5]\d)Z/.exec(tag);
  return found ? `${found[1]}T${found[2]}:${found[3]}:${found[4]}Z` : '1970-01-01T00:00:00Z';
}

/** A mark given by hand, as one test. */
const givenTest = ({ mark }: Override, of: string, maxScore: number, message: string) => ({
  'test-name': `${of}: given by hand`,
  passed: mark === maxScore,
  score: mark,
  'max-score': maxScore,
  message,
});

function testsOf(submission: GradedSubmission, level: Level, sayings: Sayings) {
  const { override, maxScore, exercises } = submission;
  const says = new Map(explainByHand(submission).map((each) => [each.of, showExplained(each)]));
  if (override) return [givenTest(override, 'total', maxScore, says.get('total') ?? '')];
  return exercises.flatMap(({ slug, tests, maxScore: most, override: given }) =>
    given
      ? [givenTest(given, slug, most, says.get(slug) ?? '')]
      : tests.map((test) => ({
          'test-name': `${slug}: ${test.title}`,
          passed: test.verdict === 'pass',
          score: test.points,
          'max-score': test.maxPoints,
          message: explainTest(test, level, sayings).join(' '),
        })),
  );
}

/** The document for one submission; all scores are whole numbers. Null where there is no mark. */
export function classroom50Of(
  submission: GradedSubmission,
  level: Level,
  sayings: Sayings,
  environment: Environment,
) {
  const { score } = submission;
  if (score === null) return null;
  const { CLASSROOM, ASSIGNMENT, ASSIGNMENT_TYPE, SUBMISSION_TAG } = environment;
  const tag = SUBMISSION_TAG?.startsWith('submit/')
    ? SUBMISSION_TAG
    : `submit/${fileNameOf(submission.id)}`;
  const commit = environment.COMMIT_URL || tag;
  return {
    schema: 'classroom50/result/v1',
    classroom: CLASSROOM || 'attention-kata',
    assignment: ASSIGNMENT || 'attention-kata',
    assignment_type: ASSIGNMENT_TYPE === 'group' ? 'group' : 'individual',
    owner: environment.OWNER || environment.USERNAME || submission.id,
    submission: tag,
    commit,
    release: environment.RELEASE_URL || tag,
    review: environment.REVIEW_URL || commit,
    datetime: timeOf(tag),
    score,
    'max-score': submission.maxScore,
    tests: testsOf(submission, level, sayings),
  };
}
