/** What the machine refuses is called so, with what to do, and never a mistake of the kit or the code. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineTrouble, refusedAt } from '../../reference/machine-trouble';
import { cacheFolder, root } from '../../reference/root';
import { makeTemporary } from '../../reference/temporary';
import { readableStack } from './fault';

jest.setTimeout(60_000);

const setup = join(root, 'scripts', 'setup.mjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kata fault '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: string[], env: NodeJS.ProcessEnv = {}, stdout: number | 'pipe' = 'pipe') {
  const { status, stderr } = spawnSync(process.execPath, [setup, ...args], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '200', KATA_ENGINE: 'tfjs-wasm', ...env },
    stdio: ['ignore', stdout, 'pipe'],
  });
  expect(stderr).not.toMatch(/mistake|bug|^\s+at /m);
  return { status, stderr };
}

const right = ['check', '1', '--target', 'solutions'];

/** Linux has a file that is always full. */
const onLinux = existsSync('/dev/full') ? describe : describe.skip;

onLinux('a disk that is full', () => {
  test('where stdout goes', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = run(right, {}, full);
    closeSync(full);
    expect([status, stderr]).toEqual([
      2,
      'Cannot run: what is printed cannot be written, for the disk is full (ENOSPC); make room, then run it again\n',
    ]);
  });

  test('where a report goes', () => {
    const { status, stderr } = run([...right, '--json', '/dev/full']);
    expect([status, stderr]).toEqual([
      2,
      'Cannot run: /dev/full cannot be written, for the disk is full (ENOSPC); make room, then run it again\n',
    ]);
  });
});

test('a folder for temporary files that is not there', () => {
  const TMPDIR = join(folder, 'none');
  const { status, stderr } = run(['bench', 'grade', '--quick'], { TMPDIR });
  expect(status).toBe(2);
  expect(stderr).toContain('is not there (ENOENT); set TMPDIR to a folder that can be used');
  expect(run(right, { TMPDIR }).status).toBe(0);
});

/** A disk that can only be read, for one command: Linux gives it where a user may have mounts of its own. */
const mounting = ['--user', '--map-root-user', '--mount'];
const canMount =
  spawnSync('unshare', [...mounting, 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;

(canMount ? describe : describe.skip)(
  `a disk that can only be read${canMount ? '' : ' (skipped: no disk can be mounted here)'}`,
  () => {
    test.each([
      ['a report', ['--json', 'x.json'], [...right]],
      ['a report in a folder to be made', ['--json', 'new/x.json'], [...right]],
      ['a class', ['--out', 'new'], ['grade', 'CLASS', '--only', '1']],
      ['a release', ['--out', 'new'], ['release']],
    ])('%s', (_, [flag = '', place = ''], args) => {
      const disk = join(folder, 'disk');
      mkdirSync(join(folder, 'class', 'ada', '01-softmax'), { recursive: true });
      mkdirSync(disk, { recursive: true });
      writeFileSync(join(folder, 'class', 'ada', '01-softmax', 'softmax.ts'), '// none');
      const asked = [...args.map((arg) => arg.replace('CLASS', join(folder, 'class')))];
      const mount = `mount -t tmpfs -o ro tmpfs "$1"; shift; exec "$@"`;
      const command = [process.execPath, setup, ...asked, flag, join(disk, place)];
      const { status, stderr } = spawnSync(
        'unshare',
        [...mounting, 'sh', '-c', mount, 'sh', disk, ...command],
        { encoding: 'utf8', env: { ...process.env, COLUMNS: '200', KATA_ENGINE: 'tfjs-wasm' } },
      );
      expect([status, stderr]).toEqual([
        2,
        expect.stringMatching(
          /disk\S* lies on a disk that can only be read \(EROFS\); name another/,
        ),
      ]);
    });
  },
);

const posix = process.platform === 'win32' ? test.skip : test;

posix('a reader that has seen enough ends a command without a word', () => {
  const command = `"${process.execPath}" "${setup}" doctor | true`;
  const { stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  expect(stderr).toBe('');
});

posix('too few open files', () => {
  const command = `ulimit -n 33; "${process.execPath}" "${setup}" ${right.join(' ')}`;
  const { stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  expect(stderr).not.toMatch(/mistake|bug|^\s+at /m);
});

test("a bug's stack names the lines of the TypeScript", () => {
  const program = join(cacheFolder, 'build', 'check.cjs');
  const lines = readFileSync(program, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.startsWith('function tellFault(')) + 1;
  const error = Object.assign(new Error('no'), {
    stack: `Error: no\n    at f (${program}:${line}:10)`,
  });
  expect(readableStack(error)).toMatch(
    /^Error: no\n {4}at f \(scripts\/terminal\/fault\.ts:\d+:\d+\)$/,
  );
});

const refusal = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: refused`), {
    code,
    syscall: 'open',
    path: '/class/a.csv',
    ...more,
  });

test.each([
  ['EACCES', /^\/class\/a\.csv may not be used by this account \(EACCES\); change its rights/],
  ['EROFS', /can only be read \(EROFS\); name another place/],
  ['EDQUOT', /your share of the disk is used up/],
  ['EMFILE', /too many files are open \(EMFILE\); raise the limit with: ulimit -n 4096/],
])('%s says what happened where, and what helps', (code, told) => {
  expect(machineTrouble(refusal(code))).toMatch(told);
  const wrapped = new Error('grade: no report', { cause: refusal(code) });
  expect(machineTrouble(wrapped)).toMatch(told);
});

test('a place that a person named is told apart from one of the kit’s own among temporary files', () => {
  const named = refusal('EROFS', { path: join(tmpdir(), 'out', 'a.csv') });
  expect(machineTrouble(named)).toMatch(/can only be read \(EROFS\); name another place$/);
  const own = makeTemporary('fault-test');
  rmSync(own, { recursive: true });
  expect(machineTrouble(refusal('ENOSPC', { path: join(own, 'a.csv') }))).toMatch(
    /the disk is full \(ENOSPC\); set \w+ to a folder that can be used$/,
  );
});

test('what a failed write does not say, its place, is told by who wrote', () => {
  const cause = refusal('ENOSPC', { syscall: 'write', path: undefined });
  expect(refusedAt('/class/a.csv', cause).message).toMatch(/^\/class\/a\.csv cannot be written/);
});

test('an error of the kit is none of these', () => {
  expect(machineTrouble(new TypeError('x is undefined'))).toBeNull();
  expect(machineTrouble(Object.assign(new Error('no'), { code: 'ENOENT' }))).toBeNull();
});
