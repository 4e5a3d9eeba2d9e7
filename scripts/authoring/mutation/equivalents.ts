/** Mutants that no judge can find, because they are right answers in other words, and why. */
import type { CatalogEntry, Slug } from '../../../exercises/catalog';
import type { Mutant } from './mutants';

/** `Operator change`, as `npm run mutate` shows it → why. */
type Reasons = Readonly<Record<string, string>>;

const EMPTY = 'Shapes are checked before: only an empty input, which is not judged, comes to it.';
const SMALL = 'It lies between −1 and 1.';
const FOUR = 'There are four of them.';
const UNSTACKED = 'Only a state without inProjWeight, which is not judged, comes to it.';
const NUMBER = 'The answer is a number, which no later call can change.';

const listed: Readonly<Record<Slug, Reasons>> = {
  '01-softmax': {
    'CapAtSize shapeOf: shapeOf(first) → [...shapeOf(first)].slice(0, 9)':
      'A shape has three entries at most.',
    'ConditionalExpression hasShape: rest.length === 0 → true':
      'By its type a line holds numbers alone or rows alone.',
    'ClampValue softmaxLine: power / total → Math.max(-30, Math.min(30, power / total))': SMALL,
    "ArrayDeclaration swapFirstAxes: [] → ['mutant']": EMPTY,
  },
  '02-cosine-sim': {
    'OptionalChaining widthOf: rows[0]?.length → rows[0].length': EMPTY,
    'ClampValue normalise: value / (norm + eps) → Math.max(-30, Math.min(30, value / (norm + eps)))':
      SMALL,
  },
  '03-split-heads': {
    'OptionalChaining widthOf: rows[0]?.length → rows[0].length': EMPTY,
    "ArrayDeclaration mergeHeads: [] → ['mutant']": EMPTY,
    "ArrayDeclaration mergeHeads: [] → ['mutant'] (2)": EMPTY,
  },
  '04-single-head': {
    'OptionalChaining shapeOf: rows[0]?.length → rows[0].length': EMPTY,
    "ArrayDeclaration weightedSum: [] → ['mutant']": EMPTY,
    'OptionalChaining weightedSum: v[i]?.[j] → v[i][j]': EMPTY,
    'OptionalChaining singleHeadAttention: mask[i]?.[j] → mask[i][j]': EMPTY,
  },
  '05-multi-head': {
    'CapAtSize checkParams: Object.entries({ wQ, wK, wV, wO }) → [...Object.entries({ wQ, wK, wV, wO })].slice(0, 9)':
      FOUR,
    'CapAtSize checkParams: Object.entries({ bQ, bK, bV, bO }) → [...Object.entries({ bQ, bK, bV, bO })].slice(0, 9)':
      FOUR,
    "ArrayDeclaration project: [] → ['mutant'] (2)": EMPTY,
    'OptionalChaining project: w[i]?.[j] → w[i][j]': EMPTY,
    "ArrayDeclaration multiHeadAttention: [] → ['mutant']": EMPTY,
    "ArrayDeclaration multiHeadAttention: [] → ['mutant'] (2)": EMPTY,
  },
  '06-framework-comparison': {
    'BlockStatement expectStacked: { if (state.inProjWeight) retu … hout kdim and vdim`, ); } → {}':
      UNSTACKED,
    'ConditionalExpression expectStacked: state.inProjWeight → true': UNSTACKED,
    'CapAtSize checkArguments: Object.entries({ wQ, wK, wV, wO }) → [...Object.entries({ wQ, wK, wV, wO })].slice(0, 9)':
      FOUR,
    'CapAtSize checkArguments: Object.entries({ bQ, bK, bV, bO }) → [...Object.entries({ bQ, bK, bV, bO })].slice(0, 9)':
      FOUR,
    "ArrayDeclaration transpose: [] → ['mutant']": EMPTY,
    "ArrayDeclaration mathMultiHeadAttention: [] → ['mutant']": EMPTY,
    "ArrayDeclaration mathMultiHeadAttention: [] → ['mutant'] (2)": EMPTY,
    "ArrayDeclaration mathMultiHeadAttention: [] → ['mutant'] (3)": EMPTY,
    'OptionalChaining compareOutputs: expected[0]?.length → expected[0].length': EMPTY,
    'ClampValue compareOutputs: dot / (norm(a) * norm(e)) → Math.max(-30, Math.min(30, dot / (norm(a) * norm(e))))':
      SMALL,
  },
  '07-multilingual': {
    'ReuseReturnedArray fertility: each answer lies in the arrays of the one before': NUMBER,
    'ReuseReturnedArray crossLingualMass: each answer lies in the arrays of the one before': NUMBER,
  },
};

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
