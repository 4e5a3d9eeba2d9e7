/**
 * Copies of the kit to measure in: this one as it is now, and another commit, each with right
 * answers in place of the stubs. Packages are those of here where the lock file is the same.
 */
import { execFileSync } from 'node:child_process';
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
import { run } from './program';
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
async function setUp(folder: string): Promise<void> {
  if (lockOf(folder) === lockOf(root)) lendPackages(folder);
  try {
    await run(folder, [process.execPath, join('scripts', 'setup.mjs')]);
  } catch (cause) {
    throw new UserError(`set-up of another copy failed: ${(cause as Error).message}`, { cause });
  }
  cpSync(join(folder, 'solutions'), join(folder, 'exercises'), { recursive: true });
}

/** A kit in a folder of its own, and how to take it away. */
export interface Scratch extends Kit {
  remove(): void;
}

async function scratch(name: string, fill: (folder: string) => Promise<unknown>): Promise<Scratch> {
  const work = makeTemporary(`bench-${name}`);
  const remove = (): void => rmSync(work, { recursive: true, force: true });
  // Not the temporary folder itself: its name would be that of the kit.
  const folder = join(work, 'attention-kata');
  try {
    await fill(folder);
    await setUp(folder);
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, remove };
}

/** This kit with what is changed in it and not committed. */
export const copyOfThis = (): Promise<Scratch> =>
  scratch('this', async (folder) =>
    cpSync(root, folder, {
      recursive: true,
      filter: (path) => !NOT_COPIED.includes(basename(path)),
    }),
  );

/** The full name of a commit. */
export function findCommit(name: string): string {
  try {
    const args = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`];
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    throw new UserError(`--against ${name}: expected a commit of this repository (git log)`);
  }
}

/** Another commit of this repository. */
export const cloneOf = (commit: string): Promise<Scratch> =>
  scratch('before', async (folder) => {
    await run(root, ['git', 'clone', '--quiet', '--no-checkout', root, folder]);
    await run(folder, ['git', 'checkout', '--quiet', '--detach', commit]);
  });
