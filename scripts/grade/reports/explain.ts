/**
 * What a student is told of a test, by level. `verdicts` and `diagnosis` never show hidden inputs,
 * expected values, error texts or output; only `full` shows the instructor's message.
 */
import type { Reason } from '../../../reference/judging/verdict';
import type { Level } from '../options';
import type { GradedTest } from '../report';

/** Id of a misconception → what it says to the learner. */
export type Sayings = ReadonlyMap<string, string>;

const reasons: Record<Reason, string> = {
  timeout: 'The code did not come to an end, in this test or in an earlier one.',
  memory: 'The code used more memory than it may, in this test or in an earlier one.',
  'load-error': 'The file could not be loaded.',
  'missing-export': 'The file, or a function that it should export, is not there.',
  'bad-value': 'Something came back that is not plain data (numbers, arrays, plain objects).',
  threw: 'The code threw an error where an answer, or another error, was expected.',
  rejected: 'The file was refused before it was run.',
  infrastructure: 'This could not be judged, and the fault is not yours. It will be judged again.',
};

/** Sentences about a test that did not pass; none for one that did. */
export function explainTest(test: GradedTest, level: Level, sayings: Sayings): string[] {
  if (test.verdict === 'pass') return [];
  const verdict = test.reason ? reasons[test.reason] : 'The answer is not right.';
  const says = test.misconception ? sayings.get(test.misconception) : undefined;
  if (level === 'verdicts') return [verdict];
  if (level === 'diagnosis') return says ? [verdict, says] : [verdict];
  return [verdict, says, test.message].filter((text) => typeof text === 'string');
}
