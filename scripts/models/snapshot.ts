/**
 * A model in the cache that Hugging Face's own tools keep; read, never written.
 *
 *     models--owner--name/refs/main               the commit that main stood at
 *     models--owner--name/snapshots/<commit>/…    its files
 *
 * @see https://huggingface.co/docs/huggingface_hub/guides/manage-cache
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitIn } from './repository';

export interface Snapshot {
  commit: string;
  folder: string;
}

async function commitOf(repository: string, revision: string): Promise<string | null> {
  if (existsSync(join(repository, 'snapshots', revision))) return revision;
  const ref = await readFile(join(repository, 'refs', revision), 'utf8').catch(() => null);
  if (ref !== null) return commitIn(ref);
  const commits = await readdir(join(repository, 'snapshots')).catch(() => []);
  const [only] = commits;
  return commits.length === 1 && only && revision === 'main' ? only : null;
}

/** null where the cache has nothing of this revision */
export async function findSnapshot(
  hubCache: string,
  id: string,
  revision: string,
): Promise<Snapshot | null> {
  const repository = join(hubCache, `models--${id.replaceAll('/', '--')}`);
  const commit = await commitOf(repository, revision);
  const folder = commit && join(repository, 'snapshots', commit);
  return folder && existsSync(folder) ? { commit, folder } : null;
}
