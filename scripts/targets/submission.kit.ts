/** `--target DIR`: another person's folder, which runs in the sandbox. No student is handed this file. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Exercise, type Slug, sourceOf } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { openInSandbox } from '../sandbox/session';
import { findInFolder } from '../submissions/folder';
import type { NamedTarget } from './target';

function refuse(name: string, says: string): never {
  throw new UserError(
    `--target ${name}: ${says}; expected exercises, solutions, or another person's folder with ${sourceOf(catalog[0] as Exercise)} and the others in it`,
  );
}

/** @throws UserError for what is no folder with exercises */
export async function submissionTarget(name: string): Promise<NamedTarget> {
  const isFolder = statSync(name, { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder) refuse(name, 'there is no such folder');
  const found = await findInFolder(name);
  const isMissing = ({ source }: (typeof found)[Slug]): boolean =>
    'reason' in source && source.reason === 'missing-file';
  if (Object.values(found).every(isMissing)) refuse(name, 'it holds no exercise');
  return {
    name,
    open: (exercise) => openInSandbox(name, exercise),
    fileOf: (exercise) => join(name, found[exercise.slug].path ?? sourceOf(exercise)),
    own: null,
  };
}
