/** What a survey found, as lines: how many mutants each judge found, and who lives. */
import type { CatalogEntry } from '../../../exercises/catalog';
import { paint } from '../../terminal/colour';
import { whyEquivalent } from './equivalents';
import type { Fate } from './survey';

const percent = (part: number, all: number): string =>
  `${(all === 0 ? 100 : (100 * part) / all).toFixed(1)} %`.padStart(8);

/** Those that are wrong answers: an equivalent one is a right answer in other words. */
export const wrongOnes = (fates: readonly Fate[]): Fate[] =>
  fates.filter(({ mutant }) => whyEquivalent(mutant) === null);

/** Wrong answers that the deciding plan takes for right ones. */
export const survivors = (fates: readonly Fate[]): Fate[] =>
  wrongOnes(fates).filter(({ byGrade }) => !byGrade);

/** Mutants that are called equivalent, and that a judge has found wrong all the same. */
export const notEquivalent = (fates: readonly Fate[]): Fate[] =>
  fates.filter(
    ({ mutant, byGrade, byRelease }) => (byGrade || byRelease) && whyEquivalent(mutant) !== null,
  );

/** Share of the wrong answers that students' `check` finds. */
export const releaseScore = (fates: readonly Fate[]): number => {
  const wrong = wrongOnes(fates);
  return wrong.filter(({ byRelease }) => byRelease).length / wrong.length;
};

function row(title: string, fates: readonly Fate[]): string {
  const wrong = wrongOnes(fates);
  const grade = wrong.filter(({ byGrade }) => byGrade).length;
  const release = wrong.filter(({ byRelease }) => byRelease).length;
  const counts = [fates.length, fates.length - wrong.length].map((count) =>
    `${count}`.padStart(10),
  );
  return [
    title.padEnd(24),
    ...counts,
    percent(grade, wrong.length),
    percent(release, wrong.length),
  ].join('  ');
}

const describe = ({ mutant: { exercise, line, operator, change } }: Fate): string =>
  `  ${exercise.slug}:${line}  ${operator}  ${change}`;

function listed(title: string, fates: readonly Fate[]): string[] {
  return fates.length === 0 ? [] : ['', paint('red', title), ...fates.map(describe)];
}

/** The table, then every mutant that a person has to look at. */
export function renderSurvey(exercises: readonly CatalogEntry[], fates: readonly Fate[]): string {
  const of = (exercise: CatalogEntry): Fate[] =>
    fates.filter(({ mutant }) => mutant.exercise.slug === exercise.slug);
  return [
    `${''.padEnd(24)}  ${'mutants'.padStart(10)}  ${'equivalent'}  ${'grade'.padStart(8)}  ${'release'.padStart(8)}`,
    ...exercises.map((exercise) => row(exercise.slug, of(exercise))),
    row('all', fates),
    ...listed('Wrong, and full points in grade:', survivors(fates)),
    ...listed('Called equivalent, and found wrong:', notEquivalent(fates)),
  ].join('\n');
}
