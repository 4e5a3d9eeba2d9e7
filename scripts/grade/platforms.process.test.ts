/**
 * A download as each platform lays it out, through `npm run grade`: right, wrong, late, handed in
 * twice, renamed, zipped, flat, empty and unreadable people. Each has the right mark, or none and is
 * named with the reason.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { zipFiles } from '../submissions/testing/zip';
import { type Checkout, makeCheckout, type Run, runIn } from '../testing/checkout';
import { onPosix } from '../testing/posix';
import type { StoredReport } from './regrade';
import { REPORT } from './report';

jest.setTimeout(120_000);

const posix = onPosix('Windows has no modes of files');
const [softmax, cosine] = catalog;
if (!softmax || !cosine) throw new Error('no exercises');
const solution = (exercise = softmax): string =>
  readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
const right = solution();
const other = solution(cosine);
const wrong = "export const softmax = () => { throw new Error('wrong'); };";
const stub = readFileSync(join(root, 'exercises', sourceOf(softmax)), 'utf8');
/** Points of both exercises, and of the first alone. */
const [both, one] = [softmax.points + cosine.points, softmax.points];

let checkout: Checkout;
let work: string;
beforeAll(() => {
  checkout = makeCheckout();
  work = join(checkout.folder, '..');
});
afterAll(() => checkout.remove());

const at = (...parts: string[]): string => join(work, ...parts);

type Files = Record<string, string | Buffer>;

/** Lays a download out. A path that ends in `/` is an empty folder. */
function layOut(name: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(at(name, path.endsWith('/') ? path : dirname(path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(at(name, path), content);
  }
  return at(name);
}

/** The first two exercises in a folder, a zip, or flat. */
const inFolder = (folder: string, prefix = ''): Files => ({
  [`${folder}/${prefix}${sourceOf(softmax)}`]: right,
  [`${folder}/${prefix}${sourceOf(cosine)}`]: other,
});
const zipped = (prefix = ''): Buffer =>
  zipFiles({ [`${prefix}${sourceOf(softmax)}`]: right, [`${prefix}${sourceOf(cosine)}`]: other });

const grade = (folder: string, ...more: string[]): Run & { out: string } => {
  const out = `${folder} graded`;
  const flags = ['--out', out, '--only', '1-2', '--seed', '7', ...more];
  return { ...checkout.run(['grade', folder, ...flags]), out };
};

/** Id → points or status, of a report. */
function marksIn(out: string): Record<string, number | string> {
  const { submissions }: StoredReport = JSON.parse(readFileSync(join(out, REPORT), 'utf8'));
  return Object.fromEntries(submissions.map(({ id, status, score }) => [id, score ?? status]));
}
function namesIn(out: string): Record<string, string | null> {
  const { submissions }: StoredReport = JSON.parse(readFileSync(join(out, REPORT), 'utf8'));
  return Object.fromEntries(submissions.map(({ id, name }) => [id, name]));
}

/** What is said on the terminal of a person: the line that begins with the id. */
const saidOf = (id: string, { stderr }: Run): string =>
  stderr.split('\n').find((line) => line.startsWith(`  "${id}"`)) ?? '';

test('Canvas: flat files, copies with -1, late ones, zips, typed text', () => {
  const folder = layOut('canvas', {
    'lovelaceada_101_9001_softmax.ts': right,
    'lovelaceada_101_9002_cosine-sim.ts': other,
    'againben_102_9003_softmax-1.ts': right,
    'againben_102_9004_cosine-sim-2.ts': other,
    'latecy_LATE_103_9005_work.zip': zipped('exercises/'),
    'wrongdi_104_9006_softmax.ts': wrong,
    'typisted_105_text.html': '<p>my answer</p>',
    'pdffe_106_9007_softmax.pdf': 'x',
    'twogi_107_9008_softmax.ts': right,
    'twogi_107_9009_softmax-1.ts': wrong,
    'roster.csv': 'x',
  });
  const run = grade(folder);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/7 persons, .* canvas/) });
  expect(marksIn(run.out)).toEqual({
    101: both,
    102: both,
    103: both,
    104: 0,
    105: 'nothing-found',
    106: 'nothing-found',
    107: 'ambiguous',
  });
  expect(namesIn(run.out)).toMatchObject({ 101: 'lovelaceada', 103: 'latecy' });
  expect(run.stdout).toMatch(/^1 late\.$/m);
  expect(saidOf('105', run)).toMatch(/nothing was handed in/);
  expect(saidOf('106', run)).toMatch(/softmax\.pdf: hand in softmax\.ts itself/);
  expect(saidOf('107', run)).toMatch(/different ones: softmax\.ts, softmax-1\.ts/);
  expect(saidOf('101', run) + saidOf('104', run)).toBe('');
  expect(run.stderr).toContain('"roster.csv"');
});

