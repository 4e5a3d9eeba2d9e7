/**
 * Strangers who try it on. Each hostile submission stands beside a right answer of another exercise
 * and ends in the one way that is written beside it; the right answers around it have all points,
 * and when the run is over nothing of it is left on the machine.
 */

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import type { StoredReport } from '../grade/regrade';
import { type GradedExercise, type GradedSubmission, maxScore, REPORT } from '../grade/report';
import { hostiles as all } from './hostile';
import { type Ending, exerciseNamed, type Hostile, rightAnswer } from './hostile/form';
import { uninterruptible } from './hostile/uninterruptible';

jest.setTimeout(900_000);

/** One stands for those that take seconds each; `bench -- grade --hostile` judges all of them. */
const hostiles = all.filter((each) => !uninterruptible.slice(1).includes(each));

const isPosix = process.platform !== 'win32';
const beside = exerciseNamed('cosine-sim');

let work: string;
let ran: ReturnType<typeof spawnSync>;
let report: StoredReport;
const mark = randomUUID();

function handIn(id: string, path: string, source: string | Buffer): string {
  const file = join(work, 'submissions', id, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  return file;
}

/** First and last, and so on either worker before and after all others. */
const rights = ['! first', '~ last'];

function makeSubmissions(): void {
  for (const { id, exercise, source } of hostiles) {
    handIn(id, sourceOf(exercise), source);
    handIn(id, sourceOf(beside), rightAnswer('cosine-sim'));
  }
  for (const id of rights) {
    for (const exercise of catalog) handIn(id, sourceOf(exercise), rightAnswer(exercise.slug));
  }
}

/** Every file below a folder, with its text. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${readFileSync(file).toString('base64')}`)
    .sort();

let before: string[];
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'kata-hostile-'));
  makeSubmissions();
  mkdirSync(join(work, 'tmp'));
  before = filesBelow(join(work, 'submissions'));
  const program = join(root, 'scripts', 'setup.mjs');
  const args = ['grade', join(work, 'submissions'), '--out', join(work, 'out'), '--seed', '7'];
  const places = { TMPDIR: join(work, 'tmp'), TEMP: join(work, 'tmp'), TMP: join(work, 'tmp') };
  ran = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, ...places, KATA_ENGINE: 'tfjs-wasm', KATA_MARK: mark },
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(`grade: ${ran.status} ${ran.stderr}`);
  report = JSON.parse(readFileSync(join(work, 'out', REPORT), 'utf8'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function submission(id: string): GradedSubmission {
  const found = [...report.submissions].find((each) => each.id === id);
  if (!found) throw new Error(`no submission ${id} in the report`);
  return found;
}

function exerciseOf(id: string, slug: string): GradedExercise {
  const found = submission(id).exercises.find((exercise) => exercise.slug === slug);
  if (!found) throw new Error(`no exercise ${slug} in the report`);
  return found;
}

/** How an exercise ended, in the words in which an ending is pinned. */
function endingOf({ verdict, score, tests }: GradedExercise): Ending | string {
  if (verdict === 'pass') return 'pass';
  if (verdict === 'fail') return score === 0 ? 'fail' : score;
  return [...new Set(tests.map(({ reason }) => reason))].join(' and ');
}

describe('a submission that', () => {
  test.each(hostiles)('$id ends in $ends', ({ id, exercise, ends }: Hostile) => {
    const graded = exerciseOf(id, exercise.slug);
    const first = graded.tests.find(({ verdict }) => verdict !== 'pass');
    expect([endingOf(graded), first?.message]).toEqual([ends, first?.message]);
    expect(exerciseOf(id, beside.slug).score).toBe(beside.points);
  });
});

test('each has an id of its own', () => {
  expect(new Set(hostiles.map(({ id }) => id)).size).toBe(hostiles.length);
  expect(hostiles.length).toBeGreaterThan(60);
});

test.each(rights)('%s has all points', (id) => {
  expect(submission(id).score).toBe(maxScore);
});

test('no file is left behind, changed or taken away', () => {
  expect(readdirSync(join(work, 'tmp'))).toEqual([]);
  expect(filesBelow(join(work, 'submissions'))).toEqual(before);
  expect(readdirSync(join(work, 'out')).sort()).toEqual([
    'class.md',
    'feedback',
    'grade-ledger.jsonl',
    'grade-report.json',
    'grade-shard.json',
    'grades.csv',
    'intake.csv',
    'intake.md',
  ]);
});

/** A process keeps what it was started with, so a child's child is found as well. */
const hasMark = (pid: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark);
  } catch {
    return false;
  }
};
const canLook = isPosix && readdirSync('/').includes('proc');

(canLook ? test : test.skip)('no process, and so no port, is left behind', () => {
  expect(
    readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .filter(hasMark),
  ).toEqual([]);
});
