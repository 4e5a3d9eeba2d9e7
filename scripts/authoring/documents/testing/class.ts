/**
 * The class of two that docs/instructors.md grades: its submissions, as they are handed in, and what
 * its instructor has: the gradebook as Canvas exported it, and a mark given by hand.
 */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExercise, sourceOf } from '../../../../exercises/catalog';
import { plant } from '../../../../reference/judging/misconceptions';
import misconceptions from '../../../../reference/misconceptions/02-cosine-sim';
import { root } from '../../../../reference/root';

const WRONG = 'cosine-eps-on-the-product';

const files = {
  'canvas.csv': [
    'Student,ID,SIS User ID,SIS Login ID,Section,Kata (4711)',
    '    Points Possible,,,,,100',
    '"Lovelace, Ada",9001,007,ada,A,',
    '"Roe, Ben",9002,008,ben,A,',
    '"Zed, Zoe",9003,009,zoe,B,40',
  ],
  'marks.csv': ['id,exercise,mark,note', 'ben,2,10,The lecture said it like that'],
};

/**
 * Ada handed in a clone of the release, all right; Ben an archive with a folder around it, with one
 * answer wrong.
 * @param kit the checkout; its `course` is the release
 */
export function handIn(kit: string): void {
  const folders = { ada: 'submissions/ada', ben: 'submissions/ben/attention-kata-main' };
  for (const folder of Object.values(folders)) {
    // What git keeps can only be read, and so is not written over.
    rmSync(join(kit, folder), { recursive: true, force: true });
    cpSync(join(kit, 'course'), join(kit, folder), { recursive: true });
    cpSync(join(root, 'solutions'), join(kit, folder, 'exercises'), { recursive: true });
  }
  for (const [name, lines] of Object.entries(files)) {
    writeFileSync(join(kit, name), `${lines.join('\n')}\n`);
  }
  const exercise = findExercise('02-cosine-sim');
  const wrong = misconceptions.find(({ id }) => id === WRONG);
  if (!exercise || !wrong) throw new Error(`no misconception ${WRONG}`);
  writeFileSync(join(kit, folders.ben, 'exercises', sourceOf(exercise)), plant(exercise, wrong));
}