test('Moodle: folders with an on-line text beside them, renamed, deep, unreadable names', () => {
  const file = (who: string) => `${who}_assignsubmission_file`;
  const folder = layOut('moodle', {
    ...inFolder(file('Ada Lovelace_101'), 'exercises/'),
    'Ada Lovelace_101_assignsubmission_onlinetext/onlinetext.html': 'hello',
    ...inFolder(`${file('Zoë 田_102')}_`, 'my work/kit/exercises/'),
    [`${file('Participant_103')}/01_softmax/Softmax (1).ts`]: Buffer.from(right, 'utf16le'),
    [`${file('Participant_103')}/02-cosine-sim (1)/index.ts`]: other,
    [`${file('Fe_104')}/work.zip`]: zipFiles({ 'inner.zip': zipped() }),
    [`${file('Gi_105')}/softmax.ts.txt`]: right,
    [`${file('Hy_106')}/`]: '',
    [`${file('Io_107')}/softmax.ts`]: '',
    [`${file('Ju_108')}/work.zip`]: zipped().subarray(0, 200),
    'Ky_109_assignsubmission_onlinetext/onlinetext.html': right,
    [`${file('Li_110')}/exercises/01-softmax/softmax.ts`]: stub,
    [`${file('Li_110')}/softmax.ts`]: Buffer.from(`// caf\u00e9\n${right}`, 'latin1'),
    [`${file('Li_110')}/cosine-sim.ts`]: 'a\0b',
  });
  const run = grade(folder);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/10 persons, .* moodle/) });
  expect(marksIn(run.out)).toEqual({
    101: both,
    102: both,
    103: both,
    104: both,
    105: 'nothing-found',
    106: 'nothing-found',
    107: 'nothing-found',
    108: 'rejected',
    109: 'nothing-found',
    110: one,
  });
  expect(namesIn(run.out)).toMatchObject({ 102: 'Zoë 田', 103: 'Participant 103' });
  expect(saidOf('105', run)).toMatch(/softmax\.ts\.txt: rename it to softmax\.ts/);
  expect(saidOf('107', run)).toMatch(/softmax\.ts is empty/);
  expect(saidOf('108', run)).toMatch(/work\.zip: it cannot be unpacked/);
  expect(saidOf('110', run)).toMatch(/02 .*cosine-sim\.ts: it has a NUL/);
  const page = readFileSync(join(run.out, 'feedback', '105.md'), 'utf8');
  expect(page).toMatch(/no mark yet[\s\S]*rename it to softmax\.ts/);
});

test('Moodle without folders: the same as the beginnings of flat files', () => {
  const folder = layOut('flat moodle', {
    'Ada_101_assignsubmission_file_softmax.ts': right,
    'Ada_101_assignsubmission_file_cosine-sim.ts': other,
    'Ada_101_assignsubmission_onlinetext_onlinetext.html': 'x',
    'Ben_102_assignsubmission_file_softmax.ts': wrong,
  });
  const run = grade(folder);
  expect([run.code, marksIn(run.out)]).toEqual([0, { 101: both, 102: 0 }]);
});

