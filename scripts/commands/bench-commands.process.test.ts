/** `bench` on the commands that people wait for: what is measured, and of which kits. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../reference/root';
import type { CommandsReport } from '../bench/commands/report';
import { runIn } from '../testing/checkout';

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
    expect(readdirSync(out).filter((name) => name.startsWith('kata'))).toEqual([]);
  },
);

(isWindows ? test.skip : test)('what is missing is left out with what brings it', () => {
  const { code, stdout, report } = bench('heatmap');
  expect(code).toBe(0);
  expect(report?.rows[0]?.figures.time).toHaveProperty('this');
  expect(stdout).toContain('matplotlib, one figure is left out: /nowhere/python has none');
});

test('a commit that is none is refused before anything is measured', () => {
  const { code, stderr } = bench('check', '--against', 'no-such-commit');
  expect(code).toBe(2);
  expect(stderr).toContain('--against no-such-commit: expected a commit of this repository');
});
