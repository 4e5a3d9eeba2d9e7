/**
 * `grade` as an instructor meets it: as a process, on a class of right, wrong, broken, hostile and
 * oddly named hand-ins. What comes out has to be the same however it was come by.
 */

import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog, sourceOf } from '../../exercises/catalog';
import { plant } from '../../reference/judging/misconceptions';
import { root } from '../../reference/root';
import { MANIFEST } from '../grade/manifest';
import { formats } from '../grade/options';
import { loadBank } from '../grade/recognise';
import type { StoredReport } from '../grade/regrade';
import { type GradedSubmission, maxScore, REPORT } from '../grade/report';
import { type Checkout, makeCheckout } from '../testing/checkout';
import { onPosix } from '../testing/posix';

const posix = onPosix('Windows has no signals and modes');
const everything = ['--format', formats.join(','), '--seed', '7'];
const PLANTED = 'softmax-divides-by-count';

let checkout: Checkout;
let work: string;
let students: string;

const at = (...parts: string[]): string => join(work, ...parts);
const solutionOf = (slug: string): string => {
  const exercise = catalog.find((entry) => entry.slug === slug);
  if (!exercise) throw new Error(`no exercise ${slug}`);
  return readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
};

function handIn(path: string, text: string, into = students): void {
  const file = join(into, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function handInAll(folder: string): void {
  for (const exercise of catalog) {
    handIn(`${folder}/${sourceOf(exercise)}`, solutionOf(exercise.slug));
  }
}

async function makeClass(): Promise<void> {
  handInAll('anna');
  handInAll('Zoë 田/exercises');
  handInAll('=1+1/my work');
  handInAll('it\'s, "x"/my work/exercises');
  const [first] = catalog;
  const planted = (await loadBank('01-softmax')).find(({ id }) => id === PLANTED);
  if (!first || !planted) throw new Error(`no ${PLANTED}`);
  handIn(`ben/${sourceOf(first)}`, plant(first, planted));
  handIn('ben/02-cosine-sim/cosine-sim.ts', 'export function cosineSim(');
  handIn(
    'ben/03-split-heads/split-heads.ts',
    'export const splitHeads = () => { throw new Error("SECRET of ben"); };',
  );
  handIn('ben/04-single-head/single-head.ts', solutionOf('04-single-head'));
  handIn('loop/01-softmax/softmax.ts', 'export const softmax = () => { for (;;); };');
  handIn('loop/02-cosine-sim/cosine-sim.ts', 'a\0b');
  cpSync(join(root, 'exercises'), at('class', 'stubs'), { recursive: true });
  mkdirSync(at('class', 'empty'));
  if (process.platform !== 'win32') symlinkSync('anna', at('class', 'link'));
  handIn('roster.csv', 'id,name');
}

beforeAll(async () => {
  checkout = makeCheckout();
  work = join(checkout.folder, '..');
  students = at('class');
  await makeClass();
});
afterAll(() => checkout.remove());

const grade = (...args: string[]) => checkout.run(['grade', ...args]);
const reportIn = (out: string): StoredReport => JSON.parse(readFileSync(at(out, REPORT), 'utf8'));
const submissionIn = (out: string, id: string): GradedSubmission => {
  const found = reportIn(out).submissions.find((submission) => submission.id === id);
  if (!found) throw new Error(`no submission ${id}`);
  return found;
};

/** Everything that was written, but for what a run keeps for itself. */
function filesIn(out: string): Record<string, string> {
  const names = readdirSync(at(out), { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile() && !/^grade-(ledger|shard)\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(at(out).length), readFileSync(file, 'utf8')]),
  );
}

describe('a class', () => {
  let run: ReturnType<typeof grade>;
  beforeAll(() => {
    run = grade(students, '--out', at('whole'), ...everything, '--concurrency', '2');
  });

  test('is judged with exit code 0, with good and bad marks', () => {
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/\d submissions, median .* of \d+/);
    expect(run.stdout).toMatch(/seed 7, reference tfjs-/);
    expect(run.stderr).toMatch(/left out[\s\S]*"roster\.csv"/);
  });

  test('gets a report of exactly the contract', () => {
    const report = reportIn('whole');
    expect(Object.keys(report)).toEqual(['schema', 'kit', 'submissions']);
    expect(report.schema).toBe('attention-kata/grade/v1');
    expect(Object.keys(report.kit)).toEqual(['version', 'specs', 'engine', 'seed']);
    expect(report.kit.seed).toBe(7);
    for (const submission of report.submissions) {
      expect(Object.keys(submission).join()).toBe('id,name,status,score,maxScore,exercises');
      expect(submission.score === null).toBe(submission.status !== 'graded');
      expect(submission.maxScore).toBe(maxScore);
      expect(submission.exercises.map(({ slug }) => slug)).toEqual(catalog.map(({ slug }) => slug));
      for (const exercise of submission.exercises) {
        expect(Object.keys(exercise)).toEqual(['slug', 'score', 'maxScore', 'verdict', 'tests']);
        const sum = exercise.tests.reduce((total, { points }) => total + points, 0);
        expect(exercise.score).toBe(sum);
        for (const each of exercise.tests) {
          expect(Object.keys(each).join()).toBe(
            'title,verdict,reason,points,maxPoints,misconception,message',
          );
          expect(each.verdict === 'error').toBe(each.reason !== null);
          expect(each.verdict === 'pass').toBe(each.points === each.maxPoints);
          expect(each.verdict === 'fail' || each.misconception === null).toBe(true);
        }
      }
    }
  });

  test('is in the order of bytes, and every folder is in it', () => {
    const ids = reportIn('whole').submissions.map(({ id }) => id);
    const expected = readdirSync(students).filter((name) => name !== 'roster.csv');
    expect(ids).toEqual(expected.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  test.each(['anna', 'Zoë 田', '=1+1', 'it\'s, "x"'])('%s has all points', (id) => {
    expect(submissionIn('whole', id).score).toBe(maxScore);
  });

  test('each wrong exercise costs its own points and says why', () => {
    const [softmax, cosine, split, single, multi] = submissionIn('whole', 'ben').exercises;
    expect(softmax?.verdict).toBe('fail');
    expect(softmax?.tests.map(({ misconception }) => misconception)).toContain(PLANTED);
    expect(cosine?.tests.every(({ reason }) => reason === 'load-error')).toBe(true);
    expect(split?.tests.some(({ reason }) => reason === 'threw')).toBe(true);
    expect(split?.score).toBe(0);
    // Stands on a wrong softmax, and is judged with the right one.
    expect(single?.verdict).toBe('pass');
    expect(multi?.tests.every(({ reason }) => reason === 'missing-file')).toBe(true);
  });

  test('an endless loop is a timeout to its end, and no other submission pays for it', () => {
    const [softmax] = submissionIn('whole', 'loop').exercises;
    expect(softmax?.tests.every(({ reason }) => reason === 'timeout')).toBe(true);
  });

  test('stubs have thrown, what is not there is missing, a link is rejected', () => {
    const reasonsOf = (id: string) =>
      new Set(
        submissionIn('whole', id).exercises.flatMap(({ tests }) =>
          tests.map(({ reason }) => reason),
        ),
      );
    expect(reasonsOf('stubs')).toEqual(new Set(['threw']));
    expect(reasonsOf('empty')).toEqual(new Set(['missing-file']));
    const { status, score } = submissionIn('whole', 'empty');
    expect([status, score]).toEqual(['nothing-found', null]);
    if (process.platform !== 'win32') expect(reasonsOf('link')).toEqual(new Set(['rejected']));
  });

  test('no message names a place on this machine', () => {
    const text = readFileSync(at('whole', REPORT), 'utf8');
    expect(text).not.toContain(checkout.folder);
    expect(text).toContain('SECRET of ben');
  });

  test('has a page for each student that keeps the hidden cases hidden', () => {
    const page = readFileSync(at('whole', 'feedback', 'ben.md'), 'utf8');
    expect(page).toContain('divided by how many there are');
    for (const hidden of ['SECRET', 'got ', 'softmax(']) expect(page).not.toContain(hidden);
  });

  test('has every format', () => {
    const files = Object.keys(filesIn('whole'));
    for (const name of [
      '/grade-report.json',
      '/grades.csv',
      '/junit.xml',
      '/summary.md',
      '/class.md',
      '/intake.md',
      '/intake.csv',
      '/gradescope/ben/results.json',
      '/classroom50/ben/result.json',
      '/classroom50/autograder.py',
    ]) {
      expect(files.map((file) => file.replaceAll('\\', '/'))).toContain(name);
    }
  });

  test('has the same bytes one at a time', () => {
    const { code } = grade(students, '--out', at('one'), ...everything, '--concurrency', '1');
    expect(code).toBe(0);
    expect(filesIn('one')).toEqual(filesIn('whole'));
  });
});

/** A class is put together from parts by the same rules for any exercise; three are judged quickly. */
const few = ['--only', '1-3'];

/** Starts a run and gives it a signal when some of it is in the ledger. */
async function interrupt(out: string, signal: NodeJS.Signals): Promise<number | null> {
  const args = ['grade', students, '--out', at(out), '--format', formats.join(',')];
  const running = checkout.start([...args, ...few, '--seed', '7', '--concurrency', '1']);
  const ended = new Promise<number | null>((resolve) => running.once('close', resolve));
  const ledger = at(out, 'grade-ledger.jsonl');
  while (!existsSync(ledger) || readFileSync(ledger, 'utf8').split('\n').length < 5) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  running.kill(signal);
  return ended;
}

describe('a class of three exercises', () => {
  beforeAll(() => {
    const { code } = grade(students, '--out', at('few'), ...everything, ...few);
    expect(code).toBe(0);
  });

  test('has the same bytes in three shards', () => {
    for (const index of [1, 2, 3]) {
      const shard = [...few, '--shard', `${index}/3`];
      expect(grade(students, '--out', at(`s${index}`), ...everything, ...shard).code).toBe(0);
    }
    const shards = [at('s3'), at('s1'), at('s2')];
    const merged = ['--format', formats.join(',')];
    expect(grade('merge', ...shards, '--out', at('merged'), ...merged).code).toBe(0);
    expect(filesIn('merged')).toEqual(filesIn('few'));
    const { code, stderr } = grade('merge', at('s1'), at('s3'), '--out', at('gap'), ...merged);
    expect(stderr).toMatch(/shard 2\/3 is missing/);
    expect(code).toBe(1);
    expect(reportIn('gap').submissions).toHaveLength(reportIn('few').submissions.length);
    const twice = grade('merge', at('s1'), at('s1'), '--out', at('twice'), ...merged);
    expect([twice.code, existsSync(at('twice'))]).toEqual([2, false]);
  });

  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    posix(`that ${signal} interrupts loses nothing`, async () => {
      const code = await interrupt(signal, signal);
      expect(code).toBe(signal === 'SIGINT' ? 130 : null);
      expect(existsSync(at(signal, REPORT))).toBe(false);
      appendFileSync(at(signal, 'grade-ledger.jsonl'), '{"key":{"id":"an');
      const flags = ['--format', formats.join(','), ...few, '--resume'];
      const { code: resumed, stderr } = grade(students, '--out', at(signal), ...flags);
      expect(resumed).toBe(0);
      expect(stderr).toMatch(/[3-9] were judged before/);
      expect(filesIn(signal)).toEqual(filesIn('few'));
    });
  }

  posix('is not resumed with another seed', () => {
    const args = [students, '--out', at('SIGKILL'), ...few, '--resume', '--seed', '8'];
    expect(grade(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(/has seed 7/) });
  });
});

describe('a regrade', () => {
  const small = (): string => at('small');
  const softmax = (text: string): void => handIn('anna/01-softmax/softmax.ts', text, small());
  const regrade = (...more: string[]) =>
    grade(
      small(),
      '--out',
      at('regraded'),
      '--format',
      'json',
      '--seed',
      '7',
      '--only',
      '1',
      ...more,
    );

  test('overwrites nothing where a mark would fall, unless that is accepted', () => {
    softmax(solutionOf('01-softmax'));
    expect(regrade().code).toBe(0);
    const before = readFileSync(at('regraded', REPORT), 'utf8');
    softmax('export const softmax = () => 0;');
    const refused = regrade();
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(
      /"anna": 12 → 0; the submission changed; 01-softmax, .*pass → fail/,
    );
    expect(refused.stderr).toMatch(/1 of them would fall.*--accept-lower with --seed 7/);
    expect(readFileSync(at('regraded', REPORT), 'utf8')).toBe(before);
    expect(regrade('--accept-lower').code).toBe(0);
    expect(submissionIn('regraded', 'anna').score).toBe(0);
    expect(readFileSync(at('regraded', 'changes.txt'), 'utf8')).toMatch(/"anna": 12 → 0/);
  });

  posix('is read by its owner alone', () => {
    const modes = () =>
      ['', REPORT, 'feedback'].map((name) => statSync(at('regraded', name)).mode & 0o077);
    expect(modes()).toEqual([0, 0, 0]);
  });

  test('lets a mark rise, and says so', () => {
    softmax(solutionOf('01-softmax'));
    const { code, stdout } = regrade();
    expect(code).toBe(0);
    expect(stdout).toMatch(/"anna": 0 → 12/);
  });

  test('has fresh inputs by default', () => {
    for (const out of ['fresh', 'afresh'])
      grade(small(), '--out', at(out), '--format', 'json', '--only', '1');
    expect(reportIn('fresh').kit.seed).not.toBe(reportIn('afresh').kit.seed);
  });

  test('shards that were given no seed come to the same one, another class to another', () => {
    const shardOf = (index: number) =>
      grade(small(), '--out', at(`unseeded${index}`), '--shard', `${index}/2`, '--only', '1').code;
    expect([shardOf(1), shardOf(2)]).toEqual([0, 0]);
    const { seed } = reportIn('unseeded1').kit;
    expect(reportIn('unseeded2').kit.seed).toBe(seed);
    expect(grade('merge', at('unseeded1'), at('unseeded2'), '--out', at('seeded')).code).toBe(0);
    softmax('export const softmax = () => 1;');
    expect(shardOf(1)).toBe(0);
    expect(reportIn('unseeded1').kit.seed).not.toBe(seed);
  });

  test('a student at the full level sees what was wrong', () => {
    softmax('export const softmax = () => 0;');
    grade(small(), '--out', at('full'), '--feedback', 'full', '--seed', '7', '--only', '1');
    expect(readFileSync(at('full', 'feedback', 'anna.md'), 'utf8')).toMatch(/<code>softmax&#40;/);
  });
});

test('where the sandbox cannot run no submission has a mark, exit code 1, and --resume tries again', () => {
  const script = join(checkout.folder, 'node_modules/.cache/attention-kata/build/plain.vm.js');
  const [sound, { atime, mtime }] = [readFileSync(script), statSync(script)];
  const hurt = (...more: string[]) =>
    grade(at('hurt'), '--out', at('unwell'), '--format', 'json', '--only', '1-2', ...more);
  handIn('anna/01-softmax/softmax.ts', solutionOf('01-softmax'), at('hurt'));
  writeFileSync(script, 'throw new Error("broken");');
  const broken = hurt('--seed', '7');
  expect([broken.code, broken.stderr]).toEqual([1, expect.stringMatching(/--resume tries again/)]);
  const [softmax, cosine] = submissionIn('unwell', 'anna').exercises;
  expect(new Set(softmax?.tests.map(({ reason }) => reason))).toEqual(new Set(['infrastructure']));
  expect(new Set(cosine?.tests.map(({ reason }) => reason))).toEqual(new Set(['missing-file']));
  writeFileSync(script, sound);
  utimesSync(script, atime, mtime);
  const resumed = hurt('--resume');
  expect([resumed.code, resumed.stdout]).toEqual([
    0,
    expect.stringMatching(/"anna": infrastructure → 12/),
  ]);
});

describe('could not run', () => {
  test.each([
    ['without --out', () => [students], /--out DIR is missing/],
    ['without a folder', () => ['--out', at('x')], /name one folder/],
    ['with two folders', () => [students, students, '--out', at('x')], /name one folder/],
    ['with a folder that is not there', () => [at('none'), '--out', at('x')], /no such folder/],
    ['with --out in the folder', () => [students, '--out', join(students, 'x')], /lies in/],
    ['with --out the folder', () => [students, '--out', `${students}/.`], /lies in/],
    [
      'with a format that is none',
      () => [students, '--out', at('x'), '--format', 'jsn'],
      /did you mean json/,
    ],
    [
      'with a level that is none',
      () => [students, '--out', at('x'), '--feedback', 'ful'],
      /did you mean full/,
    ],
    ['with no workers', () => [students, '--out', at('x'), '--concurrency', '0'], /from 1 to/],
    [
      'with a shard that is none',
      () => [students, '--out', at('x'), '--shard', '4/3', '--seed', '1'],
      /i\/n/,
    ],
    ['with a seed that is none', () => [students, '--out', at('x'), '--seed', 'x'], /whole number/],
    [
      'with an unknown flag',
      () => [students, '--out', at('x'), '--fromat', 'json'],
      /did you mean --format/,
    ],
    ['to merge nothing', () => ['merge', '--out', at('x')], /name the folders of the shards/],
    ['to merge into a shard', () => ['merge', students, '--out', students], /lies in/],
  ])('%s: exit code 2 and one line', (_, args, says) => {
    const { code, stdout, stderr } = grade(...args());
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(says)]);
    expect([code, stdout]).toEqual([2, '']);
    expect(existsSync(at('x'))).toBe(false);
  });

  test('where the folder is empty', () => {
    mkdirSync(at('empty'));
    const { code, stderr } = grade(at('empty'), '--out', at('x'));
    expect([code, stderr]).toEqual([2, expect.stringMatching(/is empty: expected one folder/)]);
  });

  test('--help shows every flag', () => {
    const { code, stdout } = grade('--help');
    expect(code).toBe(0);
    for (const flag of [
      '--out',
      '--format',
      '--feedback',
      '--shard',
      '--seed',
      '--resume',
      'merge',
    ]) {
      expect(stdout).toContain(flag);
    }
  });
});

const python = ['python3', 'python'].find(
  (name) => spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']).status === 0,
);
const onPython = python ? test : test.skip;

describe("Classroom 50's runner", () => {
  const shim = join(root, 'scripts', 'grade', 'classroom50', 'autograder.py');
  const runner = (): Record<string, string> => ({
    KATA_DIR: checkout.folder,
    KATA_SEED: '7',
    KATA_NODE: process.execPath,
    KATA_ENGINE: 'tfjs-wasm',
    CLASSROOM: 'cs',
    ASSIGNMENT: 'attention',
    ASSIGNMENT_TYPE: 'individual',
    OWNER: 'alice',
    SUBMISSION_TAG: 'submit/2026-06-01T14-32-05Z-a1b2c3d',
    COMMIT_URL: 'https://example.org/commit/1',
    RELEASE_URL: 'https://example.org/release/1',
  });
  const call = (env: Record<string, string>, file = 'exercises/01-softmax/softmax.ts') => {
    const folder = at('student');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    handIn(`student/${file}`, solutionOf('01-softmax'), work);
    handIn('student/result.json', '{"score":100}', work);
    return spawnSync(python ?? '', [shim], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
  };

  onPython('finds a result and a page in the checkout, and exit code 0', () => {
    const { status, stdout } = call(runner());
    expect([status, stdout]).toEqual([0, '']);
    const result = JSON.parse(readFileSync(at('student', 'result.json'), 'utf8'));
    expect(result).toMatchObject({
      schema: 'classroom50/result/v1',
      classroom: 'cs',
      owner: 'alice',
      submission: runner().SUBMISSION_TAG,
      score: 12,
      'max-score': maxScore,
    });
    expect(readFileSync(at('student', 'release-body.md'), 'utf8')).toContain(`12 of ${maxScore}`);
  });

  onPython('finds no result but a page that says why, where there is no exercise', () => {
    const { status, stderr } = call(runner(), 'softmax.ts.txt');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/there is no mark/)]);
    expect(existsSync(at('student', 'result.json'))).toBe(false);
    expect(readFileSync(at('student', 'release-body.md'), 'utf8')).toContain('rename it');
  });

  onPython('finds no result, least of all the own one, where there is no verdict', () => {
    const { status, stderr } = call({ ...runner(), KATA_DIR: at('none') });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/the kit is neither at/)]);
    const broken = call({ ...runner(), KATA_ENGINE: 'abacus' });
    expect([broken.status, existsSync(at('student', 'result.json'))]).toEqual([1, false]);
  });
});

test('a manifest tells merge what the whole run is', () => {
  const manifest = JSON.parse(readFileSync(at('whole', MANIFEST), 'utf8'));
  expect(manifest.ids).toHaveLength(reportIn('whole').submissions.length);
});