test('Blackboard: the last attempt counts, and what only an earlier one has is named', () => {
  const attempt = (user: string, day: number, file?: string) =>
    `HW 1_${user}_attempt_2026-11-0${day}-10-00-00${file ? `_${file}` : '.txt'}`;
  const folder = layOut('blackboard', {
    [attempt('ada', 1)]: 'Name: Ada Lovelace (ada)\nAssignment: HW 1\n',
    [attempt('ada', 1, 'softmax.ts')]: wrong,
    [attempt('ada', 2)]: 'Name: Ada Lovelace (ada)\nAssignment: HW 1\n',
    [attempt('ada', 2, 'work.zip')]: zipped(),
    [attempt('ben', 1, 'softmax.ts')]: right,
    [attempt('ben', 1, 'cosine-sim.ts')]: other,
    [attempt('ben', 3, 'softmax.ts')]: wrong,
    [attempt('cy', 1)]: 'Name: Cy (cy)\nSubmission Field: typed\n',
  });
  const run = grade(folder);
  expect([run.code, marksIn(run.out)]).toEqual([0, { ada: both, ben: 0, cy: 'nothing-found' }]);
  expect(namesIn(run.out)).toEqual({ ada: 'Ada Lovelace', ben: null, cy: 'Cy' });
  expect(run.stdout).toMatch(/2 handed in more than once, of which the last counts/);
  expect(saidOf('ben', run)).toMatch(/02 an earlier attempt \(2026-11-01-10-00-00\) has it/);
  const report = readFileSync(join(run.out, 'intake.csv'), 'utf8');
  expect(report).toMatch(/"ada","Ada Lovelace","graded","2026-11-02-10-00-00","2"/);
});

test('Brightspace: two folders of one person are one person', () => {
  const folder = layOut('brightspace', {
    'index.html': '<html>',
    ...inFolder('101-900 - Ada Lovelace - Nov 9, 2026 1105 PM'),
    '101-900 - Ada Lovelace - Nov 9, 2026 905 AM/softmax.ts': wrong,
    '102-900 - Ben B - Nov 9, 2026 905 AM/3-softmax/softmax (2).ts': right,
  });
  const run = grade(folder);
  expect([run.code, marksIn(run.out)]).toEqual([0, { 101: both, 102: one }]);
  expect(namesIn(run.out)).toEqual({ 101: 'Ada Lovelace', 102: 'Ben B' });
});

test('Gradescope: names and groups by the metadata, with one more folder on top', () => {
  const who = (name: string, sid: string) =>
    `  - :name: ${name}\n    :sid: '${sid}'\n    :email: ${sid}@x.edu\n`;
  const folder = layOut('gradescope', {
    'assignment_7_export/submission_metadata.yml': `---\nsubmission_1:\n  :submitters:\n${who('Ada', '007')}submission_2:\n  :submitters:\n${who('Ben', '8')}${who('Cy', '9')}`,
    ...inFolder('assignment_7_export/submission_1'),
    'assignment_7_export/submission_2/softmax.ts': right,
  });
  const run = grade(folder);
  expect([run.code, marksIn(run.out)]).toEqual([0, { '007': both, submission_2: one }]);
  expect(namesIn(run.out)).toEqual({ '007': 'Ada', submission_2: 'Ben, Cy' });
  expect(run.stdout).toMatch(/gradescope does, in .*assignment_7_export/);
});

test('Classroom: whole repositories, with packages, several copies and work elsewhere', () => {
  const repository = (user: string, files: Files): Files =>
    Object.fromEntries(
      Object.entries({
        '.git/HEAD': 'x',
        [`node_modules/${sourceOf(softmax)}`]: wrong,
        ...files,
      }).map(([path, content]) => [`hw-1-${user}/${path}`, content]),
    );
  const home = `exercises/${sourceOf(softmax)}`;
  const folder = layOut('hw-1-submissions', {
    ...repository('ada-l', { [home]: right, 'backup/softmax.ts': wrong }),
    ...repository('ben', { [home]: stub, 'src/softmax.ts': right }),
    ...repository('cy', { [home]: stub, 'a/softmax.ts': right, 'b/softmax.ts': wrong }),
    ...repository('di', { [`solutions/${sourceOf(softmax)}`]: right }),
  });
  const run = grade(folder);
  expect([run.code, marksIn(run.out)]).toEqual([
    0,
    { 'ada-l': one, ben: one, cy: 'ambiguous', di: 'nothing-found' },
  ]);
  expect(saidOf('di', run)).toMatch(/solutions\/ \(no answers are looked for there\)/);
});

