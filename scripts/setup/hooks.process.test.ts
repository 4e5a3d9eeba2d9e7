/** What git and npm run by themselves: the hook before a commit, and `prepare` of an install. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../../reference/root';
import { onPosix } from '../testing/posix';

const posix = onPosix('Windows has no sh');

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'kata-hooks-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

test('an install without the kit’s tools goes on without hooks', () => {
  cpSync(join(root, '.husky', 'install.mjs'), join(work, 'install.mjs'));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['install.mjs'], {
    cwd: work,
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([0, '', '']);
});

test('what another package manager leaves in the folder is no change for git', () => {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: work, encoding: 'utf8' });
  git('init', '-q');
  cpSync(join(root, '.gitignore'), join(work, '.gitignore'));
  const left = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];
  for (const name of left) writeFileSync(join(work, name), '');
  expect(git('status', '--porcelain').stdout).toBe('?? .gitignore\n');
});

posix('a commit of exercises alone is not checked; any other is', () => {
  const write = (path: string, text: string): string => {
    const file = join(work, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  // Stands in for npm, and finds something to refuse.
  chmodSync(write('bin/npm', '#!/bin/sh\necho "checked: $*"\nexit 1\n'), 0o755);
  const git = (...args: string[]) => spawnSync('git', args, { cwd: work, encoding: 'utf8' });
  git('init', '-q');
  const commits = (path: string) => {
    write(path, path);
    git('add', path);
    const { status, stdout } = spawnSync('sh', ['-e', join(root, '.husky', 'pre-commit')], {
      cwd: work,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(work, 'bin')}${delimiter}${process.env.PATH}` },
    });
    return [status, stdout];
  };
  expect(commits('exercises/01-softmax/softmax.ts')).toEqual([0, '']);
  expect(commits('scripts/own.ts')).toEqual([1, 'checked: run --silent verify -- --quick\n']);
});
