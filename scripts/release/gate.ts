/**
 * The leak gate: goes through every byte that students could get at, and names each mark and each
 * telling line of what is hidden that it finds. It knows nothing of how a release is made.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, exampleOf, sourceOf } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { filesBelow } from './files';
import { type Lines, linesIn, readLines } from './lines';
import { type Marks, PREFIX, readMarks } from './marks';

/** Something to look through: a file, an object of git's, a log. */
export interface Item {
  name: string;
  content: Buffer;
}

export interface Gate {
  marks: Marks['marks'];
  lines: Lines;
  /** The file that may hold lines of solutions, because an instructor wants them read; null for none. */
  answers: string | null;
}

/**
 * @param answers path of a file in which lines of solutions may stand, though no mark and no spec
 * @throws UserError while a hidden file carries no mark of its own, because then nothing is sure
 */
export function openGate(answers: string | null = null): Gate {
  const { marks, trouble } = readMarks();
  if (trouble.length > 0) throw new UserError(trouble.join('; '));
  return { marks, lines: readLines(), answers };
}

/** Stubs and examples share lines with solutions and specs; and a student may well find the same. */
const shared = new Set(
  catalog.flatMap((exercise) => [
    `exercises/${sourceOf(exercise)}`,
    `exercises/${exampleOf(exercise)}`,
    `reference/stubs/${exercise.slug}.txt`,
  ]),
);

function marksIn({ name, content }: Item, marks: Gate['marks']): string[] {
  const found: string[] = [];
  for (let at = content.indexOf(PREFIX); at >= 0; at = content.indexOf(PREFIX, at + 1)) {
    const mark = content.toString('latin1', at, at + PREFIX.length + 12);
    const source = marks.get(mark) ?? 'a file that is not here';
    found.push(`${name} holds the mark ${mark} of ${source}`);
  }
  return found;
}

function tellingLines({ name, content }: Item, { lines, answers }: Gate): string[] {
  if (content.includes(0)) return [];
  const found = linesIn(content.toString('utf8'), lines);
  const leaked =
    name === answers ? found.filter(({ place }) => !place.startsWith('solutions/')) : found;
  return leaked.map(({ place, text }) => `${name} holds a line of ${place}: ${text.slice(0, 60)}`);
}

/** What leaks, a sentence each; none is what a release needs. */
export const findLeaks = (items: Iterable<Item>, gate: Gate): string[] =>
  [...items].flatMap((item) => [
    ...marksIn(item, gate.marks),
    ...(shared.has(item.name) ? [] : tellingLines(item, gate)),
  ]);

/** Every object of a repository, whether or not a commit still leads to it. */
function historyOf(folder: string): Item[] {
  if (!existsSync(join(folder, '.git'))) return [];
  const args = ['cat-file', '--batch-all-objects', '--batch', '--buffer'];
  const { status, stdout } = spawnSync('git', args, { cwd: folder, maxBuffer: 2 ** 31 });
  if (status !== 0) throw new Error(`release: git cannot read the history of ${folder}`);
  return [{ name: '.git (its history)', content: stdout }];
}

/** Files of a folder: its own, those of git's that are no objects, and what was compiled there. */
export function itemsIn(folder: string): Item[] {
  const below = (path: string): string[] => {
    const isFolder = statSync(join(folder, path), { throwIfNoEntry: false })?.isDirectory();
    return isFolder ? filesBelow(join(folder, path)).map((file) => `${path}/${file}`) : [];
  };
  const git = below('.git').filter((path) => !path.startsWith('.git/objects/'));
  const paths = [...filesBelow(folder), ...git, ...below('node_modules/.cache')];
  const files = paths.map((name) => ({ name, content: readFileSync(join(folder, name)) }));
  return [...files, ...historyOf(folder)];
}
