/** What the kit has to do on Windows, tried with Windows' own Node, and beside it what is left out. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { differing } from './bytes';
import { PLACE } from './kit';
import { onDisk, type Run, type Windows } from './wine';

export interface Outcome {
  title: string;
  state: 'held' | 'failed' | 'skipped';
  /** What was seen, or why it was not tried. */
  says: string;
}

/** One Node in a Windows, and a folder for what this machine writes of the same. */
export interface Bench {
  windows: Windows;
  node: string;
  /** A class to grade, in both worlds. */
  submissions: { here: string; there: string };
  /** Where results go, in both worlds; empty. */
  results: { here: string; there: string };
}

const tail = (text: string): string => text.trim().split('\n').slice(-15).join('\n');

const failed = (title: string, { code, stdout, stderr }: Run): Outcome => ({
  title,
  state: 'failed',
  says: `exit code ${code}\n${tail(stdout)}\n${tail(stderr)}`.trim(),
});

/** A command of the kit, there. */
const kit = ({ windows, node }: Bench, ...args: string[]): Run =>
  windows.run(node, ['scripts\\setup.mjs', ...args], PLACE);

/** The same command on this machine. */
function kitHere(...args: string[]): Run {
  const program = join(root, 'scripts', 'setup.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, KATA_ENGINE: 'tfjs-wasm', NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

/** @param told picks from the output what is worth saying */
function ends(bench: Bench, title: string, args: string[], told: RegExp): Outcome {
  const run = kit(bench, ...args);
  const found = told.exec(run.stdout);
  if (run.code !== 0 || !found) return failed(title, run);
  return { title, state: 'held', says: found[0].trim() };
}

const lines = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim());

/** Paths of the test files that Jest finds, from the kit's folder, with slashes. */
function testFiles({ stdout }: Run, folder: string): string[] {
  return lines(stdout)
    .filter((line) => line.startsWith(folder))
    .map((line) => line.slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
}

function findsAllTests(bench: Bench): Outcome {
  const title = 'npm test finds every file';
  const run = kit(bench, 'test', '--listTests');
  const there = testFiles(run, PLACE);
  const lost = testFiles(kitHere('test', '--listTests'), root).filter(
    (path) => !there.includes(path),
  );
  if (run.code !== 0 || there.length === 0) return failed(title, run);
  if (lost.length === 0) return { title, state: 'held', says: `${there.length} files, as here` };
  return { title, state: 'failed', says: `not found: ${lost.join(', ')}` };
}

/** Runs a command in both worlds and compares the folders that it wrote. */
function writesTheSame(
  bench: Bench,
  name: string,
  args: (world: 'here' | 'there', out: string) => string[],
): Outcome {
  const title = `${name} writes the same bytes as here`;
  const [here, there] = [join(bench.results.here, name), `${bench.results.there}\\${name}`];
  const run = kit(bench, ...args('there', there));
  const ownRun = kitHere(...args('here', here));
  if (run.code !== 0) return failed(title, run);
  if (ownRun.code !== 0) return failed(`${name} on this machine`, ownRun);
  const different = differing(here, onDisk(bench.windows, there));
  if (different.length === 0) return { title, state: 'held', says: 'no file differs' };
  return { title, state: 'failed', says: `different: ${different.join(', ')}` };
}

/** Whether folders can be linked there, as tests with a checkout of their own need. */
function linksFolders({ windows, node }: Bench): boolean {
  const link = "require('node:fs').symlinkSync('C:\\\\windows', 'C:\\\\linked', 'junction')";
  return windows.run(node, ['--eval', link], 'C:').code === 0;
}

function testsOfCommands(bench: Bench): Outcome {
  const title = 'npm test with processes';
  if (linksFolders(bench)) return ends(bench, title, ['test', 'process.test'], /^\d+ passed.*$/m);
  return {
    title,
    state: 'skipped',
    says: 'their checkouts link folders, and this Wine has no junctions',
  };
}

const text = ['--text', 'The dog eats the fish.', '--pair', 'Собака ест рыбу.'];

/** The trials in order; each takes seconds, but the tests, which take a minute or two. */
export const trials: readonly ((bench: Bench) => Outcome)[] = [
  (bench) => ends(bench, 'set-up', [], /Everything is ready/),
  (bench) =>
    ends(
      bench,
      'check of all solutions',
      ['check', '--all', '--target', 'solutions'],
      /All .* pass/,
    ),
  (bench) => ends(bench, 'doctor', ['doctor'], /\S+ \S+ answers/),
  (bench) => writesTheSame(bench, 'release', (_, out) => ['release', '--out', out]),
  (bench) =>
    writesTheSame(bench, 'grade', (world, out) => [
      'grade',
      bench.submissions[world],
      '--out',
      out,
      '--seed',
      '7',
    ]),
  (bench) =>
    writesTheSame(bench, 'heatmap', (_, out) => [
      ...['heatmap', '--target', 'solutions', ...text],
      ...['--json', join(out, 'numbers.json'), '--out', `${out}-pictures`],
    ]),
  findsAllTests,
  (bench) => ends(bench, 'npm test without processes', ['test', '--quick'], /^\d+ passed.*$/m),
  testsOfCommands,
];

const skipped = (title: string, says: string): Outcome => ({ title, state: 'skipped', says });

/** What Wine cannot show, and a real Windows has to. */
export const leftOut: readonly Outcome[] = [
  skipped('node-canvas', 'its install script fetches the addon, and there is no network in Wine'),
  skipped('npm and its install', 'no network in Wine; the packages were installed from here'),
  skipped('git', 'there is none in Wine; release --git and the hooks were not tried'),
  skipped('colour, Ctrl-C', 'Wine has no console here; output went to files'),
  skipped('explore in a browser', 'there is none in Wine'),
  skipped('Node 24 and newer', 'they do not start in Wine 8'),
];
