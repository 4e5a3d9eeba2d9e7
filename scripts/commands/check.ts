/** `npm run check`: judges a learner's code, and explains the first thing that is wrong. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CatalogEntry, catalog, exampleOf } from '../../exercises/catalog';
import { defaultSeed } from '../../reference/judging/inputs';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { readCode } from '../check/code';
import { ladderFor, nextTier } from '../check/hints';
import { type CheckedExercise, checkExercise, findFailingPrerequisite } from '../check/judge';
import { isSound, judgeMine, tellMine } from '../check/mine';
import { showNext } from '../check/next';
import { openSuite } from '../check/open-suite';
import {
  explain,
  greet,
  lackingLines,
  progressLine,
  type Screen,
  showHints,
} from '../check/render';
import { reportOf } from '../check/report';
import { resetExercise, showReset } from '../check/reset';
import type { Suite } from '../check/suite';
import { keepWatching } from '../check/watch';
import {
  checkCommand,
  chooseOwnTarget,
  chooseTarget,
  type NamedTarget,
  showTargets,
} from '../targets/target';
import { selectExercises } from '../terminal/arguments';
import { paint, terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { clearScreen, print, writeOut } from '../terminal/output';
import { wrap } from '../terminal/values';

const usageWith = ({ specs, environment }: Suite): string => `
Usage: npm run check [exercise…] [-- flags]

Judges your code by the visible examples and ${specs}.
Stops at the first exercise that does not pass and explains it. An exercise is named
by its number, its name or its path: 3, split-heads, exercises/03-split-heads/.

  --watch       judge again whenever a file is saved; after a pass Enter goes on to the
                next exercise, q ends
  --hint        show one more hint for the function that is explained
  --all         go on after an exercise that does not pass
  --reset       give the exercises that are named their stubs back; what was written is
                kept beside them
  --mine        an example of your own for each exercise that is named: makes its file,
                then runs it, and says how many planted mistakes it would catch
  --target T    whose code: ${showTargets}
  --json FILE   also write the result for other tools
  --help        show this

Exit code: 0 all pass, 1 something does not pass, 2 could not run.
${environment}
`;

const options = {
  watch: { type: 'boolean' },
  hint: { type: 'boolean' },
  all: { type: 'boolean' },
  reset: { type: 'boolean' },
  mine: { type: 'boolean' },
  target: { type: 'string', default: 'exercises' },
  json: { type: 'string' },
} as const;

const sandboxed =
  "Another person's code: it runs in the sandbox and is judged by the hidden specs alone; the visible examples are left out.";

interface Wanted {
  exercises: readonly CatalogEntry[];
  target: NamedTarget;
  all: boolean;
  hint: boolean;
  json: string | undefined;
  suite: Suite;
}

const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** Judges one exercise after the other and shows each line as it is known. */
async function judgeInOrder(
  { exercises, target, all, suite }: Wanted,
  screen: Pick<Screen, 'width'>,
) {
  const checked: CheckedExercise[] = [];
  for (const exercise of exercises) {
    const stopped = !all && checked.some(({ verdict }) => verdict !== 'pass');
    const result = stopped ? null : await checkExercise(exercise, target, suite);
    if (result) checked.push(result);
    print(progressLine(exercise, result, screen));
    for (const line of lackingLines(result, screen)) print(line);
  }
  return checked;
}

async function explainFailure(failing: CheckedExercise, wanted: Wanted, screen: Screen) {
  const { target, hint, suite } = wanted;
  const earlier = await findFailingPrerequisite(failing.exercise, target, suite);
  if (earlier) {
    const { exercise } = earlier;
    const advice = checkCommand(exercise, target.name);
    const says = `${failing.exercise.slug} stands on ${exercise.slug}, which does not pass. Begin there:`;
    print(paint('yellow', `\n${wrap(says, screen.width).join('\n')}\n   ${advice}`));
  }
  print(`\n${explain(failing, screen)}`);
  if (!hint) return;
  const ladder = ladderFor(failing);
  print(`\n${showHints(ladder, nextTier(failing.exercise, ladder), screen)}`);
}

