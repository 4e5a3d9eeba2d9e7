/** What one submission leaves behind, wherever its code can reach, the next one does not find. */
import { isDeepStrictEqual } from 'node:util';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { createSandbox } from './pool';

jest.setTimeout(60_000);

/** Done while the file loads and again in a call. */
const leave = `
  globalThis.left = 'left';
  (0, eval)('var leftByEval = 1');
  globalThis[Symbol.for('left')] = 'left';
  Object.prototype.left = Array.prototype.left = Function.prototype.left = 'left';
  Promise.prototype.left = Object.getPrototypeOf(Int8Array).prototype.left = 'left';
  Object.getPrototypeOf(function* () {}).prototype.left = 'left';
  Math.left = JSON.left = Reflect.left = Symbol.left = console.left = 'left';
  Array.prototype.map = Math.exp = console.log = () => 'left';
  delete Array.prototype.flat;
  Math.random();
  exports.left = 'left';
  setTimeout(() => { globalThis.leftByTimer = 1; }, 1);
  setTimeout(() => { globalThis.leftByLateTimer = 1; }, 50);
  Promise.resolve().then(() => { globalThis.leftByPromise = 1; });`;

/** What there is to be seen, place by place. */
const look = `[
    ['a global', typeof left],
    ['a global of eval', typeof leftByEval],
    ['a timer', typeof leftByTimer],
    ['a promise', typeof leftByPromise],
    ['the symbol registry', typeof globalThis[Symbol.for('left')]],
    ['names of the global scope', Object.getOwnPropertyNames(globalThis).sort().join(' ')],
    ['symbols of the global scope', Object.getOwnPropertySymbols(globalThis).length],
    ['objects', typeof ({}).left],
    ['arrays', Object.getOwnPropertyNames(Array.prototype).sort().join(' ')],
    ['functions', Object.hasOwn(Function.prototype, 'left')],
    ['promises', Object.hasOwn(Promise.prototype, 'left')],
    ['typed arrays', Object.hasOwn(Object.getPrototypeOf(Int8Array).prototype, 'left')],
    ['generators', Object.hasOwn(Object.getPrototypeOf(function* () {}).prototype, 'left')],
    ['Math', Object.hasOwn(Math, 'left')],
    ['JSON', Object.hasOwn(JSON, 'left')],
    ['Reflect', Object.hasOwn(Reflect, 'left')],
    ['Symbol', Object.hasOwn(Symbol, 'left')],
    ['console', Object.hasOwn(console, 'left')],
    ['map', [1, 2].map((x) => x + 1)],
    ['exp', Math.exp(0)],
    ['log', typeof console.log()],
    ['random', Math.random()],
    ['exports', Object.hasOwn(exports, 'left')],
  ]`;

const pause = 'await new Promise((resolve) => setTimeout(resolve, 10));';
const looking = (name: string): string => `
const atOnce = ${look};
export const ${name} = async () => { ${pause} return [...atOnce, ...${look}]; };`;
const leaving = (name: string): string => `${leave}
export const ${name} = async () => { ${leave} ${pause} return ${look}; };`;

type Seen = [place: string, what: unknown][];

/** Runs submissions one after the other in one child; what each of them saw. */
async function runAll(exercise: CatalogEntry, sources: string[]): Promise<Seen[]> {
  const sandbox = createSandbox({ concurrency: 1 });
  const [name = ''] = exercise.exports;
  const calls = [{ name, args: [] }];
  const seen: Seen[] = [];
  try {
    for (const source of sources) {
      const [outcome] = await sandbox.run({ exercise, source, calls });
      if (outcome?.kind !== 'returned') throw new Error(JSON.stringify(outcome));
      seen.push(outcome.value as Seen);
    }
    return seen;
  } finally {
    await sandbox.close();
  }
}

const hasLibraries = ({ libraries = [] }: CatalogEntry & { libraries?: readonly string[] }) =>
  libraries.length > 0;
const machines = [
  ['plain machine', catalog.find((exercise) => !hasLibraries(exercise))],
  ['machine with libraries', catalog.find(hasLibraries)],
] as [string, CatalogEntry][];

test.each(machines)('in the %s', async (_, exercise) => {
  const [name = ''] = exercise.exports;
  const [before, left, after] = await runAll(exercise, [
    looking(name),
    leaving(name),
    looking(name),
  ]);
  expect(after).toEqual(before);
  // That proves something only of places where the submission that left something sees it.
  const clean = before?.slice(left?.length);
  const unseen = left?.filter((seen, i) => isDeepStrictEqual(seen, clean?.[i]));
  expect(unseen).toEqual([]);
});
