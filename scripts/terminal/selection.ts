/** `--only`: which exercises, as numbers, names and ranges of numbers. */
import { catalog, numberOf, type Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { selectExercises } from './arguments';

function inRange(part: string): Slug[] | null {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(part) ?? [];
  if (from === undefined || to === undefined) return null;
  const [first, last] = [Number(from), Number(to)];
  const slugs = catalog
    .filter((exercise) => numberOf(exercise) >= first && numberOf(exercise) <= last)
    .map(({ slug }) => slug);
  if (first >= 1 && last <= catalog.length && slugs.length > 0) return slugs;
  throw new UserError(`--only ${part}: expected numbers from 1 to ${catalog.length}, as in 1-3`);
}

/**
 * Folders of the exercises that `--only` names; all of them where it is not given.
 * @throws UserError that names the nearest exercise
 */
export function chooseExercises(only: string | undefined): Slug[] {
  if (only === undefined) return catalog.map(({ slug }) => slug);
  const parts = only.split(/[\s,]+/).filter(Boolean);
  if (parts.length === 0) throw new UserError('--only names no exercise; expected 1-3, say');
  return parts.flatMap((part) => inRange(part) ?? selectExercises([part]).map(({ slug }) => slug));
}
