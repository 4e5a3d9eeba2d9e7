/**
 * Removes what an earlier report left in `--out` and this one does not write: pages of persons who are
 * gone, files of formats that were not asked for again. Only names that the kit itself gives.
 */
import { rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileNameOf } from '../../submissions/ids';
import type { Output } from '../options';
import { classFiles, isAskedFor, pages } from './formats';
import { MOODLE_ZIP } from './html/moodle-zip';

/** Removes a file, and the folders that are empty then. */
function remove(out: string, path: string): void {
  rmSync(join(out, path), { force: true });
  try {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      rmdirSync(join(out, folder));
    }
  } catch {
    // Other files lie there, or it never was.
  }
}

/**
 * @param before ids of the earlier report
 * @param now ids of this one
 */
export function removeStale(
  { out, formats }: Output,
  before: readonly string[],
  now: ReadonlySet<string>,
): void {
  const isAsked = isAskedFor(formats);
  for (const file of classFiles) if (!isAsked(file)) remove(out, file.path);
  // It is packed anew where it is wanted.
  remove(out, MOODLE_ZIP);
  for (const id of before) {
    const name = fileNameOf(id);
    for (const page of pages) {
      if (!now.has(id) || !isAsked(page)) remove(out, page.pathOf(name));
    }
  }
}
