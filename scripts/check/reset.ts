/**
 * `--reset`: gives an exercise its stub back. What was written lies beside it afterwards, under a
 * name that no command reads, no submission is taken from and no compiler looks at.
 */
import { constants, copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, nameOf, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { say } from '../languages/tongue';

/** What became of an exercise's file. */
export interface Reset {
  /** The exercise's file, from the root. */
  file: string;
  /** Where what was written lies now, from the root; null where nothing was written. */
  kept: string | null;
}

/** The text that an exercise begins with, as it was handed out. */
export const stubOf = ({ slug }: CatalogEntry): string =>
  readFileSync(join(root, 'reference', 'stubs', `${slug}.txt`), 'utf8');

/** Without what editors and git change: the ends of lines, and of the file. */
export const coreOf = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** Copies a file beside itself, under the first number that is free. */
function keepAside(exercise: CatalogEntry, file: string): string {
  for (let number = 1; ; number += 1) {
    const kept = `exercises/${exercise.slug}/${nameOf(exercise)}.mine-${number}.txt`;
    try {
      copyFileSync(join(root, file), join(root, kept), constants.COPYFILE_EXCL);
      return kept;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Puts an exercise's stub back; an untouched one stays as it is. */
export function resetExercise(exercise: CatalogEntry): Reset {
  const file = `exercises/${sourceOf(exercise)}`;
  const stub = stubOf(exercise);
  const text = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null;
  if (text !== null && coreOf(text) === coreOf(stub)) return { file, kept: null };
  const kept = text === null || coreOf(text) === '' ? null : keepAside(exercise, file);
  writeFileSync(join(root, file), stub);
  return { file, kept };
}

/** What became of it, a line each. */
export function showReset({ file, kept }: Reset): string {
  if (kept === null) return say('{file} is the stub; nothing was written there.', { file });
  return `${say('{file} is the stub again.', { file })}\n${say('What you wrote lies in {file}', { file: kept })}`;
}
