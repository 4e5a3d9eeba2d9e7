/** What is handed out, all of it in memory: path → content. The same kit gives the same bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { answersFile, HANDED_OUT } from '../answers/answers';
import { digestOf, RECORD, writeRecord } from '../guard/record';
import { withEntries } from './catalog-source';
import { compare, filesBelow } from './files';
import { createSieve, isLanguage, isSaying } from './languages';
import { manifestFor } from './manifest';
import { type Chosen, partsFor } from './parts';
import { filledIn } from './stubs';
import { expectCommands, readmeFor, tsconfigFor, withLiveLinks } from './texts';

/** Sorted by path. */
export type Tree = Map<string, Buffer>;

const STUDENT = 'scripts/release/student';

const read = (path: string): Buffer => readFileSync(join(root, path));
const textOf = (path: string): string => read(path).toString('utf8');

/** @throws UserError that names what was written into which stub */
function expectStubs(chosen: Chosen): void {
  for (const exercise of chosen) {
    const file = `exercises/${sourceOf(exercise)}`;
    const [first] = filledIn(exercise, textOf(file));
    if (first === undefined) continue;
    throw new UserError(
      `${file} is no stub, ${first} has been written; keep it elsewhere and put the stub back: git checkout ${file}`,
    );
  }
}

/** Files that are made for what is handed out; everything else is copied. */
function madeFor(chosen: Chosen, packages: readonly string[], paths: ReadonlySet<string>) {
  return {
    ...manifestFor(chosen, packages),
    'exercises/catalog.ts': withEntries(textOf('exercises/catalog.ts'), chosen),
    'README.md': readmeFor(textOf(`${STUDENT}/README.md`), chosen),
    'tsconfig.json': tsconfigFor(textOf('tsconfig.json'), paths),
  };
}

/** What students follow, as against a card that says how the kit made a model. */
const isFollowed = (path: string): boolean => /^(?:README|exercises\/.*)\.md$/.test(path);

/** Markdown is read by people: its links and commands have to be there. */
function checked(path: string, content: Buffer, paths: ReadonlySet<string>, chosen: Chosen) {
  if (!path.endsWith('.md')) return content;
  const text = withLiveLinks(path, content.toString('utf8'), paths);
  if (isFollowed(path)) expectCommands(path, text, chosen);
  return Buffer.from(text);
}

/** All that may be said in the kit, of which some stays there. */
const textOfKit = (): string =>
  ['exercises', 'reference/specs', 'reference/visible']
    .flatMap((folder) => filesBelow(join(root, folder)).map((path) => `${folder}/${path}`))
    .filter(isSaying)
    .map(textOf)
    .join('\n');

/**
 * @param isCompared whether right answers go out as well
 * @throws UserError where something in the kit may not or cannot go out
 */
export function treeFor(chosen: Chosen, isCompared: boolean): Tree {
  expectStubs(chosen);
  const { files, packages } = partsFor(chosen);
  const own = filesBelow(join(root, STUDENT));
  const answers: Record<string, string> = isCompared ? { [HANDED_OUT]: answersFile(chosen) } : {};
  const written = ['package.json', 'package-lock.json', 'tsconfig.json', ...Object.keys(answers)];
  const paths = new Set([...files, ...own, ...written]);
  const made: Record<string, string> = { ...madeFor(chosen, packages, paths), ...answers };
  const contentOf = (path: string): Buffer => {
    const text = made[path];
    if (text !== undefined) return Buffer.from(text);
    return read(own.includes(path) ? `${STUDENT}/${path}` : path);
  };
  const all = [...paths].sort(compare);
  const contents: Tree = new Map(all.map((path) => [path, contentOf(path)]));
  const said = [...contents].flatMap(([path, content]) => (isSaying(path) ? String(content) : []));
  const sift = createSieve(said.join('\n'), textOfKit());
  const outgoing = (path: string, content: Buffer): Buffer =>
    isLanguage(path) ? Buffer.from(sift(String(content))) : checked(path, content, paths, chosen);
  const tree: Tree = new Map(
    [...contents].map(([path, content]) => [path, outgoing(path, content)]),
  );
  const digests = [...tree].map(([path, content]) => [path, digestOf(content)]);
  const slugs = chosen.map(({ slug }) => slug);
  return tree.set(RECORD, Buffer.from(writeRecord(slugs, Object.fromEntries(digests))));
}
