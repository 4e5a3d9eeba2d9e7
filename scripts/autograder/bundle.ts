/**
 * What Gradescope's autograder is given: the kit without its tests, two scripts, and how to grade.
 * It unpacks the zip at /autograder/source, runs setup.sh once, and run_autograder for each
 * submission.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import type { Item } from '../packing/pack';
import { filesBelow } from '../release/files';

export interface Settings {
  /** As `grade --only` reads it. */
  only: string;
  feedback: string;
  seed: number;
}

/** What grading runs or reads, and what set-up needs to bring its packages. */
const folders = ['.config', 'exercises', 'reference', 'scripts', 'solutions'];
const files = ['LICENSE', 'package-lock.json', 'package.json', 'tsconfig.json'];

const isTest = (path: string): boolean => path.endsWith('.test.ts');

const kitFiles = (): string[] =>
  [
    ...files,
    ...folders.flatMap((folder) =>
      filesBelow(join(root, folder)).map((path) => `${folder}/${path}`),
    ),
  ].filter((path) => !isTest(path));

const settingsOf = ({ only, feedback, seed }: Settings): string =>
  `ONLY=${only}\nFEEDBACK=${feedback}\nSEED=${seed}\n`;

/** Everything in the zip, in one order. */
export function bundleFor(settings: Settings): Item[] {
  const scripts = join(root, 'scripts', 'autograder', 'gradescope');
  const program = (path: string): Item => ({
    path,
    read: () => readFileSync(join(scripts, path)),
    isProgram: true,
  });
  return [
    program('setup.sh'),
    program('run_autograder'),
    { path: 'settings', read: () => Buffer.from(settingsOf(settings)), isProgram: false },
    ...kitFiles().map((path) => ({
      path: `kit/${path}`,
      read: () => readFileSync(join(root, path)),
      isProgram: false,
    })),
  ];
}
