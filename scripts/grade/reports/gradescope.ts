/**
 * Gradescope's `results.json`, one for each submission. Every test is visible, because Gradescope
 * shows no total while one is hidden; what a student reads of it is decided by the level. What the
 * run printed stays hidden.
 */
import type { Level } from '../options';
import { type GradedSubmission, isUngraded } from '../report';
import { explainTest, type Sayings } from './explain';

/** The document for one submission. */
export function gradescopeOf(submission: GradedSubmission, level: Level, sayings: Sayings) {
  const tests = submission.exercises.flatMap(({ slug, tests: judged }) =>
    judged.map((test, i) => ({
      score: test.points,
      max_score: test.maxPoints,
      status: test.verdict === 'pass' ? 'passed' : 'failed',
      name: `${slug}: ${test.title}`,
      number: `${Number.parseInt(slug, 10)}.${i + 1}`,
      output: explainTest(test, level, sayings).join('\n'),
      output_format: 'text',
      tags: [slug, ...(test.reason ? [test.reason] : [])],
      visibility: 'visible',
    })),
  );
  const says = isUngraded(submission)
    ? 'A part could not be judged, and the fault is not yours. It will be judged again.'
    : 'These are the hidden tests, all of them; the visible examples carry no points.';
  return {
    score: submission.score,
    output: says,
    visibility: 'visible',
    stdout_visibility: 'hidden',
    tests,
  };
}
