/** `--target DIR`: another person's folder, which runs in the sandbox. No student is handed this file. */
import { statSync } from 'node:fs';
import { catalog, type Exercise, sourceOf } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { openInSandbox } from '../sandbox/session';
import { findSources } from '../submissions/intake';
import type { NamedTarget } from './target';

const targetIn = (name: string): NamedTarget => ({
  name,
  open: (exercise) => openInSandbox(name, exercise),
  folderOf: ({ slug }) => findSources(name)[slug].folder,
  own: null,
});

/** Why a folder cannot be a target; null where it can. */
function whatIsWrong(folder: string): string | null {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return 'there is no such folder';
  const found = Object.values(findSources(folder));
  return found.every(({ source }) => 'missing' in source) ? 'it holds no exercise' : null;
}

/** @throws UserError for what is no folder with exercises */
export function submissionTarget(name: string): NamedTarget {
  const says = whatIsWrong(name);
  if (says === null) return targetIn(name);
  throw new UserError(
    `--target ${name}: ${says}; expected exercises, solutions, or another person's folder with ${sourceOf(catalog[0] as Exercise)} and the others in it`,
  );
}
