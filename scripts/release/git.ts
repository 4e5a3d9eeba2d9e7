/** `--git`: the release as a commit, the same one for the same kit, whoever makes it and when. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { RECORD } from '../guard/record';
import type { Delivered } from './deliver';

const WHO = 'Attention Kata';
const WHERE = 'kata@localhost';
/** A commit has to have a date; that of the day would make each one another. */
const WHEN = '2026-01-01T00:00:00+00:00';

/** Nobody's own settings, hooks or templates have a say. */
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TEMPLATE_DIR: '',
  GIT_AUTHOR_NAME: WHO,
  GIT_AUTHOR_EMAIL: WHERE,
  GIT_AUTHOR_DATE: WHEN,
  GIT_COMMITTER_NAME: WHO,
  GIT_COMMITTER_EMAIL: WHERE,
  GIT_COMMITTER_DATE: WHEN,
};

function git(folder: string, args: string[], input?: string): string {
  const fixed = [
    '-c',
    'core.autocrlf=false',
    '-c',
    'core.hooksPath=',
    '-c',
    'core.fsmonitor=false',
  ];
  const { status, stdout, stderr, error } = spawnSync('git', [...fixed, ...args], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  });
  if (error) throw new UserError('--git: git was not found; install it, or leave --git out');
  if (status === 0) return stdout;
  throw new UserError(`--git: git ${args[0]} failed in ${folder}: ${stderr.trim()}`);
}

const subjectOf = (slugs: readonly string[]): string =>
  `Hand out ${slugs.map((slug) => slug.slice(0, 2)).join(', ')}`;

/** Commits what was brought and nothing else that may lie there. Returns the commit's short name. */
export function commitRelease(
  folder: string,
  slugs: readonly string[],
  brought: Delivered,
): string {
  if (!existsSync(join(folder, '.git'))) git(folder, ['init', '--quiet', '--initial-branch=main']);
  const paths = [...brought.added, ...brought.updated, ...brought.removed, RECORD];
  const list = `${paths.join('\0')}\0`;
  const from = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  git(folder, ['--literal-pathspecs', 'add', '--all', '--force', ...from], list);
  const changed = git(folder, ['status', '--porcelain', '--untracked-files=no']);
  if (changed.trim() !== '') {
    git(
      folder,
      ['--literal-pathspecs', 'commit', '--quiet', '-m', subjectOf(slugs), '--only', ...from],
      list,
    );
  }
  return git(folder, ['rev-parse', '--short', 'HEAD']).trim();
}
