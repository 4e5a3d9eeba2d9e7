/** `npm run check`: judges a learner's code, and explains the first thing that is wrong. */
import { join, resolve } from 'node:path';
import { catalog, exampleOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { endAhead, prepareVerdict } from '../check/ahead';
import { expectAnswers } from '../check/compare';
import { isSound, judgeMine, tellMine } from '../check/mine';
import { openSuite } from '../check/open-suite';
import { resetExercise, showReset } from '../check/reset';
import { checkOnce, type Wanted } from '../check/run';
import type { Suite } from '../check/suite';
import { keepWatching } from '../check/watch';
import { chooseLanguage, languages } from '../languages/choose';
import { speak } from '../languages/tongue';
import { chooseOwnTarget, chooseTarget, showTargets } from '../targets/target';
import { selectExercises } from '../terminal/arguments';
import { paint, terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { clearScreen, print } from '../terminal/output';
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
  --compare     once it passes: your answer beside the model's, and two other right ways
  --reset       give the exercises that are named their stubs back; what was written is
                kept beside them
  --mine        an example of your own for each exercise that is named: makes its file,
                then runs it, and says how many planted mistakes it would catch
  --lang CODE   the language that is spoken: ${Object.keys(languages).join(', ')}
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
  compare: { type: 'boolean' },
  reset: { type: 'boolean' },
  mine: { type: 'boolean' },
  lang: { type: 'string' },
  target: { type: 'string', default: 'exercises' },
  json: { type: 'string' },
} as const;

function keepChecking(wanted: Wanted): Promise<number> {
  const files = catalog.flatMap((exercise) => [
    resolve(root, wanted.target.fileOf(exercise)),
    join(root, 'exercises', exampleOf(exercise)),
  ]);
  const judge = (exercises: Wanted['exercises']): Promise<number> => {
    clearScreen();
    return checkOnce({ ...wanted, exercises });
  };
  const tell = (line: string): void =>
    wrap(line, terminalWidth()).forEach((part) => {
      print(paint('dim', part));
    });
  const prepare = ([first]: Wanted['exercises']): void => {
    if (first) prepareVerdict(first, wanted.target);
  };
  const watched = { files, judge, tell, prepare };
  return keepWatching(wanted.exercises, watched, process.stdin);
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
  const { target, lang, ...flags } = values;
  speak(chooseLanguage(lang));
  const given = [...Object.keys(flags), ...(target === 'exercises' ? [] : ['target'])];
  for (const flag of ['reset', 'mine']) {
    if (given.includes(flag)) expectAlone(flag, positionals, given);
  }
  if (values.reset) return resetAll(positionals);
  if (values.mine) return judgeAllMine(positionals);
  const exercises = selectExercises(positionals);
  const chosen = await chooseTarget(target);
  if (values.compare) {
    if (!chosen.own) throw new UserError('--compare is for your own answer; leave --target out');
    expectNamed('--compare', positionals);
    expectAnswers(exercises);
  }
  try {
    // They start while the suite is opened.
    if (exercises[0]) prepareVerdict(exercises[0], chosen);
    const { all = false, hint = false, compare = false, json } = values;
    const suite = await opening;
    const wanted: Wanted = { exercises, target: chosen, all, hint, compare, json, suite };
    return await (values.watch ? keepChecking(wanted) : checkOnce(wanted));
  } finally {
    endAhead();
  }
});
