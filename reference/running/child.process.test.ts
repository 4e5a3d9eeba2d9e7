/** A limit counts what the code spends of the processor: a machine that is busy costs no answer. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { catalog, type Exercise } from '../../exercises/catalog';
import { root } from '../root';
import { spentBy } from './processor';
import { openTarget } from './target';

const [exercise] = catalog as [Exercise];
const calls = [{ name: 'softmax', args: [] }];

function open(body: string) {
  const source = `export async function softmax() { ${body} }`;
  return openTarget(
    { folder: join(root, 'solutions'), replaced: { [exercise.slug]: source } },
    exercise,
  );
}

/** Processes that this one started and that still run. */
const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);

const onLinux = process.platform === 'linux';
const why = onLinux ? '' : ' (skipped: signals and /proc are Linux’s here)';

(onLinux ? test : test.skip)(
  `a child that is stopped in a call for longer than its limit still answers${why}`,
  async () => {
    const before = childrenOf(process.pid);
    const session = open(
      "console.log('begun'); const end = Date.now() + 1_500; while (Date.now() < end); return 7;",
    );
    const [pid = 0] = childrenOf(process.pid).filter((id) => !before.includes(id));
    const running = session.run(calls);
    while (session.printed().count === 0) await wait(20);
    process.kill(pid, 'SIGSTOP');
    await wait(8_000);
    process.kill(pid, 'SIGCONT');
    expect(await running).toMatchObject([{ kind: 'returned', value: 7 }]);
    await session.close();
  },
);

(onLinux ? test : test.skip)(
  `code that computes in a thread of its own is not said to wait${why}`,
  async () => {
    const busy = "new (require('node:worker_threads').Worker)('for (;;);', { eval: true });";
    const child = spawn(process.execPath, ['-e', busy]);
    const pid = child.pid ?? 0;
    while ((spentBy(pid)?.milliseconds ?? 0) < 500) await wait(50);
    expect(spentBy(pid)?.isWaiting()).toBe(false);
    child.kill('SIGKILL');
  },
);

(onLinux ? test : test.skip)(
  `a child that the system kills is no fault of the code's alone${why}`,
  async () => {
    const before = childrenOf(process.pid);
    const session = open("console.log('begun'); await new Promise((go) => setTimeout(go, 9_000));");
    const [pid = 0] = childrenOf(process.pid).filter((id) => !before.includes(id));
    const running = session.run(calls);
    while (session.printed().count === 0) await wait(20);
    process.kill(pid, 'SIGKILL');
    const [outcome] = await running;
    expect(outcome).toMatchObject({
      reason: 'memory',
      message: expect.stringContaining('softmax was killed by the system'),
    });
    await session.close();
  },
);

test('a promise that does not settle is a timeout by the clock', async () => {
  const session = open('await new Promise(() => {});');
  expect(await session.run(calls)).toMatchObject([{ kind: 'none', reason: 'timeout' }]);
  await session.close();
});

test('an endless loop is a timeout once it has spent its limit', async () => {
  const session = open('for (;;);');
  const [outcome] = await session.run(calls);
  expect(outcome).toMatchObject({ kind: 'none', reason: 'timeout' });
  await session.close();
});
