/** The exercise to go back to: of one and all that it stands on, the earliest that does not pass. */
import type { CatalogEntry } from '../../exercises/catalog';
import type { NamedTarget } from '../targets/target';
import { checkExercise, findFailingPrerequisite } from './judge';
import { openSuite } from './open-suite';

export async function findEarliestBroken(
  exercise: CatalogEntry,
  target: NamedTarget,
): Promise<CatalogEntry | null> {
  const suite = await openSuite();
  const earlier = await findFailingPrerequisite(exercise, target, suite);
  if (earlier) return earlier.exercise;
  const { verdict } = await checkExercise(exercise, target, suite);
  return verdict === 'pass' ? null : exercise;
}
