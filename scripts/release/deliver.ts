/**
 * Brings a tree into a folder. Over an earlier release, and over a student's work, it replaces what
 * is still as it was handed out, and leaves alone what a student wrote.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusedAt } from '../../reference/machine-trouble';
import { makeFolders } from '../../reference/make-folders';
import { UserError } from '../../reference/user-error';
import { digestOf, type HandedOut, RECORD, readRecord } from '../guard/record';
import type { Tree } from './tree';

/** What became of the files that are not simply as before. */
export interface Delivered {
  added: string[];
  updated: string[];
  removed: string[];
  /** Written by a student since, and new here: it stays as it was written. */
  kept: string[];
}

/**
 * What was handed out there before; null for a folder that is new or empty.
 * @throws UserError for a folder that holds something else
 */
export function recordAt(folder: string): HandedOut | null {
  if (!existsSync(folder)) return null;
  const file = join(folder, RECORD);
  if (existsSync(file)) {
    try {
      return readRecord(readFileSync(file, 'utf8'));
    } catch (cause) {
      throw new UserError(`${file} cannot be read (${(cause as Error).message})`, { cause });
    }
  }
  const [found] = readdirSync(folder).filter((name) => name !== '.git');
  if (found === undefined) return null;
  throw new UserError(
    `--out ${folder}: it holds ${found} and no ${RECORD}; expected an empty folder or an earlier release`,
  );
}

function readHere(folder: string, path: string): Buffer | null {
  try {
    return readFileSync(join(folder, path));
  } catch {
    return null;
  }
}

/** What to do with one file of the new tree. */
function fateOf(here: Buffer | null, handed: string | undefined, content: Buffer) {
  if (here === null) return 'added';
  const [found, wanted] = [digestOf(here), digestOf(content)];
  if (found === wanted) return 'same';
  if (found === handed) return 'updated';
  return wanted === handed ? 'same' : 'kept';
}

function write(folder: string, path: string, content: Buffer): void {
  try {
    makeFolders(dirname(join(folder, path)));
    writeFileSync(join(folder, path), content);
  } catch (cause) {
    throw refusedAt(join(folder, path), cause);
  }
}

/** Files of the earlier release that are no more, and still as they were handed out. */
function outdated(folder: string, tree: Tree, before: HandedOut | null): string[] {
  return Object.entries(before?.files ?? {}).flatMap(([path, digest]) => {
    const here = tree.has(path) ? null : readHere(folder, path);
    return here && digestOf(here) === digest ? [path] : [];
  });
}

/** Brings the tree; the record comes last, so that an interrupted run can be repeated. */
export function deliver(folder: string, tree: Tree, before: HandedOut | null): Delivered {
  const delivered: Delivered = { added: [], updated: [], removed: [], kept: [] };
  for (const [path, content] of tree) {
    if (path === RECORD) continue;
    const fate = fateOf(readHere(folder, path), before?.files[path], content);
    if (fate === 'same') continue;
    delivered[fate].push(path);
    if (fate !== 'kept') write(folder, path, content);
  }
  delivered.removed = outdated(folder, tree, before);
  for (const path of delivered.removed) rmSync(join(folder, path));
  write(folder, RECORD, tree.get(RECORD) as Buffer);
  return delivered;
}
