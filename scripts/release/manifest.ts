/** The package.json of what students are handed, and the lock file that belongs to it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { compare } from './files';
import { type Lock, pruneLock } from './lock';
import { type Chosen, commandsFor } from './parts';

type Versions = Record<string, string>;

/** Packages that no source imports, and who uses them. */
const tools = [
  'esbuild', // set-up compiles with it
  'jest', // npx jest exercises, and editors
  'ts-jest', // jest.config.ts names it
  'esbuild-register', // jest.config.ts is read with it
  'typescript', // files that need more than to lose their types
  '@types/jest',
  '@types/node',
  'tsx', // the one-line programs of the lessons
  'husky',
];

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

const sorted = <T>(pairs: [string, T][]): Record<string, T> =>
  Object.fromEntries(pairs.sort(([a], [b]) => compare(a, b)));

const only = <T>(from: Record<string, T>, names: readonly string[]): Record<string, T> =>
  sorted(Object.entries(from).filter(([name]) => names.includes(name)));

/** Versions of packages; types come along where a package has them elsewhere. */
function pinned(packages: readonly string[], from: Versions): Versions {
  const types = packages.map((name) => `@types/${name.replace('@', '').replace('/', '__')}`);
  return only(from, [...packages, ...types]);
}

/** Throws where the kit itself does not list a package that goes out. */
function expectListed(packages: readonly string[], ...lists: Versions[]): void {
  const unlisted = packages.filter((name) => !lists.some((list) => name in list));
  if (unlisted.length > 0) {
    throw new Error(`release: package.json does not list ${unlisted.join(', ')}`);
  }
}

/** Both files as text. */
export function manifestFor(chosen: Chosen, imported: readonly string[]): Record<string, string> {
  const kit = read('package.json');
  const libraries = chosen.flatMap(({ libraries = [] }) => libraries);
  const packages = [...new Set([...imported, ...libraries, ...tools])];
  const optionalDependencies = only<string>(kit.optionalDependencies, ['canvas']);
  expectListed(packages, kit.devDependencies, optionalDependencies);
  const devDependencies = pinned(packages, kit.devDependencies);
  const { name, version, license, engines } = kit;
  const rootEntry = { name, version, license, devDependencies, optionalDependencies, engines };
  const lock: Lock = pruneLock(read('package-lock.json'), rootEntry);
  const installed = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''));
  const manifest = {
    name,
    version,
    description: 'Write transformer attention yourself, in TypeScript.',
    license,
    private: true,
    engines,
    scripts: {
      ...Object.fromEntries(
        commandsFor(chosen).map((command) => [command, kit.scripts[command]] as const),
      ),
      prepare: kit.scripts.prepare,
    },
    allowScripts: only(kit.allowScripts, installed),
    devDependencies,
    optionalDependencies,
    overrides: only(kit.overrides, installed),
  };
  const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return { 'package.json': text(manifest), 'package-lock.json': text(lock) };
}
