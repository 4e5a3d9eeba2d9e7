/** `npm run verify`: all that has to be true before a change goes out. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../../reference/root';
import { copyStubs, writeTable } from '../authoring/verify/derived';
import { findGaps } from '../authoring/verify/gaps';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, printError } from '../terminal/output';

const usage = `
Usage: npm run verify [-- --quick --fix]

The catalogue's self-check, types, lint and format, then the tests.

  --quick   leave out the tests; what husky runs before a commit
  --fix     mend first what can be derived: the format, the README's table, the stubs' copies
  --help    show this
`;

const requireFromRoot = createRequire(join(root, 'package.json'));

/** A package's command-line program. */
function programOf(name: string, command: string): string {
  const manifest = requireFromRoot.resolve(`${name}/package.json`);
  return join(dirname(manifest), requireFromRoot(manifest).bin[command]);
}

interface Step {
  title: string;
  program: string;
  args: string[];
}

const quick: Step[] = [
  { title: 'types', program: programOf('typescript', 'tsc'), args: ['--project', root] },
  {
    title: "types of the explorer's page",
    program: programOf('typescript', 'tsc'),
    args: ['--project', join(root, 'scripts', 'explore', 'page')],
  },
  {
    title: 'lint and format',
    program: programOf('@biomejs/biome', 'biome'),
    args: ['check', `--config-path=${root}`, '--error-on-warnings', root],
  },
];

const tests: Step = {
  title: 'tests',
  program: join(root, 'scripts', 'setup.mjs'),
  args: ['test'],
};

/** What is still wrong after that is said by the steps. */
function fix(): void {
  writeTable();
  copyStubs();
  const biome = programOf('@biomejs/biome', 'biome');
  spawnSync(process.execPath, [biome, 'check', '--write', `--config-path=${root}`, root]);
}

function holds({ title, program, args }: Step): boolean {
  print(paint('bold', `verify: ${title}`));
  return spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' }).status === 0;
}

void runCommand(
  { usage, options: { quick: { type: 'boolean' }, fix: { type: 'boolean' } } },
  async ({ values }) => {
    if (values.fix) fix();
    const gaps = findGaps();
    print(paint('bold', 'verify: catalogue'));
    for (const gap of gaps) printError(gap);
    if (gaps.length > 0) {
      printError(paint('red', 'verify: catalogue failed'));
      return 1;
    }
    const steps = values.quick ? quick : [...quick, tests];
    const failing = steps.find((step) => !holds(step));
    if (!failing) return 0;
    printError(paint('red', `verify: ${failing.title} failed`));
    return 1;
  },
);
