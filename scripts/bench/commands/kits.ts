/**
 * Copies of the kit to measure in: this one as it is now, and another commit, each with right
 * answers in place of the stubs. Packages are those of here where the lock file is the same.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../../reference/root';
import { makeTemporary } from '../../../reference/temporary';
import { UserError } from '../../../reference/user-error';
import type { Kit } from './work';

const NOT_COPIED = ['node_modules', '.previous', '.git'];
const INSTALLED = '.cache/attention-kata/install.json';

/** Every package of here by a link; they are read and not changed. */
function lendPackages(folder: string): void {
  const [from, to] = [root, folder].map((place) => join(place, 'node_modules')) as [string, string];
  mkdirSync(join(to, '.cache', 'attention-kata'), { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isFile()) copyFileSync(source, target);
    else if (entry.name !== '.cache') symlinkSync(source, target, 'junction');
  }
  copyFileSync(join(from, INSTALLED), join(to, INSTALLED));
}

const lockOf = (folder: string): string => readFileSync(join(folder, 'package-lock.json'), 'utf8');

/** Compiles the kit, and installs packages where it was lent none. */
function setUp(folder: string): void {
  if (lockOf(folder) === lockOf(root)) lendPackages(folder);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new UserError(`bench: set-up in ${folder} failed: ${stdout}${stderr}`);
  cpSync(join(folder, 'solutions'), join(folder, 'exercises'), { recursive: true });
}

/** A kit in a folder of its own, and how to take it away. */
interface Scratch extends Kit {
  remove(): void;
}

function scratch(name: string, fill: (folder: string) => void): Scratch {
  const work = makeTemporary(`bench-${name}`);
  const remove = (): void => rmSync(work, { recursive: true, force: true });
  // Not the temporary folder itself: its name would be that of the kit.
  const folder = join(work, 'attention-kata');
  try {
    fill(folder);
    setUp(folder);
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, remove };
}

/** This kit with what is changed in it and not committed. */
export const copyOfThis = (): Scratch =>
  scratch('this', (folder) =>
    cpSync(root, folder, {
      recursive: true,
      filter: (path) => !NOT_COPIED.includes(basename(path)),
    }),
  );

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** The full name of a commit. */
export function findCommit(name: string): string {
  try {
    return git('rev-parse', '--verify', '--quiet', `${name}^{commit}`).trim();
  } catch {
    throw new UserError(`--against ${name}: expected a commit of this repository (git log)`);
  }
}

/** Another commit of this repository. */
export const cloneOf = (commit: string): Scratch =>
  scratch('before', (folder) => {
    git('clone', '--quiet', '--no-checkout', root, folder);
    git('-C', folder, 'checkout', '--quiet', '--detach', commit);
  });
