/** `npm run autograder`: the zip that a platform's autograder wants. */
import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { catalog, numberOf } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { bundleFor } from '../autograder/bundle';
import { levels, oneOf, wholeNumber } from '../grade/options';
import { packInto } from '../packing/pack';
import { runCommand } from '../terminal/command';
import { print } from '../terminal/output';
import { chooseExercises } from '../terminal/selection';

const usage = `
Usage: npm run autograder -- --platform gradescope --out FILE.zip [flags]

Writes the zip to upload under "Configure Autograder". The image it builds needs network;
grading does not. The zip holds the solutions and the hidden specs: keep it as secret as they are.

  --platform P   gradescope
  --out FILE     the zip
  --only L       these exercises: 1-3, 4, softmax, 1-2,5
  --feedback L   what a student is told: verdicts, diagnosis (default), full
  --seed S       the inputs of the hidden specs (default: drawn once, the same for all)
  --help         show this

Exit code: 0 written, 2 could not be.
`;

const options = {
  platform: { type: 'string' },
  out: { type: 'string' },
  only: { type: 'string' },
  feedback: { type: 'string', default: 'diagnosis' },
  seed: { type: 'string' },
} as const;

const MOST_SEED = 2 ** 32 - 1;

void runCommand({ usage, options }, async ({ values }) => {
  const { platform, out, only, feedback, seed } = values;
  if (!platform) throw new UserError('--platform is missing: --platform gradescope');
  oneOf('platform', platform, ['gradescope']);
  if (!out?.endsWith('.zip')) {
    throw new UserError('--out FILE.zip is missing: name the zip that is to be written');
  }
  const chosen = chooseExercises(only);
  const settings = {
    only: catalog
      .filter(({ slug }) => chosen.includes(slug))
      .map(numberOf)
      .join(','),
    feedback: oneOf('feedback', feedback, levels),
    seed: seed ? wholeNumber('seed', seed, 0, MOST_SEED) : randomInt(MOST_SEED),
  };
  const file = resolve(out);
  const items = bundleFor(settings);
  await packInto(file, items);
  const megabytes = (statSync(file).size / 2 ** 20).toFixed(1);
  print(`${file}: ${items.length} files, ${megabytes} MB, exercises ${settings.only}.`);
  print(`Hidden inputs of seed ${settings.seed}, feedback ${settings.feedback}.`);
  print('Upload it under Configure Autograder, then test it there with one right answer.');
  return 0;
});
