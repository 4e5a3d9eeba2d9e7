/** One verdict from beginning to end: judges exercises in order, and says what came of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { defaultSeed } from '../../reference/judging/inputs';
import { root } from '../../reference/root';
import { reusingChildren } from '../../reference/running/ahead';
import { say } from '../languages/tongue';
import { checkCommand, type NamedTarget } from '../targets/target';
import { paint, type Style, terminalWidth } from '../terminal/colour';
import { print, writeJson } from '../terminal/output';
import { wrap } from '../terminal/values';
import { readCode } from './code';
import { showComparison } from './compare';
import type { Screen } from './evidence';
import { explain, greet } from './explain';
import { ladderFor, nextTier, showHints } from './hints';
import { type CheckedExercise, checkExercise, findFailingPrerequisite } from './judge';
import { showNext } from './next';
import { lackingLines, progressLine } from './progress';
import { reportOf } from './report';
import type { Suite } from './suite';

/** What a person asked for. */
export interface Wanted {
  exercises: readonly CatalogEntry[];
  target: NamedTarget;
  /** Go on after an exercise that does not pass. */
  all: boolean;
  /** Show one more hint. */
  hint: boolean;
  /** Show other right answers once it passes. */
  compare: boolean;
  /** Where to write the report. */
  json: string | undefined;
  suite: Suite;
}

const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** Prints a paragraph in a colour. */
const tell = (style: Style, text: string, width: number): void =>
  print(paint(style, `\n${wrap(text, width).join('\n')}`));

/** So many exercises are judged side by side, each by two children that need one processor or less. */
const AT_ONCE = 2;

/**
 * Verdicts on exercises in their order. Side by side where all of them are judged; otherwise each
 * once it is asked for, because the one before may be the last.
 */
function judging({ exercises, target, all, suite }: Wanted): (() => Promise<CheckedExercise>)[] {
  const judge = (exercise: CatalogEntry) => checkExercise(exercise, target, suite);
  if (!all) return exercises.map((exercise) => () => judge(exercise));
  const begun: Promise<CheckedExercise>[] = [];
  for (const [i, exercise] of exercises.entries()) {
    const before = begun[i - AT_ONCE];
    const verdict = before ? before.then(() => judge(exercise)) : judge(exercise);
    // Whoever asks for it hears of its failure; until then there may be none to ask.
    verdict.catch(() => {});
    begun.push(verdict);
  }
  return begun.map((verdict) => () => verdict);
}

/** Shows each line as soon as it and those before it are known. */
async function judgeInOrder(wanted: Wanted, width: number) {
  const checked: CheckedExercise[] = [];
  const verdicts = judging(wanted);
  for (const [i, exercise] of wanted.exercises.entries()) {
    const stopped = !wanted.all && checked.some(({ verdict }) => verdict !== 'pass');
    const result = stopped ? null : ((await verdicts[i]?.()) ?? null);
    if (result) checked.push(result);
    print(progressLine(exercise, result, width));
    for (const line of lackingLines(result, width)) print(line);
  }
  return checked;
}

async function explainFailure(failing: CheckedExercise, wanted: Wanted, screen: Screen) {
  const { target, hint, suite } = wanted;
  const earlier = await findFailingPrerequisite(failing.exercise, target, suite);
  if (earlier) {
    const slugs = { later: failing.exercise.slug, earlier: earlier.exercise.slug };
    const says = say('{later} stands on {earlier}, which does not pass. Begin there:', slugs);
    tell('yellow', says, screen.width);
    print(paint('yellow', `   ${checkCommand(earlier.exercise, target.name)}`));
  }
  print(`\n${explain(failing, screen)}`);
  if (!hint) return;
  const ladder = ladderFor(failing);
  print(`\n${showHints(ladder, nextTier(failing.exercise, ladder), screen.width)}`);
}

/** Answers beside others, once all that was asked for passes. */
function compare(
  { exercises, target }: Wanted,
  failing: CheckedExercise | undefined,
  width: number,
): void {
  if (failing) {
    const { slug } = failing.exercise;
    tell('yellow', say('Nothing is compared yet: first let {slug} pass.', { slug }), width);
    return;
  }
  for (const exercise of exercises) {
    print(`\n${showComparison(exercise, target.fileOf(exercise), width)}`);
  }
}

function greetOnce({ target, exercises }: Wanted, [first]: CheckedExercise[], width: number): void {
  if (target.own && exercises.length === catalog.length && first?.notStarted) {
    print(`\n${greet(width)}`);
  }
}

function introduce({ target }: Wanted, width: number): void {
  const [first = '', ...more] = wrap(`Attention Kata  ${target.name}`, width);
  print([paint('bold', first), ...more, ''].join('\n'));
  if (target.own) return;
  const sandboxed = say(
    "Another person's code: it runs in the sandbox and is judged by the hidden specs alone; the visible examples are left out.",
  );
  print(`${wrap(sandboxed, width).join('\n')}\n`);
}

/**
 * @returns the exit code: 0 where all pass, otherwise 1
 * @throws UserError before anything is printed where there is nothing to compare with
 */
export async function checkOnce(wanted: Wanted): Promise<number> {
  const { target, exercises, suite } = wanted;
  const width = terminalWidth();
  suite.reference();
  introduce(wanted, width);
  const judgeAll = () => judgeInOrder(wanted, width);
  const checked = await (exercises.length > 1 ? reusingChildren(judgeAll) : judgeAll());
  // Only now: one that ran before and does not any more gives place to another.
  const reference = suite.reference();
  const failing = checked.find(({ verdict }) => verdict !== 'pass');
  const screen: Screen = {
    width,
    target: target.name,
    file: failing ? target.fileOf(failing.exercise) : target.name,
    seed: defaultSeed,
    reference,
    test: suite.test,
    code: readCode(target),
  };
  greetOnce(wanted, checked, width);
  if (failing) await explainFailure(failing, wanted, screen);
  else tell('green', suite.praise(exercises.length), width);
  if (wanted.compare) compare(wanted, failing, width);
  if (!failing && target.name === 'exercises')
    print(`\n${showNext(exercises, width, wanted.compare)}`);
  if (reference) tell('dim', say('Reference: {reference}', { reference }), width);
  const kit = { version, engine: reference, seed: defaultSeed, target: target.name };
  if (wanted.json) writeJson(wanted.json, reportOf(kit, checked));
  return failing ? 1 : 0;
}
