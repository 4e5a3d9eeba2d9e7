/** `npm run new-exercise`: the mirrored files of a new exercise, to be filled in. */
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { namesFor, planFor } from '../authoring/new-exercise/plan';
import { runCommand } from '../terminal/command';
import { print, writeOut } from '../terminal/output';

const usage = `
Usage: npm run new-exercise -- slug

Writes the files of a new exercise, the last in the catalogue: stub, examples, lesson,
solution, hidden and visible spec, planted wrong answers, a right way, and its entries in
exercises/catalog.ts and README.md. CONTRIBUTING.md walks through filling them in.

  --help   show this
`;

void runCommand({ usage, options: {}, allowPositionals: true }, async ({ positionals }) => {
  const [name, ...more] = positionals;
  if (!name || more.length > 0) {
    throw new UserError('expected one slug: npm run new-exercise -- layer-norm');
  }
  const names = namesFor(name);
  const plan = planFor(names);
  for (const [path, text] of Object.entries(plan)) {
    writeOut(join(root, path), text);
    print(path);
  }
  print(`\nWrite them in the order that CONTRIBUTING.md gives; what is missing is said by
npm run verify -- --quick`);
  return 0;
});
