/** `setup:native` as a process: from nothing to an answer and back, and every way it can end. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFakes } from '../native/fakes';
import { describeMachine, obstacleOn } from '../native/machine';

let fakes: ReturnType<typeof makeFakes>;
beforeEach(() => {
  fakes = makeFakes();
});
afterEach(() => fakes.remove());

const run = (...args: string[]) => fakes.run(args);
const runWithout = (part: string) => fakes.run([], part);
const asked = () => readFileSync(fakes.log, 'utf8').trim().split('\n').filter(Boolean);
const packages = () => readdirSync(join(fakes.kit, 'node_modules', '@tensorflow')).sort();

/** Exit code 2 and one line on stderr, no stack. */
function expectEnd({ code, stderr }: ReturnType<typeof run>, says: RegExp): void {
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(says)]);
  expect(code).toBe(2);
}

test('--help tells what it does, what it needs and how to undo it', () => {
  const { code, stdout } = run('--help');
  expect(code).toBe(0);
  for (const part of ['--cuda', '--remove', 'pip', 'compiler', 'Ampere']) {
    expect(stdout).toContain(part);
  }
});

test('an unknown flag is refused by the name of the right one', () => {
  expectEnd(run('--cude'), /unknown flag --cude; did you mean --cuda\?/);
});

test('--remove has nothing to remove at first', () => {
  expect(run('--remove')).toEqual({ code: 0, stdout: 'Nothing to remove.\n', stderr: '' });
});

const { platform, arch, glibc } = describeMachine('/');
const able = { platform, arch, glibc, python: ['p'], compiler: ['c'], free: 1e12 } as const;
const onFitting = obstacleOn({ ...able }, 'cpu', 0) === null ? describe : describe.skip;

onFitting('on a machine that TensorFlow has a wheel for', () => {
  test('says what it will take, builds, links and answers; a second time it only answers', () => {
    const first = run();
    expect(first.stderr).toBe('');
    expect(first.stdout).toMatch(/\d+ MB of wheels to download, up to 1\.\d GB of disk in .*cache/);
    expect(first.stdout).toMatch(/tfjs-node-gpu 4\.22\.0.* answers\./);
    expect(first.code).toBe(0);
    expect(asked()).toEqual(['npm ci', 'pip download', 'unzip', 'compile']);
    const second = run();
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('Built already') });
    expect(asked()).toEqual([]);
  });

  test('--remove leaves neither links nor files', () => {
    const before = packages();
    run();
    expect(packages()).not.toEqual(before);
    const { code, stdout } = run('--remove');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('Removed the links'),
    });
    expect(packages()).toEqual(before);
    expect(readdirSync(fakes.cache)).toEqual([]);
  });

  test.each([
    ['pip', /python3 with pip/],
    ['compiler', /C\+\+ compiler/],
  ])('ends before anything is fetched where there is no %s', (part, says) => {
    expectEnd(runWithout(part), says);
    expect(asked()).toEqual([]);
    expect(readdirSync(fakes.cache)).toEqual([]);
  });

  test.each([
    [
      'network',
      /pip could not fetch tensorflow\S* 2\.21\.0: no connection .*setup:native again/,
      'pip',
    ],
    ['unzip', /could not be unzipped: error: not what/, 'pip'],
    ['compile', /could not be compiled: x\.cc:3: error: no such type/, 'compile'],
  ])('is stopped by its %s, and goes on from there the next time', (part, says, next) => {
    expectEnd(runWithout(part), says);
    expect(packages()).not.toContain('tfjs-node-gpu');
    expect(run().code).toBe(0);
    expect(asked()[0]).toMatch(new RegExp(`^${next}`));
  });

  test('fetches again what is no longer as it was', () => {
    run();
    const [name = ''] = readdirSync(join(fakes.cache, 'attention-kata', 'native'));
    const store = join(fakes.cache, 'attention-kata', 'native', name);
    writeFileSync(join(store, 'tensorflow', 'libtensorflow_cc.so.2'), '');
    expect(run().code).toBe(0);
    expect(asked()).toEqual(['pip download', 'unzip', 'compile']);
  });

  test('says so where the engine that was built ends its process', () => {
    expectEnd(runWithout('engine'), /was built and does not run .its process .*SIGABRT.*--remove/);
  });

  test('does not wait: a second one is sent away', () => {
    run();
    const claim = join(fakes.cache, 'attention-kata', 'native', 'process');
    writeFileSync(claim, String(process.pid));
    expectEnd(run(), new RegExp(`process ${process.pid} is at it already`));
    expect(existsSync(claim)).toBe(true);
  });
});