posix('hard links are read; what only another may read is infrastructure and exit code 1', () => {
  const folder = layOut('rights', {
    ...inFolder('linked'),
    'closed/softmax.ts': right,
    'shut/work/softmax.ts': right,
  });
  linkSync(join(folder, 'linked', sourceOf(softmax)), at('second name'));
  chmodSync(join(folder, 'closed/softmax.ts'), 0);
  chmodSync(join(folder, 'shut/work'), 0);
  const out = at('rights graded');
  mkdirSync(out);
  for (const open of [work, out]) chmodSync(open, 0o777);
  // Root may read everything, so the command runs as a user who may not.
  const isRoot = process.getuid?.() === 0;
  // This Node may lie where only its owner may go.
  const node = at('node');
  if (isRoot) copyFileSync(process.execPath, node);
  const program = join(checkout.folder, 'scripts', 'setup.mjs');
  const args = ['grade', folder, '--out', out, '--only', '1-2', '--dry-run'];
  const run = isRoot
    ? spawnSync(node, [program, ...args], {
        cwd: checkout.folder,
        encoding: 'utf8',
        uid: 65_534,
        gid: 65_534,
      })
    : { ...runIn(checkout.folder, args), status: runIn(checkout.folder, args).code };
  chmodSync(join(folder, 'shut/work'), 0o755);
  expect([run.status, run.stdout]).toEqual([
    1,
    expect.stringMatching(/1 whole, 2 without a mark \(2 infrastructure\)/),
  ]);
  expect(run.stderr).toMatch(/"closed": infrastructure; .*EACCES/);
  expect(run.stderr).toMatch(/"shut": infrastructure; .*EACCES/);
});

describe('what is asked for', () => {
  const people: Files = { ...inFolder('ada'), ...inFolder('ben'), 'cy/softmax.ts': wrong };

  test('some persons and some exercises, with the points of these', () => {
    const folder = layOut('chosen', people);
    const out = at('chosen graded');
    const flags = ['--out', out, '--only', 'cosine-sim', '--persons', 'ben', 'cy', '--seed', '7'];
    const { code, stdout } = checkout.run(['grade', folder, ...flags, '--format', 'json,csv']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/2 persons: 1 whole, 1 without/)]);
    expect(marksIn(out)).toEqual({ ben: cosine.points, cy: 'nothing-found' });
    const { submissions }: StoredReport = JSON.parse(readFileSync(join(out, REPORT), 'utf8'));
    expect(submissions[0]).toMatchObject({
      maxScore: cosine.points,
      exercises: [{ slug: '02-cosine-sim' }],
    });
    const csv = readFileSync(join(out, 'grades.csv'), 'utf8').slice(1).split('\r\n');
    expect(csv[0]).toBe('id,name,02-cosine-sim,total');
  });

  test.each([
    [['--persons', 'bne'], /no such id; did you mean "ben"/],
    [['--layout', 'canvass'], /did you mean canvas\?/],
    [['--layout', 'canvas'], /holds no files like lovelaceada/],
    [['--only', '9'], /1 to 7/],
  ])('%j cannot be had, in one line', (flags, says) => {
    const folder = layOut('refused', people);
    const { code, stderr } = checkout.run(['grade', folder, '--out', at('none'), ...flags]);
    expect([code, stderr.trim().split('\n')]).toEqual([2, [expect.stringMatching(says)]]);
  });

  test('a class of two thousand in a dry run: a few lines, and by name who is to be looked at', () => {
    const names = Array.from(
      { length: 2_000 },
      (_, i) => `Student ${i}_${i}_assignsubmission_file`,
    );
    const files = names.map((name): [string, string] => [`${name}/softmax.ts`, right]);
    const folder = layOut('large', {
      ...Object.fromEntries(files),
      [`${names[7]}/softmax.ts`]: '',
    });
    const { code, stdout, stderr } = grade(folder, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /2000 persons, .*: 0 whole, 1999 in part, 1 without a mark \(1 nothing-found\)/,
    );
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stderr.trim().split('\n').slice(-1)).toEqual([expect.stringMatching(/"7" .* is empty/)]);
    rmSync(folder, { recursive: true });
  });
});
