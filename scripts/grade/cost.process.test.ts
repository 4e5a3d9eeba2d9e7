/**
 * What one submission may cost: an exercise that a bound on its processor ends is `timeout` in all its
 * tests, and once all have taken what a submission may, nothing of it is run any more.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { catalog, type Slug, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { createSandbox, type Sandbox } from '../sandbox/pool';
import { modelSolution } from '../sandbox/solutions';
import type { Found } from '../submissions/find';
import type { Submission } from '../submissions/read';
import { createJudging, judgeSubmission } from './judge';
import { statePlans } from './plans';
import type { StoredReport } from './regrade';
import { REPORT } from './report';

const slugs = catalog.slice(0, 4).map(({ slug }) => slug);

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ concurrency: 1 });
});
afterAll(() => sandbox.close());

const found = (text: string): Found => ({
  ...{ source: { text }, path: '', notes: [], instead: null, isStub: false },
});

/** A submission whose other exercises are the model solutions. */
function submit(texts: Partial<Record<Slug, string>>): Submission {
  const all = catalog.map((exercise) => [
    exercise.slug,
    found(texts[exercise.slug] ?? modelSolution(exercise)),
  ]);
  return { id: 'a', name: null, found: Object.fromEntries(all), notes: [] };
}

/** Returns the first answers, and then searches what no limit inside can interrupt. */
const dear = (name: string): string =>
  `let n = 0; export const ${name} = (x) => { n += 1; if (n > 2) [].includes.call({ length: 2 ** 53 - 1 }, 1); return x; };`;

async function judge(texts: Partial<Record<Slug, string>>) {
  const judging = createJudging(sandbox, (await statePlans(7, slugs)).plans);
  const { exercises } = await judgeSubmission(submit(texts), judging);
  return exercises.map(({ tests }) => ({
    reasons: [...new Set(tests.map(({ reason }) => reason))],
    message: tests[0]?.message,
  }));
}

test('once they have taken what all may together, the rest is not run, and says so', async () => {
  const judged = await judge({
    '01-softmax': dear('softmax'),
    '02-cosine-sim': dear('cosineSim'),
  });
  expect(judged.map(({ reasons }) => reasons)).toEqual(slugs.map(() => ['timeout']));
  expect(judged.slice(2).map(({ message }) => message)).toEqual(
    [1, 2].map(() => expect.stringMatching(/^not run, because the exercises before it took all/)),
  );
});

test('an exercise has no more than what is left of that', async () => {
  const exercise = catalog[0] as (typeof catalog)[number];
  const calls = Array.from({ length: 3 }, () => ({ name: 'softmax', args: [] }));
  let spent = 0;
  const outcomes = await sandbox.run({
    exercise,
    source: dear('softmax'),
    calls,
    most: 2_000,
    onSpent: (milliseconds) => {
      spent += milliseconds;
    },
  });
  expect(outcomes.map((outcome) => 'reason' in outcome && outcome.reason)).toEqual(
    calls.map(() => 'timeout'),
  );
  expect(spent).toBeGreaterThanOrEqual(2_000);
  expect(spent).toBeLessThan(6_000);
});

test('loops that count their steps do not count as such: the rest is run', async () => {
  const loop = (name: string): string => `export const ${name} = () => { for (;;); };`;
  const judged = await judge({
    '01-softmax': loop('softmax'),
    '02-cosine-sim': loop('cosineSim'),
  });
  expect(judged.map(({ reasons }) => reasons)).toEqual([['timeout'], ['timeout'], [null], [null]]);
});

const onLinux = process.platform === 'linux';
const why = onLinux ? '' : ' (skipped: signals and /proc are Linux’s here)';

(onLinux ? test : test.skip)(
  `a child that a busy machine stops for longer than it may take still answers${why}`,
  async () => {
    await judge({});
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
    const pids = children.trim().split(' ').map(Number);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const judging = judge({});
    await wait(8_000);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    expect((await judging).map(({ reasons }) => reasons)).toEqual(slugs.map(() => [null]));
  },
);

/** Grades a folder as a person does, and gives the report's text. */
function report(folder: string, out: string, ...before: string[]): string {
  const setup = join(root, 'scripts', 'setup.mjs');
  const asked = ['grade', folder, '--out', out, '--only', '1,2', '--seed', '7'];
  const [file = '', ...args] = [...before, process.execPath, setup, ...asked];
  const { status, stderr } = spawnSync(file, args, {
    env: { ...process.env, KATA_ENGINE: 'tfjs-wasm' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`grade: ${status} ${stderr}`);
  return readFileSync(join(out, REPORT), 'utf8');
}

/** A priority below that of other tests, the same for what is graded and for what it competes with. */
const LOW = ['nice', '-n', '5'] as const;

/** Keeps the machine busy for as long as a test may take. */
const BUSY = 'const end = Date.now() + 300_000; while (Date.now() < end);';
const keepBusy = () => spawn(LOW[0], [...LOW.slice(1), process.execPath, '-e', BUSY]);

(onLinux ? test : test.skip)(
  `what the bound ends costs the others nothing, and is the same alone and on a busy machine${why}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'kata-cost-'));
    const texts = [dear('softmax'), modelSolution(catalog[1] as (typeof catalog)[number])];
    for (const [i, text] of texts.entries()) {
      const file = join(folder, 'in', 'ada', sourceOf(catalog[i] as (typeof catalog)[number]));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const [from, alone, beside] = ['in', 'alone', 'beside'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const quiet = report(from, alone);
    const busy = [keepBusy(), keepBusy()];
    try {
      expect(report(from, beside, ...LOW)).toBe(quiet);
    } finally {
      for (const loop of busy) loop.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
    const [ada] = (JSON.parse(quiet) as StoredReport).submissions;
    expect(ada?.exercises.map(({ verdict, score }) => [verdict, score])).toEqual([
      ['error', 0],
      ['pass', catalog[1]?.points],
    ]);
    expect(ada?.exercises[0]?.tests.map(({ message }) => message)[0]).toMatch(
      /^softmax\.ts took more of the processor than it may/,
    );
  },
);
