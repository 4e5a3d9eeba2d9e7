/**
 * Right ways to answer an exercise: the solution, the answers in `reference/right-ways/`, the
 * solution in other forms; each as it is written and in other arithmetic.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, prerequisitesOf, sourceOf } from '../../../exercises/catalog';
import { plant } from '../../../reference/judging/misconceptions';
import { forms } from '../../../reference/right-ways/forms';
import { root } from '../../../reference/root';
import { type Arithmetic, compensated, fromBehind, inFloat32 } from './arithmetic';

/** A right answer to an exercise and what it stands on. */
export interface Way {
  /** `log-sum-exp, in float32` */
  name: string;
  /** Slug → source text, of the exercise and all its prerequisites. */
  sources: Record<string, string>;
}

/** What an answer's name is followed by → the arithmetic. */
export type Arithmetics = Readonly<Record<string, Arithmetic>>;

/** What errs least and what errs most. */
export const few: Arithmetics = { '': (source) => source, ', in float32': inFloat32 };

export const all: Arithmetics = {
  ...few,
  ', sums from behind': fromBehind,
  ', sums compensated': compensated,
  ', sums from behind, in float32': (source) => inFloat32(fromBehind(source)),
  ', sums compensated, in float32': (source) => inFloat32(compensated(source)),
};

const textOf = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

function writtenWays(exercise: CatalogEntry): Way[] {
  const chain = [...prerequisitesOf(exercise), exercise];
  const solutions = Object.fromEntries(
    chain.map((each) => [each.slug, textOf('solutions', sourceOf(each))]),
  );
  const folder = join('reference', 'right-ways', exercise.slug);
  const others = readdirSync(join(root, folder)).map((file) => ({
    name: file,
    sources: { ...solutions, [exercise.slug]: textOf(folder, file) },
  }));
  const inOtherForms = chain.flatMap((each) =>
    (forms[each.slug] ?? []).map((form) => ({
      name: form.id,
      sources: { ...solutions, [each.slug]: plant(each, form) },
    })),
  );
  return [{ name: 'solution', sources: solutions }, ...others, ...inOtherForms];
}

const inArithmetic = ({ name, sources }: Way, says: string, arithmetic: Arithmetic): Way => ({
  name: `${name}${says}`,
  sources: Object.fromEntries(
    Object.entries(sources).map(([slug, source]) => [slug, arithmetic(source)]),
  ),
});

/** The right ways to answer an exercise, each text once. */
export function waysOf(exercise: CatalogEntry, arithmetics: Arithmetics): Way[] {
  const ways = writtenWays(exercise).flatMap((way) =>
    Object.entries(arithmetics).map(([says, arithmetic]) => inArithmetic(way, says, arithmetic)),
  );
  const texts = ways.map(({ sources }) => JSON.stringify(sources));
  return ways.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}
