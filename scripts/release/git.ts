/** `--git`: the release as a commit, the same one for the same kit on every machine and day. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { digestOf, RECORD, readRecord } from '../guard/record';
import type { Delivered } from './deliver';
import type { Tree } from './tree';

const WHO = 'Attention Kata';
const WHERE = 'kata@localhost';
/** A commit has to have a date; that of the day would make each one another. */
const WHEN = '2026-01-01T00:00:00+00:00';

/** The instructor's own settings, hooks and templates have no say. */
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
    'core.hooksPath=/dev/null',
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

/** Of paths that are gone, those that git knows. */
function known(folder: string, gone: readonly string[]): string[] {
  const listed = new Set(git(folder, ['ls-files', '-z']).split('\0'));
  return gone.filter((path) => listed.has(path));
}

/** Leaves out what a student has written since. */
const isAsHanded = (folder: string, tree: Tree, path: string): boolean =>
  digestOf(readFileSync(join(folder, path))) === digestOf(tree.get(path) ?? Buffer.of());

/**
 * Commits what was brought and nothing else that may lie there; a new repository begins with all
 * that was handed out.
 * @returns the commit's short name
 */
export function commitRelease(folder: string, tree: Tree, brought: Delivered): string {
  const isNew = !existsSync(join(folder, '.git'));
  if (isNew) git(folder, ['init', '--quiet', '--initial-branch=main']);
  const { exercises } = readRecord((tree.get(RECORD) ?? '').toString());
  const changed = [...brought.added, ...brought.updated, RECORD];
  const written = isNew
    ? [...tree.keys()].filter((path) => isAsHanded(folder, tree, path))
    : changed;
  const list = `${[...written, ...known(folder, brought.removed)].join('\0')}\0`;
  const from = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  git(folder, ['--literal-pathspecs', 'add', '--all', '--force', ...from], list);
  if (git(folder, ['diff', '--cached', '--name-only']).trim() !== '') {
    const commit = ['commit', '--quiet', '-m', subjectOf(exercises), '--only', ...from];
    git(folder, ['--literal-pathspecs', ...commit], list);
  }
  return git(folder, ['rev-parse', '--short', 'HEAD']).trim();
}
