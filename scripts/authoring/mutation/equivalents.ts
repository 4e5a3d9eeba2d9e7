/** Mutants that no judge can find, because they are right answers in other words, and why. */
import type { CatalogEntry, Slug } from '../../../exercises/catalog';
import type { Mutant } from './mutants';

/** `Operator change`, as `npm run mutate` shows it → why. */
type Reasons = Readonly<Record<string, string>>;

const listed: Readonly<Record<Slug, Reasons>> = {} as never;

const nameOf = ({ operator, change }: Mutant): string => `${operator} ${change}`;

/** Why a mutant is a right answer; null where it is not known to be one. */
export const whyEquivalent = (mutant: Mutant): string | null =>
  listed[mutant.exercise.slug][nameOf(mutant)] ?? null;

/** What is listed, and no mutant any more. */
export function staleEquivalents(
  exercises: readonly CatalogEntry[],
  mutants: readonly Mutant[],
): string[] {
  return exercises.flatMap(({ slug }) => {
    const names = new Set(mutants.filter(({ exercise }) => exercise.slug === slug).map(nameOf));
    return Object.keys(listed[slug])
      .filter((name) => !names.has(name))
      .map((name) => `${slug}: ${name}`);
  });
}
