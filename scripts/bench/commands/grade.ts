/** `npm run grade` on right submissions, and on a class as classes are. */
import { appendFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { writeClass } from '../grading/class';
import { run } from './program';
import { type Extent, each, type Figures, type Kit, type Work } from './work';

const SEED = 42;

/** So many folders with right answers to all exercises, no two of the same bytes. */
function writeRight(folder: string, count: number): void {
  for (let number = 1; number <= count; number += 1) {
    const person = join(folder, `person-${number}`);
    for (const exercise of catalog) {
      const file = join(person, sourceOf(exercise));
      cpSync(join(root, 'solutions', sourceOf(exercise)), file);
      appendFileSync(file, `\nexport const handedIn = ${number};\n`);
    }
  }
}

/** The cost of one submission; memory is that of all processes. */
const perSubmission = ({ time = 0, processor, memory }: Figures, count: number): Figures => ({
  time: time / count,
  ...(processor !== undefined && { processor: processor / count }),
  ...(memory !== undefined && { memory }),
});

/** Grades a folder that is written once, beside the kit, with the same seed each time. */
async function openGrade({ folder }: Kit, name: string, count: number, write: typeof writeRight) {
  const [handedIn, out] = [join(folder, '..', `${name}-${count}`), join(folder, 'bench-reports')];
  if (!existsSync(handedIn)) write(handedIn, count);
  const flags = ['--out', out, '--seed', String(SEED)];
  return each(async () => {
    rmSync(out, { recursive: true, force: true });
    const command = ['npm', 'run', '--silent', 'grade', '--', handedIn, ...flags];
    return perSubmission(await run(folder, command), count);
  });
}

const right = (count: number, trials: number): Work => ({
  name: `grade, ${count.toLocaleString('en')} right, each`,
  trials,
  open: (kit) => openGrade(kit, 'right', count, writeRight),
});

const asClassesAre = (folder: string, count: number): void =>
  writeClass(folder, { submissions: count, seed: SEED });

const mixed = (count: number, trials: number): Work => ({
  name: `grade, a class of ${count.toLocaleString('en')}, each`,
  trials,
  open: (kit) => openGrade(kit, 'class', count, asClassesAre),
});

const ofSize = (count: number): Work => ({
  ...mixed(count, 1),
  name: 'grade, a class, each',
  size: count,
});

export const grades = ({ quick, growth }: Extent): Work[] => [
  right(quick ? 4 : 100, quick ? 1 : 5),
  mixed(quick ? 10 : 200, quick ? 1 : 5),
  ...(growth ? [100, 1_000, 5_000].map(ofSize) : []),
];
