/**
 * `feedback-moodle.zip`, for "Upload multiple feedback files in a zip": each student's page under
 * `Full name_<participant id>_assignfeedback_file_feedback.html`. Moodle finds the person by the
 * number behind the first underscore, and passes over names that begin with a dot or a tilde.
 *
 * @see moodle, mod/assign/feedback/file/importziplib.php, is_valid_filename_for_import
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Item, packInto } from '../../../packing/pack';
import { fileNameOf } from '../../../submissions/ids';
import type { PersonTally } from '../tally';

/** Lies in `--out`. */
export const MOODLE_ZIP = 'feedback-moodle.zip';

/** Moodle's names have no underscore; the others are what it, or a file system, would take out. */
const notInNames = /[\s\p{Cc}\p{Cf}_&<>"'`|:*?\\/]+/gu;
const LONGEST = 60;

/** The entry's name; null where Moodle's number is not known, as in a download of old form. */
export function moodleNameOf({ id, name }: Pick<PersonTally, 'id' | 'name'>): string | null {
  if (!/^\d+$/.test(id)) return null;
  const words = (name ?? '').replace(notInNames, ' ').replace(/^[.~\s]+|\s+$/g, '');
  const short = Array.from(words).slice(0, LONGEST).join('').trimEnd();
  return `${short || 'Participant'}_${id}_assignfeedback_file_feedback.html`;
}

/**
 * Packs the pages that lie in `out`.
 * @throws UserError where the zip cannot be written
 */
export async function packForMoodle(out: string, persons: readonly PersonTally[]): Promise<void> {
  const items = persons.flatMap((person): Item[] => {
    const path = moodleNameOf(person);
    const page = join(out, 'feedback', `${fileNameOf(person.id)}.html`);
    return path === null ? [] : [{ path, isProgram: false, read: () => readFileSync(page) }];
  });
  await packInto(join(out, MOODLE_ZIP), items);
}
