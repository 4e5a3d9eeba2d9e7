/**
 * Gradescope's `results.json`, one for each submission. Every test is visible, because Gradescope
 * shows no total while one is hidden; what a student reads of it is decided by the level. What the
 * run printed stays hidden. A mark given by hand changes the score, not the tests' points.
 */
import type { Level } from '../options';
import type { GradedSubmission } from '../report';
import { explainByHand, explainStatus, explainTest, type Sayings, showExplained } from './explain';

/** The document for one submission; without a mark it has neither score nor tests. */
export function gradescopeOf(submission: GradedSubmission, level: Level, sayings: Sayings) {
  const { score } = submission;
  const byHand = explainByHand(submission).map(showExplained);
  if (score === null) {
    const output = [...explainStatus(submission).map(showExplained), ...byHand].join('\n');
    return { output, visibility: 'visible', stdout_visibility: 'hidden' };
  }
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
  const says = 'These are the hidden tests, all of them; the visible examples carry no points.';
  const output = [says, ...byHand].join('\n');
  return { score, output, visibility: 'visible', stdout_visibility: 'hidden', tests };
}
