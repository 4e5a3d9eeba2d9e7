/** What stands below a trouble: the exercise to go to, its file, and the command that says more. */
import { type Exercise, findExercise, numberOf, sourceOf } from '../../../exercises/catalog';

export type Fact = [name: string, value: string];

function commandFor(exercise: Exercise, folder: string): string {
  const flags = folder === 'exercises' ? '' : ` -- --target ${folder}`;
  return `npm run check ${numberOf(exercise)}${flags}`;
}

export function factsOf(exercise: Exercise, folder: string, line?: string): Fact[] {
  return [
    ['Exercise', `${exercise.slug.slice(0, 2)} ${exercise.title}`],
    ['File', `${folder}/${sourceOf(exercise)}${line ? `, line ${line}` : ''}`],
    ['Check it', commandFor(exercise, folder)],
  ];
}

/**
 * A trouble that names the earliest exercise that does not pass first, since later ones stand on it;
 * as it is where it names that one already, or is about no exercise.
 */
export function beginningWith<T extends { facts: Fact[] }>(
  slug: string,
  trouble: T,
  folder: string,
): T {
  const exercise = findExercise(slug);
  if (!exercise || trouble.facts.length === 0) return trouble;
  const command = commandFor(exercise, folder);
  if (trouble.facts.some(([, value]) => value === command)) return trouble;
  const earliest: Fact[] = [
    ['Begin with', `${slug.slice(0, 2)} ${exercise.title}, which does not pass`],
    ['Check that', command],
  ];
  return { ...trouble, facts: [...earliest, ...trouble.facts] };
}
