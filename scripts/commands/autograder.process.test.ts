/**
 * Gradescope's autograder as its documentation lays it out, in a scratch root: the zip is unpacked at
 * `source`, setup.sh runs once, run_autograder for each submission. Packages are lent, so that
 * nothing is downloaded here.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { root } from '../../reference/root';
import { lendPackages } from '../machine/packages';
import { type Checkout, makeCheckout } from '../testing/checkout';
import { describeOnPosix } from '../testing/posix';

let checkout: Checkout;
let place: string;
let zip: string;
let names: string[];

async function unpack(file: string, folder: string): Promise<string[]> {
  const archive = await openPromise(file);
  const found: string[] = [];
  for await (const entry of archive.eachEntry()) {
    const path = join(folder, entry.fileName);
    mkdirSync(dirname(path), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    writeFileSync(path, await buffer(await archive.openReadStreamPromise(entry)), { mode });
    found.push(entry.fileName);
  }
  return found;
}

beforeAll(async () => {
  checkout = makeCheckout();
  place = join(dirname(checkout.folder), 'auto grader');
  zip = join(dirname(checkout.folder), 'autograder.zip');
  const made = checkout.run([
    'autograder',
    '--platform',
    'gradescope',
    '--out',
    zip,
    '--only',
    '1-2',
    '--seed',
    '7',
  ]);
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('exercises 1,2')]);
  names = await unpack(zip, join(place, 'source'));
});
afterAll(() => checkout.remove());

const run = (script: string) =>
  spawnSync('bash', [join(place, script)], {
    encoding: 'utf8',
    cwd: place,
    env: { ...process.env, KATA_ENGINE: 'tfjs-wasm' },
  });

function handIn(files: Record<string, string>): void {
  rmSync(join(place, 'submission'), { recursive: true, force: true });
  rmSync(join(place, 'results'), { recursive: true, force: true });
  mkdirSync(join(place, 'submission'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(place, 'submission', name), text);
  }
}

const solution = (path: string): string => readFileSync(join(root, 'solutions', path), 'utf8');
const results = () => JSON.parse(readFileSync(join(place, 'results', 'results.json'), 'utf8'));

describeOnPosix('Windows has no bash', 'the autograder', () => {
  test('has its two scripts on top, and no test of the kit', () => {
    expect(names).toEqual(expect.arrayContaining(['setup.sh', 'run_autograder', 'settings']));
    expect(names.filter((name) => name.endsWith('.test.ts'))).toEqual([]);
    expect(statSync(join(place, 'source', 'run_autograder')).mode & 0o100).toBe(0o100);
    // Gradescope takes 100 MB.
    expect(statSync(zip).size).toBeLessThan(20 * 2 ** 20);
  });

  test('sets itself up, and proves on the model solutions that it grades', () => {
    lendPackages(join(place, 'source', 'kit'));
    const { status, stdout, stderr } = run('source/setup.sh');
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('expected Node')]);
    expect(stdout).toContain('The model solutions get 22 of 22 points. The autograder is ready.');
    copyFileSync(join(place, 'source', 'run_autograder'), join(place, 'run_autograder'));
  });

  test('judges what is uploaded, whatever the browser called it, and says no total of its own', () => {
    const wrong = 'export const cosineSim = () => { console.log("::notice::x"); return [[1]]; };';
    handIn({ 'softmax (1).ts': solution('01-softmax/softmax.ts'), 'cosine-sim.ts': wrong });
    expect(run('run_autograder').status).toBe(0);
    const { score, tests, stdout_visibility } = results();
    expect(score).toBe(12);
    expect(stdout_visibility).toBe('hidden');
    const sum = tests.reduce((all: number, test: { score: number }) => all + test.score, 0);
    expect(sum).toBe(score);
  });

  test('gives the same bytes for the same upload', () => {
    const first = readFileSync(join(place, 'results', 'results.json'), 'utf8');
    expect(run('run_autograder').status).toBe(0);
    expect(readFileSync(join(place, 'results', 'results.json'), 'utf8')).toBe(first);
  });

  test('gives an upload without the files a reason, and no score', () => {
    handIn({ 'notes.txt': 'sorry' });
    expect(run('run_autograder').status).toBe(0);
    expect(results()).not.toHaveProperty('score');
    expect(results().output).toContain('No exercise was found');
  });

  test('leaves no result where it could not grade, so that Gradescope tells the instructor', () => {
    handIn({ 'softmax.ts': solution('01-softmax/softmax.ts') });
    const settings = join(place, 'source', 'settings');
    const right = readFileSync(settings, 'utf8');
    writeFileSync(settings, right.replace('diagnosis', 'nonsense'));
    const { status, stderr } = run('run_autograder');
    writeFileSync(settings, right);
    expect([status, stderr]).toEqual([1, expect.stringContaining('grade ended with 2')]);
    expect(() => results()).toThrow('ENOENT');
  });
});

test('the same kit, flags and seed give the same zip', () => {
  const again = join(dirname(checkout.folder), 'again.zip');
  const flags = ['--platform', 'gradescope', '--only', '1-2', '--seed', '7'];
  expect(checkout.run(['autograder', ...flags, '--out', again]).code).toBe(0);
  expect(readFileSync(again).equals(readFileSync(zip))).toBe(true);
});

test.each([
  [[], /--platform is missing/],
  [['--platform', 'gradescop', '--out', 'a.zip'], /did you mean gradescope\?/],
  [['--platform', 'gradescope', '--out', 'a.tar'], /--out FILE\.zip is missing/],
  [
    ['--platform', 'gradescope', '--out', join(root, 'LICENSE', 'a.zip')],
    /below something that is no folder|is there already/,
  ],
  [['--platform', 'gradescope', '--out', 'a.zip', '--only', '9'], /--only 9|exercise/],
])('%j leaves 2 and one line', (flags, says) => {
  const { code, stderr } = checkout.run(['autograder', ...flags]);
  const told = stderr.split('\n').filter((line) => line.startsWith('Cannot run'));
  expect([code, told]).toEqual([2, [expect.stringMatching(says)]]);
});
