/**
 * What one submission may cost: an exercise that a bound on its processor ends is `timeout` in all its
 * tests, and after two of them nothing of that submission is run any more.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { catalog, type Slug } from '../../exercises/catalog';
import { createSandbox, type Sandbox } from '../sandbox/pool';
import { modelSolution } from '../sandbox/solutions';
import type { Found } from '../submissions/find';
import type { Submission } from '../submissions/read';
import { createJudging, judgeSubmission } from './judge';
import { statePlans } from './plans';

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

test('one exercise that takes too much is a timeout whole, and costs the others nothing', async () => {
  const [first, ...others] = await judge({ '01-softmax': dear('softmax') });
  expect(first).toEqual({
    reasons: ['timeout'],
    message: expect.stringMatching(/^softmax\.ts took more of the processor than it may/),
  });
  expect(others.map(({ reasons }) => reasons)).toEqual([[null], [null], [null]]);
});

test('after two of them the rest is not run, and says so', async () => {
  const judged = await judge({
    '01-softmax': dear('softmax'),
    '02-cosine-sim': dear('cosineSim'),
  });
  expect(judged.map(({ reasons }) => reasons)).toEqual(slugs.map(() => ['timeout']));
  expect(judged.slice(2).map(({ message }) => message)).toEqual(
    [1, 2].map(() => expect.stringMatching(/^not run, because two exercises before it took more/)),
  );
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
