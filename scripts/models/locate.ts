/** What a person may call a model: `tiny`, a folder, or a hub id. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { readSettings } from './environment';
import { type ModelFiles, openFolder } from './files';
import { openHub } from './hub';
import { type Patience, usualPatience } from './patience';

/** For tests: another environment, and less patience with a network. */
export interface OpenOptions {
  env?: NodeJS.ProcessEnv;
  patience?: Patience;
}

/** The model that comes with the kit. */
const tiny = join(root, 'reference', 'models', 'tiny');

const hubId = /^((?:[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*)(?:@(\w[\w.+-]*(?:\/\w[\w.+-]*)*))?$/i;

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/**
 * Finds a model's files; of a hub id nothing is fetched yet.
 * @param name `tiny`, a folder (where there is one of that name), or `owner/name`, with
 *   `@revision` where it is not to be main: a branch, a tag, a commit or `refs/pr/3`
 * @throws UserError for a name that is none of these
 */
export async function locateModel(
  name: string,
  { env = process.env, patience = usualPatience }: OpenOptions = {},
): Promise<ModelFiles> {
  if (name === 'tiny') return openFolder(tiny, name);
  if (isFolder(name)) return openFolder(name, name);
  const [, id, revision = 'main'] = hubId.exec(name) ?? [];
  if (id) return openHub(id, revision, await readSettings(env), patience);
  throw new UserError(
    `expected a model: tiny, a folder or a hub id such as google-bert/bert-base-multilingual-cased, got ${JSON.stringify(name)}`,
  );
}
