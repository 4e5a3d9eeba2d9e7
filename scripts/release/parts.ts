/**
 * What students are handed, as a list of what may go out. All of it follows from the exercises
 * chosen from the catalogue: their files by name, and what the commands made for them import.
 * What is not reached from here stays in the kit.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, exampleOf, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { filesBelow } from './files';
import { type Needed, neededBy } from './imports';

export type Chosen = readonly CatalogEntry[];

interface Command {
  name: string;
  /** The exercise without which there is nothing to run it on. */
  needs?: string;
  /** Folders and files that it reads and does not import. */
  reads?: readonly string[];
}

const commands: readonly Command[] = [
  { name: 'check', reads: ['scripts/languages'] },
  { name: 'heatmap', reads: ['reference/recordings', 'reference/models/tiny'] },
  { name: 'explore', reads: ['scripts/explore/page'] },
  { name: 'bench', needs: '05-multi-head' },
  { name: 'tokens', needs: '07-multilingual', reads: ['reference/models/tiny'] },
  { name: 'doctor', reads: ['scripts/drawing/fonts'] },
  { name: 'guard' },
];

/** As they are in the kit: how editors, git, its hooks and TypeScript treat the files, and the licence. */
const settings = ['.editorconfig', '.gitattributes', '.gitignore', '.husky/install.mjs', 'LICENSE'];

/** For `npx jest exercises` and editors' Jest plug-ins. */
const forJest = [
  '.config/tsconfig.jest.json',
  'reference/jest/matchers.ts',
  'reference/jest/examples.ts',
];

/** Of a folder that is read: no tests, and of the fonts no tools that made them. */
const isRead = (path: string): boolean => !/\.test\.ts$|\/fonts\/(?:README\.md|.*\.py)$/.test(path);

const isFolder = (path: string): boolean => !/\.\w+$/.test(path);

/** A folder that is not there (yet) gives nothing. */
function expand(path: string): string[] {
  if (!isFolder(path)) return [path];
  const isHere = existsSync(join(root, path));
  return isHere
    ? filesBelow(join(root, path))
        .map((file) => `${path}/${file}`)
        .filter(isRead)
    : [];
}

/** The commands that the chosen exercises give something to do. */
export const commandsFor = (chosen: Chosen): string[] =>
  commands
    .filter(({ needs }) => !needs || chosen.some(({ slug }) => slug === needs))
    .map(({ name }) => name);

const picturesOf = (slug: string): string[] =>
  expand(`exercises/${slug}`).filter((path) => path.endsWith('.png'));

/** What `heatmap` draws of an exercise: it is loaded by the exercise's name. */
const viewOf = (slug: string): string[] =>
  expand('scripts/views').filter((path) => path.endsWith(`/${slug}.view.ts`));

const exerciseFiles = (chosen: Chosen): string[] =>
  chosen.flatMap((exercise) => [
    ...picturesOf(exercise.slug),
    ...viewOf(exercise.slug),
    `exercises/${sourceOf(exercise)}`,
    `exercises/${exampleOf(exercise)}`,
    `exercises/${exercise.slug}/README.md`,
    `reference/visible/${exercise.slug}.spec.ts`,
    `reference/stubs/${exercise.slug}.txt`,
    `reference/visible/known/${exercise.slug}.json`,
  ]);

/** The kit's files that go out, and the packages that they import. */
export function partsFor(chosen: Chosen): Needed {
  const given = commandsFor(chosen);
  const read = commands
    .filter(({ name }) => given.includes(name))
    .flatMap(({ reads = [] }) => reads);
  return neededBy([
    ...settings,
    ...forJest,
    'scripts/setup.mjs',
    ...given.map((name) => `scripts/commands/${name}.ts`),
    ...read.flatMap(expand),
    ...exerciseFiles(chosen),
  ]);
}
