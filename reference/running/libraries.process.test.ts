/** What learner code gets when it imports a library, and what counts as computing with it. */
import { join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import type { Outcome } from '../judging/verdict';
import { root } from '../root';
import { openLibrary } from './libraries';
import { openTarget } from './target';

const SLUG = '06-framework-comparison';
const exercise = catalog.find(({ slug }) => slug === SLUG);
if (!exercise) throw new Error(`no exercise ${SLUG}`);

const folder = join(root, 'solutions');

/** What comes of calling each function of a file that stands where exercise 06 stands. */
async function callAll(imports: string[], functions: Record<string, string>) {
  const lines = Object.entries(functions).map(([name, body]) => `export const ${name} = ${body};`);
  const replaced = { [SLUG]: [...imports, ...lines].join('\n') };
  const session = openTarget({ folder, replaced }, exercise as NonNullable<typeof exercise>);
  const names = Object.keys(functions);
  const outcomes = await session
    .run(names.map((name) => ({ name, args: [] })))
    .finally(() => session.close());
  const named = Object.fromEntries(names.map((name, i) => [name, outcomes[i] as Outcome]));
  return { named, printed: session.printed() };
}

/** Function → how often it computed, or why there is no answer. */
async function countAll(imports: string[], library: string, functions: Record<string, string>) {
  const { named } = await callAll(imports, functions);
  return Object.fromEntries(
    Object.entries(named).map(([name, outcome]) => [
      name,
      outcome.kind === 'returned' ? (outcome.operations?.[library] ?? 0) : outcome.message,
    ]),
  );
}

const a = '[[1, 2]]';
const b = '[[3], [4]]';

test('operations of tfjs are counted by name, chained, in a layer; making tensors is none', async () => {
  const imports = ["import * as tf from '@tensorflow/tfjs';"];
  const counts = await countAll(imports, '@tensorflow/tfjs', {
    byName: `() => tf.matMul(${a}, ${b}).arraySync()`,
    chained: `() => tf.tensor2d(${a}).matMul(tf.tensor2d(${b})).softmax().arraySync()`,
    awaited: `async () => (await tf.exp(${a}).array())`,
    layer: `() => tf.layers.softmax().apply(tf.tensor2d(${a})).arraySync()`,
    made: `() => tf.tensor2d(${a}).arraySync()`,
    reshaped: `() => tf.tensor2d(${a}).reshape([2, 1]).tile([1, 2]).slice([0, 0], [1, 1]).arraySync()`,
    filled: '() => tf.stack([tf.zeros([2]), tf.ones([2]), tf.fill([2], 3)]).arraySync()',
    nothing: '() => 1',
  });
  const none = { made: 0, reshaped: 0, filled: 0, nothing: 0 };
  expect(counts).toEqual({ byName: 1, chained: 2, awaited: 1, layer: 1, ...none });
});

test('functions of mathjs are counted in every form it has; making arrays is none', async () => {
  const imports = ["import * as math from 'mathjs';", "import { exp, multiply } from 'mathjs';"];
  const counts = await countAll(imports, 'mathjs', {
    byName: `() => multiply(${a}, ${b})`,
    mapped: `() => math.map(${a}, exp)`,
    chained: `() => math.chain(${a}).multiply(${b}).add(1).done()`,
    evaluated: `() => math.evaluate('a * b + 1', { a: ${a}, b: ${b} })`,
    compiled: "() => math.compile('exp(1)').evaluate()",
    parsed: "() => { const p = math.parser(); p.evaluate('x = 3 * 4'); return p.get('x'); }",
    ownInstance: `() => math.create(math.all, { matrix: 'Array' }).multiply(${a}, ${b})`,
    ownFunctions: '() => math.create({ addDependencies: math.addDependencies }).add(1, 2)',
    made: `() => math.matrix(${a}).toArray()`,
    filled: '() => [math.zeros(2), math.ones(2), math.identity(2)].map((m) => m.toArray())',
    wrapped: `() => math.chain(${a}).clone().done()`,
    written: "() => math.evaluate('[1, 2]').toArray()",
  });
  const { mapped, ...others } = counts;
  expect(mapped).toBeGreaterThan(0);
  expect(others).toEqual({
    ...{ byName: 1, chained: 2, evaluated: 2, compiled: 1, parsed: 1 },
    ...{ ownInstance: 1, ownFunctions: 1, made: 0, filled: 0, wrapped: 0, written: 0 },
  });
});

test('each call is counted for itself', async () => {
  const imports = ["import * as tf from '@tensorflow/tfjs';", 'const early = tf.add(1, 2);'];
  const counts = await countAll(imports, '@tensorflow/tfjs', {
    first: '() => early.arraySync()',
    second: '() => early.add(early).arraySync()',
    third: '() => 1',
  });
  expect(counts).toEqual({ first: 0, second: 1, third: 0 });
});

test('both libraries are quiet, and tfjs stands on its cpu backend', async () => {
  const imports = ["import * as tf from '@tensorflow/tfjs';", "import 'mathjs';"];
  const { named, printed } = await callAll(imports, {
    backend: '() => tf.getBackend()',
    computes: '() => tf.add(1, 2).arraySync()',
  });
  expect(named.backend).toMatchObject({ kind: 'returned', value: 'cpu' });
  expect(named.computes).toMatchObject({ kind: 'returned', value: 3 });
  expect(printed.lines).toEqual([]);
});

test('functions and classes of mathjs are the same however they are reached', async () => {
  const imports = ["import * as math from 'mathjs';", "import { add } from 'mathjs';"];
  const { named } = await callAll(imports, {
    same: '() => [add === math.add, math.matrix([1]) instanceof math.Matrix]',
    locked: '() => { try { math.config({}); } catch (error) { return error.message; } }',
  });
  expect(named.same).toMatchObject({ kind: 'returned', value: [true, true] });
  expect(named.locked).toMatchObject({ value: expect.stringMatching(/readonly/) });
});

test('a misspelt function is an error with its line at once', async () => {
  const { named } = await callAll(["import * as math from 'mathjs';"], {
    misspelt: '() => math.divid(6, 3)',
    unknown: '() => [typeof math.nothing, typeof math.E, typeof math.import]',
  });
  expect(named.misspelt).toMatchObject({
    kind: 'threw',
    errorClass: 'TypeError',
    where: 'framework-comparison.ts:2',
  });
  expect(named.unknown).toMatchObject({ value: ['undefined', 'undefined', 'undefined'] });
});

test('what mathjs has is what its whole build has', () => {
  const whole = require('mathjs');
  const math = openLibrary('mathjs') as Record<string, unknown>;
  const names = [...Object.keys(whole), ...Object.keys(require('mathjs/lib/browser/math.js'))];
  expect(names.filter((name) => name in whole !== (math[name] !== undefined))).toEqual([]);
});

test('the default import of tfjs is all of it', async () => {
  const { named } = await callAll(["import tf, { add } from '@tensorflow/tfjs';"], {
    computes: '() => tf.add(1, add(1, 1)).arraySync()',
  });
  expect(named.computes).toMatchObject({ value: 3 });
});

test.each([
  ['../04-single-head/single-head', /^$/],
  ['../05-multi-head/multi-head', /imports \.\.\/05-.*; it is to be written anew here/],
  ['@tensorflow/tfjs-core', /only @tensorflow\/tfjs and mathjs may be/],
  ['node:fs', /only @tensorflow\/tfjs and mathjs may be/],
])('exercise 06 importing %s', async (name, says) => {
  const { named } = await callAll([`import * as it from '${name}';`], { keys: '() => typeof it' });
  const { keys } = named;
  expect(keys?.kind === 'none' ? keys.message : '').toMatch(says);
});

test('types of exercise 05 may be imported: they are gone when the code runs', async () => {
  const imports = ["import type { MultiHeadParams } from '../05-multi-head/multi-head';"];
  const { named } = await callAll(imports, { nothing: '(_: MultiHeadParams) => 1' });
  expect(named.nothing).toMatchObject({ kind: 'returned', value: 1 });
});
