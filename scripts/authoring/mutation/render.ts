/** What a survey found, as lines: how many mutants each judge found, and who lives. */
import type { CatalogEntry } from '../../../exercises/catalog';
import { paint } from '../../terminal/colour';
import { whyEquivalent } from './equivalents';
import type { Fate } from './survey';

/** How many were found, and the share of all that were to be. */
function found(part: number, all: number): string {
  const percent = (all === 0 ? 100 : (100 * part) / all).toFixed(1);
  return `${`${part}`.padStart(5)}${`${percent} %`.padStart(9)}`;
}

/** Those that are wrong answers: an equivalent one is a right answer in other words. */
export const wrongOnes = (fates: readonly Fate[]): Fate[] =>
  fates.filter(({ mutant }) => whyEquivalent(mutant) === null);

/** Wrong answers that the deciding plan takes for right ones. */
export const survivors = (fates: readonly Fate[]): Fate[] =>
  wrongOnes(fates).filter(({ byGrade }) => !byGrade);

/** Wrong answers of which students' `check` says nothing; grade finds them. */
export const passedByRelease = (fates: readonly Fate[]): Fate[] =>
  wrongOnes(fates).filter(({ byGrade, byRelease }) => byGrade && !byRelease);

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
    found(grade, wrong.length),
    found(release, wrong.length),
  ].join('  ');
}

const describe = ({ mutant: { exercise, line, operator, change } }: Fate): string =>
  `  ${exercise.slug}:${line}  ${operator}  ${change}`;

function listed(title: string, fates: readonly Fate[]): string[] {
  return fates.length === 0 ? [] : ['', title, ...fates.map(describe)];
}

/** The table, then every wrong answer that a judge let through. */
export function renderSurvey(exercises: readonly CatalogEntry[], fates: readonly Fate[]): string {
  const of = (exercise: CatalogEntry): Fate[] =>
    fates.filter(({ mutant }) => mutant.exercise.slug === exercise.slug);
  return [
    `${''.padEnd(24)}  ${'mutants'.padStart(10)}  ${'equivalent'}  ${'grade'.padStart(14)}  ${'release'.padStart(14)}`,
    ...exercises.map((exercise) => row(exercise.slug, of(exercise))),
    row('all', fates),
    ...listed('Wrong, and passed by a release alone:', passedByRelease(fates)),
    ...listed(paint('red', 'Wrong, and full points in grade:'), survivors(fates)),
    ...listed(paint('red', 'Called equivalent, and found wrong:'), notEquivalent(fates)),
  ].join('\n');
}
