/**
 * Puts marks given by hand in the place of judged ones. Verdicts and tests stay as they were judged.
 * A mark for an exercise stands for an answer there; one for the total makes any submission `graded`.
 */
import {
  type GradedExercise,
  type GradedSubmission,
  noSourceOf,
  type Override,
  totalOf,
} from '../report';
import type { Given, Overrides } from './read';

const overrideOf = ({ mark, note }: Given, judged: number | null): Override => ({
  mark,
  judged,
  note,
});

function overrideExercise(exercise: GradedExercise, given: Given | undefined): GradedExercise {
  if (!given) return exercise;
  const judged = noSourceOf(exercise) === null ? exercise.score : null;
  return { ...exercise, score: given.mark, override: overrideOf(given, judged) };
}

function overrideSubmission(
  submission: GradedSubmission,
  given: ReadonlyMap<string, Given> | undefined,
): GradedSubmission {
  if (!given) return submission;
  const exercises = submission.exercises.map((exercise) =>
    overrideExercise(exercise, given.get(exercise.slug)),
  );
  const judged = totalOf(submission, exercises);
  const total = given.get('total');
  if (!total) return judged;
  const override = overrideOf(total, judged.score);
  return { ...judged, status: 'graded', score: total.mark, override };
}

/** The submissions in their order, each as it is read. */
export const overrideAll = (
  submissions: Iterable<GradedSubmission>,
  overrides: Overrides,
): Iterable<GradedSubmission> => ({
  *[Symbol.iterator]() {
    for (const each of submissions) yield overrideSubmission(each, overrides.get(each.id));
  },
});
