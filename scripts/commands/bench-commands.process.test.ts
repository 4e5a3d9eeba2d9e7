/** `bench` on the commands that people wait for: what is measured, and of which kits. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../reference/root';
import type { CommandsReport } from '../bench/commands/report';
import { runIn } from '../testing/checkout';
import { onPosix } from '../testing/posix';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'kata-bench-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

/** In this kit itself, because it measures copies of it. */
function bench(...args: string[]) {
  const file = join(out, 'bench.json');
  const env = { TMPDIR: out, TMP: out, TEMP: out, PYTHON: '/nowhere/python' };
  const run = runIn(root, ['bench', ...args, '--quick', '--json', file], env);
  const report: CommandsReport | null = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : null;
  return { ...run, report };
}

const hasGit = spawnSync('git', ['-C', root, 'rev-parse', 'HEAD']).status === 0;
const isWindows = process.platform === 'win32';
const why = isWindows
  ? ' (skipped: npm is a script there)'
  : hasGit
    ? ''
    : ' (skipped: this folder is no git repository)';

(why ? test.skip : test)(
  `check is measured beside Jest and the commit of --against, in copies that are taken away${why}`,
  () => {
    const { code, stderr, stdout, report } = bench('check', '--against', 'HEAD');
    expect([code, stderr]).toEqual([0, '']);
    const [first, all] = report?.rows ?? [];
    expect([first?.name, all?.name]).toEqual(['check 1, right', 'check -- --all, right']);
    expect(Object.keys(first?.figures.time ?? {})).toEqual(['this', 'before', 'beside']);
    expect(Object.keys(all?.figures.time ?? {})).toEqual(['this', 'before']);
    expect(stdout).toMatch(/^ +this +before +ratio +beside +ratio$/m);
    expect(report?.complete).toBe(true);
    expect(readdirSync(out).filter((name) => name.startsWith('kata'))).toEqual([]);
  },
);

(isWindows ? test.skip : test)('what is missing is left out with what brings it', () => {
  const { code, stdout, report } = bench('heatmap');
  expect(code).toBe(0);
  expect(report?.rows[0]?.figures.time).toHaveProperty('this');
  expect(stdout).toContain('matplotlib, one figure is left out: /nowhere/python has none');
});

(why ? test.skip : test)(`attention is measured beside the commit of --against${why}`, () => {
  const { code, stderr, stdout, report } = bench(
    ...['attention', '--target', 'solutions', '--against', 'HEAD', '--out', out],
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^tfjs-wasm +[\d.]+/m);
  expect(stdout).toMatch(/^ +this +before +ratio$/m);
  const { rows, complete } = (report as unknown as { commands: CommandsReport }).commands;
  expect(complete).toBe(true);
  expect(rows.map(({ name }) => name.replace(/,.*/, ''))).toEqual([
    'multiHeadAttention',
    'tfMultiHeadAttention',
    'mathMultiHeadAttention',
  ]);
  for (const { name, figures, lacking } of rows) {
    expect([name, Object.keys(figures.pass ?? {}), lacking]).toEqual([
      name,
      ['this', 'before'],
      {},
    ]);
  }
  expect(left()).toEqual([]);
});

test('a commit that is none is refused before anything is measured', () => {
  const { code, stderr } = bench('check', '--against', 'no-such-commit');
  expect(code).toBe(2);
  expect(stderr).toContain('--against no-such-commit: expected a commit of this repository');
});

const inKit = (title: string, body: () => Promise<void>): void =>
  onPosix('npm is a script there')(title, body);

/** Starts `bench` and hears what it prints until some of it is there. */
function startBench(...args: string[]) {
  const file = join(out, 'bench.json');
  const child = spawn(
    process.execPath,
    [join(root, 'scripts', 'setup.mjs'), 'bench', ...args, '--quick', '--json', file],
    { cwd: root, env: { ...process.env, TMPDIR: out, PYTHON: '/nowhere/python' } },
  );
  const said = { stdout: '', stderr: '' };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      said[stream] += text;
    });
  }
  const until = async (pattern: RegExp): Promise<void> => {
    const isOver = ended.then(() => true);
    while (!pattern.test(said.stdout)) {
      const moment = new Promise<false>((resolve) => setTimeout(resolve, 50, false));
      if (await Promise.race([isOver, moment])) throw new Error(`ended: ${said.stderr}`);
    }
  };
  const report = (): CommandsReport => JSON.parse(readFileSync(file, 'utf8'));
  return { child, said, ended, until, report };
}

/** Folders of the kit's in the temporary one, and processes that stand in it. */
const left = (): string[] => [
  ...readdirSync(out).filter((name) => name.startsWith('kata')),
  ...(process.platform === 'linux' ? readdirSync('/proc') : []).filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(out);
    } catch {
      return false;
    }
  }),
];

inKit(
  'a row is printed and kept once it was measured, and stays when the rest is ended',
  async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const { child, said, ended, until, report } = startBench('check', 'watch');
      await until(/^ +this +beside +ratio$/m);
      expect(report()).toMatchObject({ complete: false, rows: [] });
      await until(/^check 1, right.*\n {2}ms +[\d,]+/m);
      child.kill(signal);
      expect(await ended).toBe(130);
      expect(said.stderr).toBe('bench: stopped before its time\n');
      const { complete, rows } = report();
      expect([complete, rows[0]?.name]).toEqual([false, 'check 1, right']);
      expect(said.stdout).not.toContain('watch, save to verdict, 6');
      expect(left()).toEqual([]);
    }
  },
);

inKit('one that reads no further leaves nothing behind either', async () => {
  const { child, ended, until } = startBench('watch');
  await until(/^ +this$/m);
  child.stdout.destroy();
  await ended;
  expect(left()).toEqual([]);
});
