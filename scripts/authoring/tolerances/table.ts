/**
 * The table of the margins that the tolerances keep: made of what was measured. A smaller measurement
 * has to find a part of its figures again.
 */
import { type Exception, exceptions, nearWrong } from './exceptions';
import type { Figure, Measured, Scope } from './measure';

/** The most that a right answer may take of what is allowed, and the least that a wrong one has to. */
export const MOST_OF_RIGHT = 0.1;
export const LEAST_OF_WRONG = 10;
/** The least of one that is excepted: caught, whatever luck does. */
const LEAST_OF_NEAR = 2;

/** Tolerances that a wrong answer has to be away at least. */
export const leastOf = (id: string): number => (nearWrong.has(id) ? LEAST_OF_NEAR : LEAST_OF_WRONG);

/** Wrong answers below this stand in the table. */
export const NEAR = 100;
/** A test of which right answers take less is not listed. */
export const NOTHING = 1e-3;

const SEEDS = [42, 1, 2026, 4_000_000_000];

/** Right answers under every seed, as lightly as for a grade and as hard as for a learner. */
export const rightScope: Scope = {
  seeds: SEEDS,
  efforts: ['QUICK', 'THOROUGH'],
  arithmetic: 'all',
  wrong: [],
};

/** All wrong answers. Engines need not be told apart here: what they err by is far less. */
export const wrongScope: Scope = { seeds: SEEDS, efforts: [], arithmetic: 'none', wrong: 'all' };

/** What is measured again: the plan that decides, and the wrong answers that are near. */
export const againScope = (near: readonly string[]): Scope => ({
  seeds: [42],
  efforts: ['QUICK'],
  arithmetic: 'few',
  wrong: near,
});

/** A figure, and what comes of measuring a part of it again. */
export interface Row extends Figure {
  again: number;
}

export interface Table {
  /** The engines that right answers were measured on. */
  engines: string[];
  /** For each test the right answer that takes most. */
  right: Row[];
  /** The wrong answers that are near, the nearest first. */
  wrong: Row[];
  /** For each test the right answer that takes most of those under an exception. */
  excepted: Figure[];
}

/** The exception that a figure stands under. */
export const exceptionOf = (figure: Figure): Exception | undefined =>
  exceptions.find(
    ({ slug, title, answers }) =>
      slug === figure.slug && title === figure.title && answers.test(figure.answer),
  );

const isExcepted = (figure: Figure): boolean => exceptionOf(figure) !== undefined;
const isOrdinary = (figure: Figure): boolean => !isExcepted(figure);

type Key = (figure: Figure) => string;
const byTest: Key = ({ slug, title }) => `${slug} ${title}`;
const byAnswer: Key = ({ answer }) => answer;

/** For each test the right answer that takes most, where that is anything. */
function mostByTest(figures: readonly Figure[]): Figure[] {
  const most = new Map<string, Figure>();
  for (const figure of figures) {
    const known = most.get(byTest(figure));
    if (!known || figure.share > known.share) most.set(byTest(figure), figure);
  }
  return [...most.values()].filter(({ share }) => share > NOTHING);
}

/** The wrong answers that are near, the nearest first. */
export const nearOnes = ({ wrong }: Measured): Figure[] =>
  wrong.filter(({ share }) => share < NEAR).sort((a, b) => a.share - b.share);

function withAgain(figures: readonly Figure[], again: readonly Figure[], key: Key): Row[] {
  const shares = new Map(again.map((figure) => [key(figure), figure.share]));
  return figures.map((figure) => ({ ...figure, again: shares.get(key(figure)) ?? 0 }));
}

/**
 * The table.
 * @param right what right answers took, on each engine
 * @param wrong how far all wrong answers are
 * @param again what was found by measuring in `againScope`
 */
export function makeTable(right: readonly Measured[], wrong: Measured, again: Measured): Table {
  const figures = right.flatMap((measured) => measured.right);
  const [most, near] = [mostByTest(figures.filter(isOrdinary)), nearOnes(wrong)];
  return {
    engines: right.map(({ engine }) => engine),
    right: withAgain(most, mostByTest(again.right.filter(isOrdinary)), byTest),
    wrong: withAgain(near, again.wrong, byAnswer),
    excepted: mostByTest(figures.filter(isExcepted)),
  };
}

/** Two digits. */
export const show = (share: number): string =>
  Number.isFinite(share) ? String(Number(share.toPrecision(2))) : '∞';

/** The margins that are not kept, a sentence each. */
export const brokenMargins = ({ right, wrong }: Pick<Table, 'right' | 'wrong'>): string[] => [
  ...right
    .filter(({ share }) => !(share <= MOST_OF_RIGHT))
    .map(
      ({ slug, title, answer, share }) =>
        `${slug}: ${answer} takes ${show(share)} of what "${title}" allows, expected at most ${MOST_OF_RIGHT}`,
    ),
  ...wrong
    .filter(({ answer, share }) => !(share >= leastOf(answer)))
    .map(
      ({ answer, share }) =>
        `${answer}: ${show(share)} tolerances away, expected at least ${leastOf(answer)}`,
    ),
];

const isAbout = (a: number, b: number): boolean =>
  Math.max(a, b) <= 2 * Math.max(NOTHING, Math.min(a, b));

/** Where the table has other figures than were measured again, a sentence each. */
export function disagreements(
  { right, wrong }: Pick<Table, 'right' | 'wrong'>,
  again: Measured,
): string[] {
  const compare = (rows: readonly Row[], found: readonly Figure[], key: Key): string[] => {
    const listed = new Map(rows.map((row) => [key(row), row.again]));
    const measured = new Map(found.map((figure) => [key(figure), figure.share]));
    return [...new Set([...listed.keys(), ...measured.keys()])].flatMap((name) => {
      const [was, is] = [listed.get(name) ?? 0, measured.get(name) ?? 0];
      return isAbout(was, is) ? [] : [`${name}: ${show(was)} in the table, ${show(is)} measured`];
    });
  };
  return [
    ...compare(right, mostByTest(again.right.filter(isOrdinary)), byTest),
    ...compare(wrong, again.wrong, byAnswer),
  ];
}
