/** `npm run mutate`: whether the specs find every small mistake that a machine puts in. */
import { catalog } from '../../exercises/catalog';
import { loadEngine } from '../../reference/oracle/engine';
import { UserError } from '../../reference/user-error';
import { staleEquivalents } from '../authoring/mutation/equivalents';
import { mutantsOf } from '../authoring/mutation/mutants';
import { notEquivalent, releaseScore, renderSurvey, survivors } from '../authoring/mutation/render';
import { draw } from '../authoring/mutation/sample';
import { survey } from '../authoring/mutation/survey';
import { selectExercises } from '../terminal/arguments';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print } from '../terminal/output';
import { startProgress } from '../terminal/progress';

const usage = `
Usage: npm run mutate [exercise…] [-- --sample N --seed S]

Changes each solution by machine in every small way, and judges what comes of it by the
plan that decides a grade and by what students hold. Mutants that are right answers in
other words stand in scripts/authoring/mutation/equivalents.ts, each with its reason.

  --sample N  only N of them, drawn by the seed
  --seed S    the inputs of the specs, and which are drawn (default: 42)
  --help      show this

Exit code: 0 grade finds all and a release four of five, 1 they do not, 2 could not run.
`;

const options = { sample: { type: 'string' }, seed: { type: 'string', default: '42' } } as const;

/** What students' `check` has to find, of all mutants. */
const RELEASE_FINDS = 0.8;

function whole(flag: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UserError(`--${flag} ${text}: expected a whole number from ${least} up`);
}

void runCommand({ usage, options, allowPositionals: true }, async ({ values, positionals }) => {
  const seed = whole('seed', values.seed, 0);
  const exercises = positionals.length > 0 ? selectExercises(positionals) : catalog;
  const all = exercises.flatMap(mutantsOf);
  const stale = staleEquivalents(exercises, all);
  const mutants =
    values.sample === undefined ? all : draw(all, whole('sample', values.sample, 1), seed);
  await loadEngine();
  const progress = startProgress('mutate', mutants.length, 0, process.stderr);
  const fates = await survey(mutants, seed, () => progress.step());
  progress.end();
  print(renderSurvey(exercises, fates));
  for (const each of stale) print(paint('red', `Not there any more: ${each}`));
  const isFound = survivors(fates).length + notEquivalent(fates).length + stale.length === 0;
  // A sample says little about a share.
  const isShare = values.sample !== undefined || releaseScore(fates) >= RELEASE_FINDS;
  return isFound && isShare ? 0 : 1;
});
