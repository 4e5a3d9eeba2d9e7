/**
 * What a student is told of a test, by level. `verdicts` and `diagnosis` never show hidden inputs,
 * expected values, error texts or output; only `full` shows the instructor's message.
 */
import type { Reason } from '../../../reference/judging/verdict';
import type { Level } from '../options';
import {
  type GradedExercise,
  type GradedSubmission,
  type GradedTest,
  noSourceOf,
  type Override,
  type Status,
} from '../report';

/** Id of a misconception → what it says to the learner. */
export type Sayings = ReadonlyMap<string, string>;

const reasons: Record<Reason, string> = {
  timeout: 'The code did not come to an end, in this test or in an earlier one.',
  memory: 'The code used more memory than it may, in this test or in an earlier one.',
  'load-error': 'The file could not be loaded.',
  'missing-file': 'The file was not found in what you handed in.',
  ambiguous: 'You handed in several files for this exercise, and they differ.',
  'missing-export': 'A function that the file should export is not there.',
  'bad-value': 'Something came back that is not plain data (numbers, arrays, plain objects).',
  threw: 'The code threw an error where an answer, or another error, was expected.',
  rejected: 'The file was refused before it was run.',
  infrastructure: 'This could not be judged, and the fault is not yours. It will be judged again.',
};

/** Why there was nothing to run or no mark to give: our words, then files of the learner's. */
export interface Explained {
  says: string;
  /** What was seen; empty where there was nothing. It names only what the learner handed in. */
  seen: string;
}

/** Why an exercise has no answer that could be run; null where it has one. */
export function explainNoSource(exercise: GradedExercise): Explained | null {
  const reason = noSourceOf(exercise);
  if (reason === null) return null;
  const message = reason === 'infrastructure' ? '' : (exercise.tests[0]?.message ?? '');
  return { says: reasons[reason], seen: message.replace(/^not found(?:; |$)/, '') };
}

const beginnings: Record<Exclude<Status, 'graded'>, string> = {
  'nothing-found': 'No exercise was found in what you handed in.',
  ambiguous: 'You handed in files that differ, and which of them counts cannot be told.',
  rejected: 'What you handed in could not be read.',
  infrastructure: 'This could not be judged, and the fault is not yours. It will be judged again.',
};

/** Why there is no mark, in the learner's words; what was seen stands there once. */
export function explainStatus({ status, exercises }: GradedSubmission): Explained[] {
  if (status === 'graded') return [];
  const about = new Map<string, string[]>();
  for (const exercise of exercises) {
    const { seen = '' } = explainNoSource(exercise) ?? {};
    if (seen) about.set(seen, [...(about.get(seen) ?? []), exercise.slug.slice(0, 2)]);
  }
  const each = [...about].map(([seen, numbers]) =>
    numbers.length === exercises.length
      ? { says: '', seen }
      : { says: `Exercise ${numbers.join(', ')}:`, seen },
  );
  return [{ says: beginnings[status], seen: '' }, ...each];
}

/** A mark that the instructor gave by hand: which one, in our words, and the instructor's note. */
export interface ExplainedOverride extends Explained {
  /** The exercise's folder, or `total`. */
  of: string;
}

const explainOverride = (
  { mark, judged, note }: Override,
  of: string,
  maxScore: number,
): ExplainedOverride => {
  const what = of === 'total' ? 'In all' : `Exercise ${of.slice(0, 2)}`;
  const instead = judged === null ? '' : `, in place of ${judged}`;
  const end = note === '' ? '.' : ':';
  return {
    of,
    says: `${what} ${mark} of ${maxScore} points given by hand${instead}${end}`,
    seen: note,
  };
};

/** Every mark of a submission that was given by hand. */
export const explainByHand = ({
  override,
  maxScore,
  exercises,
}: GradedSubmission): ExplainedOverride[] => [
  ...(override ? [explainOverride(override, 'total', maxScore)] : []),
  ...exercises.flatMap((each) =>
    each.override ? [explainOverride(each.override, each.slug, each.maxScore)] : [],
  ),
];

/** As plain text. */
export const showExplained = ({ says, seen }: Explained): string =>
  [says, seen].filter(Boolean).join(' ');

/** Sentences about a test that did not pass; none for one that did. */
export function explainTest(test: GradedTest, level: Level, sayings: Sayings): string[] {
  if (test.verdict === 'pass') return [];
  const verdict = test.reason ? reasons[test.reason] : 'The answer is not right.';
  const says = test.misconception ? sayings.get(test.misconception) : undefined;
  if (level === 'verdicts') return [verdict];
  if (level === 'diagnosis') return says ? [verdict, says] : [verdict];
  return [verdict, says, test.message].filter((text) => typeof text === 'string');
}