async function checkOnce(wanted: Wanted): Promise<number> {
  const { target, exercises, suite } = wanted;
  const width = terminalWidth();
  const reference = await suite.prepare();
  const [first = '', ...more] = wrap(`Attention Kata  ${target.name}`, width);
  print([paint('bold', first), ...more, ''].join('\n'));
  if (!target.own) print(`${wrap(sandboxed, width).join('\n')}\n`);
  const checked = await judgeInOrder(wanted, { width });
  const failing = checked.find(({ verdict }) => verdict !== 'pass');
  const file = failing ? target.fileOf(failing.exercise) : target.name;
  const screen: Screen = {
    width,
    target: target.name,
    file,
    seed: defaultSeed,
    reference,
    test: suite.test,
    code: readCode(target),
  };
  if (target.own && exercises.length === catalog.length && checked[0]?.notStarted) {
    print(`\n${greet(screen)}`);
  }
  if (failing) await explainFailure(failing, wanted, screen);
  else print(`\n${paint('green', wrap(suite.praise(exercises.length), width).join('\n'))}`);
  if (!failing && target.name === 'exercises') print(`\n${showNext(exercises, width)}`);
  if (reference) {
    print(paint('dim', `\n${wrap(`Reference: ${reference}`, width).join('\n')}`));
  }
  const kit = { version, engine: reference, seed: defaultSeed, target: target.name };
  if (wanted.json) writeOut(wanted.json, `${JSON.stringify(reportOf(kit, checked), null, 2)}\n`);
  return failing ? 1 : 0;
}

function keepChecking(wanted: Wanted): Promise<number> {
  const files = catalog.flatMap((exercise) => [
    resolve(root, wanted.target.fileOf(exercise)),
    join(root, 'exercises', exampleOf(exercise)),
  ]);
  const judge = (exercises: Wanted['exercises']): Promise<number> => {
    clearScreen();
    return checkOnce({ ...wanted, exercises });
  };
  const say = (line: string): void =>
    wrap(line, terminalWidth()).forEach((part) => {
      print(paint('dim', part));
    });
  return keepWatching(wanted.exercises, { files, judge, say }, process.stdin);
}

const opening = openSuite();
const form = opening.then((suite) => ({
  usage: usageWith(suite),
  options,
  allowPositionals: true,
}));

/** @throws UserError where a flag is about single exercises and none is named, so that none is hit by chance */
function expectNamed(flag: string, names: readonly string[]): void {
  if (names.length > 0) return;
  throw new UserError(`${flag}: name the exercise, as in npm run check 3 -- ${flag}`);
}

/** @throws UserError where a flag that goes alone has company, or is about no exercise */
function expectAlone(flag: string, names: readonly string[], given: readonly string[]): void {
  const other = given.find((each) => each !== flag);
  if (other) throw new UserError(`--${flag} goes alone; leave --${other} out`);
  expectNamed(`--${flag}`, names);
}

function resetAll(names: string[]): number {
  for (const exercise of selectExercises(names)) print(showReset(resetExercise(exercise)));
  return 0;
}

/** Runs the examples that the learner wrote, on the learner's code. */
async function judgeAllMine(names: string[]): Promise<number> {
  const { own } = await chooseOwnTarget('exercises');
  let code = 0;
  for (const exercise of selectExercises(names)) {
    const mine = await judgeMine(exercise, own);
    for (const says of tellMine(mine, exercise)) print(wrap(says, terminalWidth()).join('\n'));
    if (!isSound(mine)) code = 1;
  }
  return code;
}

void runCommand(form, async ({ values, positionals }) => {
  const { target, ...flags } = values;
  const given = [...Object.keys(flags), ...(target === 'exercises' ? [] : ['target'])];
  for (const flag of ['reset', 'mine']) {
    if (given.includes(flag)) expectAlone(flag, positionals, given);
  }
  if (values.reset) return resetAll(positionals);
  if (values.mine) return judgeAllMine(positionals);
  const wanted: Wanted = {
    exercises: selectExercises(positionals),
    target: await chooseTarget(target),
    all: values.all ?? false,
    hint: values.hint ?? false,
    json: values.json,
    suite: await opening,
  };
  return values.watch ? keepChecking(wanted) : checkOnce(wanted);
});
