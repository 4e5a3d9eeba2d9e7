/** A small class for `grade`: what is right, what editors on Windows write, and what never ends. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';

const endless = `export function softmax(): number[] {
  for (;;);
}
`;

const solution = (path: string): string => readFileSync(join(root, 'solutions', path), 'utf8');

const asOnWindows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;

/** Writes a folder for each student. */
export function writeClass(folder: string): void {
  const sources = catalog.map(sourceOf);
  const [first = ''] = sources;
  const students: Record<string, Record<string, string>> = {
    right: Object.fromEntries(sources.map((path) => [path, solution(path)])),
    'right-as-on-windows': Object.fromEntries(
      sources.map((path) => [path, asOnWindows(solution(path))]),
    ),
    endless: { [first]: endless },
  };
  for (const [student, files] of Object.entries(students)) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, student, 'exercises', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}
