/** What `check` takes for lacking where submissions are graded is lacking there, and nothing else. */
import { spawnSync } from 'node:child_process';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { gradedGlobals, lackingMembers } from '../../reference/running/graded-scope';
import { runBatch } from './batch';
import { createSandbox, type Sandbox } from './pool';

jest.setTimeout(60_000);

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ concurrency: 1 });
});
afterAll(() => sandbox.close());

/** What a function that is handed in as this exercise says in the sandbox. */
async function ask(exercise: CatalogEntry, question: string, ...args: string[][]) {
  const [name = ''] = exercise.exports;
  const source = `export const ${name} = ${question};`;
  const calls = [{ name, args: args.map((data) => ({ data })) }];
  const [outcome] = await runBatch(sandbox, { exercise, source, calls });
  if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
  return outcome.value as string[];
}

const machines = [catalog.find(({ libraries }) => !libraries), catalog.find((x) => x.libraries)];
const [plain, withLibraries] = machines as [CatalogEntry, CatalogEntry];

const globals = '() => Object.getOwnPropertyNames(globalThis)';
const membersThere = `(names) => names.filter((name) => {
  const [global, member] = name.split('.');
  return member in globalThis[global];
})`;

test('the list of globals is that of the sandbox', async () => {
  expect((await ask(plain, globals)).sort()).toEqual([...gradedGlobals].sort());
});

test('beside libraries there is no less', async () => {
  expect(await ask(withLibraries, globals)).toEqual(expect.arrayContaining([...gradedGlobals]));
});

/** Members of the same globals in this Node, but for what is private and what V8 itself looks up. */
function membersHere(): string[] {
  const list = `${JSON.stringify(gradedGlobals)}
    .filter((global) => !/^global/.test(global) && Object(globalThis[global]) === globalThis[global])
    .flatMap((global) => Object.entries(Object.getOwnPropertyDescriptors(globalThis[global]))
      .filter(([, { configurable }]) => configurable)
      .map(([member]) => global + '.' + member))`;
  // Jest's own global scope is not that of a plain process.
  const args = ['--print', `JSON.stringify(${list})`];
  const members: string[] = JSON.parse(
    spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout,
  );
  const settings = ['Error.prepareStackTrace', 'Error.stackTraceLimit'];
  return members.filter((name) => !name.includes('._') && !settings.includes(name));
}

test('the members that are called lacking are', async () => {
  const named = Object.entries(lackingMembers).flatMap(([global, members]) =>
    members.map((member) => `${global}.${member}`),
  );
  const here = membersHere();
  const there = await ask(plain, membersThere, [...named, ...here]);
  expect(there.filter((name) => named.includes(name))).toEqual([]);
  expect(here.filter((name) => !there.includes(name) && !named.includes(name))).toEqual([]);
});
