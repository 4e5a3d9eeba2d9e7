/** Where the guard reads: the folder as it lies here, or a commit. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';

export interface Snapshot {
  /** Paths below a folder, with slashes. */
  list(folder: string): string[];
  /** Null where there is no such file. */
  read(path: string): Buffer | null;
}

export const workingFolder: Snapshot = {
  list: (folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .map((path) => path.replaceAll('\\', '/')),
  read: (path) => {
    try {
      return readFileSync(join(root, path));
    } catch {
      return null;
    }
  },
};

function git(...args: string[]): Buffer | null {
  const { status, stdout, error } = spawnSync('git', args, { cwd: root, maxBuffer: 1 << 28 });
  if (error) throw new UserError('git was not found; install it, or leave --commit out');
  return status === 0 ? stdout : null;
}

/** @throws UserError for what is no commit */
export function commitNamed(name: string): Snapshot {
  const found = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  const commit = found?.toString().trim();
  if (!commit) throw new UserError(`--commit ${name}: there is no such commit; git log shows them`);
  return {
    list: (folder) => {
      const names = git('ls-tree', '-r', '-z', '--name-only', '--full-tree', commit, `${folder}/`);
      return names?.toString().split('\0').filter(Boolean) ?? [];
    },
    read: (path) => git('show', `${commit}:${path}`),
  };
}
