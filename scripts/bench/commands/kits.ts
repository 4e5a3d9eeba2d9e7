/**
 * Copies of the kit to measure in: this one as it is now, and another commit, each with right
 * answers in place of the stubs. Packages are those of here where the lock file is the same.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cacheFolder, root } from '../../../reference/root';
import { makeTemporary } from '../../../reference/temporary';
import { UserError } from '../../../reference/user-error';
import { lendPackages } from '../../machine/packages';
import { run } from './program';
import type { Kit } from './work';

const NOT_COPIED = ['node_modules', '.previous', '.git'];
const INSTALLED = 'install.json';

/** Lends packages, and what set-up knows of how they were installed. */
function lendInstalled(folder: string): void {
  lendPackages(folder);
  const cache = join(folder, 'node_modules', '.cache', 'attention-kata');
  mkdirSync(cache, { recursive: true });
  copyFileSync(join(cacheFolder, INSTALLED), join(cache, INSTALLED));
}

const lockOf = (folder: string): string => readFileSync(join(folder, 'package-lock.json'), 'utf8');

/** Compiles the kit, and installs packages where it was lent none. */
async function setUp(folder: string): Promise<void> {
  if (lockOf(folder) === lockOf(root)) lendInstalled(folder);
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
