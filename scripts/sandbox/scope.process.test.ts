/**
 * What `check` takes for lacking where submissions are graded is lacking there, and nothing else.
 * After a change of the sandbox's global scope, `KATA_SCOPE=write npm test -- scripts/sandbox/scope`
 * writes down anew what it has.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import graded from '../../reference/running/graded-scope.json';
import { byLocale, type Lacking } from '../../reference/running/lacking';
import { openTarget } from '../../reference/running/target';
import { runBatch } from './batch';
import { createSandbox, type Sandbox } from './pool';

jest.setTimeout(60_000);

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ concurrency: 1 });
});
afterAll(() => sandbox.close());

const machines = [catalog.find(({ libraries }) => !libraries), catalog.find((x) => x.libraries)];
const [plain, withLibraries] = machines as [CatalogEntry, CatalogEntry];

/** What a function that is handed in says in the sandbox. */
async function ask(exercise: CatalogEntry, source: string, name: string): Promise<unknown> {
  const [outcome] = await runBatch(sandbox, { exercise, source, calls: [{ name, args: [] }] });
  if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

const walk = readFileSync(join(root, 'reference', 'running', 'members.ts'), 'utf8');
const namesIn = async (exercise: CatalogEntry) =>
  (await ask(exercise, walk, 'listNames')) as [globals: string[], members: string[]];

/** What a learner is warned of, and what came of it. */
async function inNode(source: string) {
  const replaced = { [plain.slug]: source };
  const session = openTarget({ folder: join(root, 'solutions'), replaced }, plain);
  const [outcome] = await session.run([{ name: 'asked', args: [] }]);
  await session.close();
  return { lacking: session.lacking(), outcome };
}

test('what is written down is what the sandbox has', async () => {
  const [globals, members] = await namesIn(plain);
  const file = join(root, 'reference', 'running', 'graded-scope.json');
  const text = `${JSON.stringify({ globals, members }, null, 2)}\n`;
  if (process.env.KATA_SCOPE === 'write') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('beside libraries there is no less', async () => {
  const [globals, members] = await namesIn(withLibraries);
  expect(globals).toEqual(expect.arrayContaining(graded.globals));
  expect(members).toEqual(expect.arrayContaining(graded.members));
});

test('of what the libraries have, WebGL alone is lacking', async () => {
  const lackingIn = async (name: string): Promise<string[]> => {
    const source = `import * as library from '${name}';
      export const asked = () => Object.getOwnPropertyNames(library);`;
    const there = (await ask(withLibraries, source, 'asked')) as string[];
    return Object.keys(require(name)).filter((member) => !there.includes(member));
  };
  expect(await lackingIn('mathjs')).toEqual([]);
  const webgl = /webgl|gpgpu|^forceHalfFloat$/i;
  expect((await lackingIn('@tensorflow/tfjs')).filter((member) => !webgl.test(member))).toEqual([]);
});

/** What this Node has and the sandbox lacks, as a child process finds it. */
const lackingSource = `${walk}
  const graded = ${JSON.stringify(graded)};
  export const asked = () => [...listMembers(graded.globals)]
    .filter(([name]) => !graded.members.includes(name))
    .map(([name, { holder, key }]) =>
      [name, Object.getOwnPropertyDescriptor(holder, key).configurable]);`;

test('whatever this Node has and the sandbox lacks can be watched', async () => {
  const { outcome } = await inNode(lackingSource);
  const found = (outcome?.kind === 'returned' ? outcome.value : []) as [string, boolean][];
  // So that this proves something: these are lacking under every Node.
  expect(found.map(([name]) => name)).toEqual(
    expect.arrayContaining(['RegExp.$1', 'performance.timerify']),
  );
  expect(found.filter(([, isWatched]) => !isWatched)).toEqual([]);
});

test.each<[source: string, name: string, why: Lacking['why']]>([
  ['Array.fromAsync', 'Array.fromAsync', 'missing'],
  ['RegExp.$1', 'RegExp.$1', 'missing'],
  ['performance.timerify(() => 1)', 'performance.timerify', 'missing'],
  ['new Intl.Collator()', 'Intl', 'missing'],
  ["'a'.localeCompare('B')", 'String.prototype.localeCompare', 'locale'],
  [
    "['b'].sort((a, b) => a.localeCompare(b)); 'a'.localeCompare('b')",
    'String.prototype.localeCompare',
    'locale',
  ],
  ['(1234.5).toLocaleString()', 'Number.prototype.toLocaleString', 'locale'],
  ['Float64Array.of(1).toLocaleString()', 'TypedArray.prototype.toLocaleString', 'locale'],
])('%s is warned of with its line', async (text, name, why) => {
  if (name === 'Array.fromAsync' && !('fromAsync' in Array)) return;
  const { lacking } = await inNode(`export const asked = () => {\n  ${text};\n  return 1;\n};`);
  expect(lacking).toEqual([{ name, line: 2, why }]);
});

/** A call of each member that depends on a language, whose answer differs. */
const probes: Record<string, string> = {
  'String.prototype.localeCompare': "'a'.localeCompare('B')",
  'String.prototype.toLocaleLowerCase': "'I'.toLocaleLowerCase('tr')",
  'String.prototype.toLocaleUpperCase': "'i'.toLocaleUpperCase('tr')",
  'Number.prototype.toLocaleString': "(1234.5).toLocaleString('de')",
  'BigInt.prototype.toLocaleString': "(1234n).toLocaleString('de')",
  'Array.prototype.toLocaleString': "[1234.5].toLocaleString('de')",
  'TypedArray.prototype.toLocaleString': "Float64Array.of(1234.5).toLocaleString('de')",
  'Date.prototype.toLocaleString': "new Date(0).toLocaleString('de')",
  'Date.prototype.toLocaleDateString': "new Date(0).toLocaleDateString('de')",
  'Date.prototype.toLocaleTimeString': "new Date(0).toLocaleTimeString('ar-EG')",
};

test.each(byLocale)('%s goes by a locale in Node and by none in the sandbox', async (name) => {
  const source = `export const asked = () => ${probes[name]};`;
  const { outcome } = await inNode(source);
  expect(outcome?.kind).toBe('returned');
  expect(outcome).not.toMatchObject({ value: await ask(plain, source, 'asked') });
});
