/** What learner code gets when it imports a library, and what counts as computing with it. */
import { join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { isMoved } from '../judging/expectation';
import type { Outcome } from '../judging/verdict';
import { root } from '../root';
import { openLibrary } from './libraries';
import { openTarget } from './target';

const SLUG = '06-framework-comparison';
const exercise = catalog.find(({ slug }) => slug === SLUG);
if (!exercise) throw new Error(`no exercise ${SLUG}`);

const folder = join(root, 'solutions');

/** What comes of calling each function of a file that stands where exercise 06 stands. */
async function callAll(imports: string[], functions: Record<string, string>, moves?: string) {
  const lines = Object.entries(functions).map(([name, body]) => `export const ${name} = ${body};`);
  const replaced = { [SLUG]: [...imports, ...lines].join('\n') };
  const session = openTarget({ folder, replaced }, exercise as NonNullable<typeof exercise>);
  const names = Object.keys(functions);
  const outcomes = await session
    .run(names.map((name) => ({ name, args: [], moves })))
    .finally(() => session.close());
  const named = Object.fromEntries(names.map((name, i) => [name, outcomes[i] as Outcome]));
  return { named, printed: session.printed() };
}

/** Function → whether its answer moves with the library's numbers, or why there is none. */
async function moveAll(imports: string[], library: string, functions: Record<string, string>) {
  const { named } = await callAll(imports, functions, library);
  return Object.fromEntries(
    Object.entries(named).map(([name, outcome]) => [
      name,
      outcome.kind === 'returned' ? isMoved(outcome) : outcome.message,
    ]),
  );
}

const a = '[[1, 2.5]]';
const b = '[[3], [0.3]]';

test('what tfjs computes moves by name, chained, in a layer; what it makes stays', async () => {
  const imports = ["import * as tf from '@tensorflow/tfjs';"];
  const moves = await moveAll(imports, '@tensorflow/tfjs', {
    byName: `() => tf.matMul(${a}, ${b}).arraySync()`,
    chained: `() => tf.tensor2d(${a}).matMul(tf.tensor2d(${b})).sigmoid().arraySync()`,
    awaited: `async () => (await tf.exp(${a}).array())`,
    layer: `() => tf.layers.softmax().apply(tf.tensor2d(${a})).arraySync()`,
    made: `() => tf.tensor2d(${a}).arraySync()`,
    reshaped: `() => tf.tensor2d(${a}).reshape([2, 1]).tile([1, 2]).slice([0, 0], [1, 1]).arraySync()`,
    filled: '() => tf.stack([tf.zeros([2]), tf.ones([2]), tf.fill([2], 3)]).arraySync()',
    nothing: '() => 1.5',
    idle: '() => { tf.square(1.5); return 1.5; }',
    counted: '() => tf.argMax([0.1, 0.3]).arraySync()',
  });
  const stays = { made: false, reshaped: false, filled: false, nothing: false };
  expect(moves).toEqual({
    ...{ byName: true, chained: true, awaited: true, layer: true },
    ...{ ...stays, idle: false, counted: false },
  });
});

test('what mathjs computes moves in every form it has; what it makes stays', async () => {
  const imports = [
    "import * as math from 'mathjs';",
    "import { exp, multiply } from 'mathjs';",
    "const own = math.create(math.all, { matrix: 'Array' });",
  ];
  const moves = await moveAll(imports, 'mathjs', {
    byName: `() => multiply(${a}, ${b})`,
    mapped: `() => math.map(${a}, exp)`,
    chained: `() => math.chain(${a}).multiply(${b}).add(1).done()`,
    evaluated: `() => math.evaluate('a * b + 1', { a: ${a}, b: ${b} })`,
    compiled: "() => math.compile('exp(1)').evaluate()",
    parsed: "() => { const p = math.parser(); p.evaluate('x = 3 * 0.4'); return p.get('x'); }",
    ownInstance: `() => own.multiply(${a}, ${b})`,
    ownFunctions: '() => math.create({ addDependencies: math.addDependencies }).add(0.1, 2)',
    inMatrices: `() => math.multiply(math.matrix(${a}), math.matrix(${b})).toArray()`,
    inBigNumbers: '() => math.number(math.divide(math.bignumber(1), math.bignumber(3)))',
    inFractions: '() => math.number(math.divide(math.fraction(1), math.fraction(3)))',
    inComplex: '() => math.sqrt(math.complex(1, 2)).re',
    made: `() => math.matrix(${a}).toArray()`,
    filled: '() => [math.zeros(2), math.ones(2), math.identity(2)].map((m) => m.toArray())',
    wrapped: `() => math.chain(${a}).clone().done()`,
    written: "() => math.evaluate('[1, 2.5]').toArray()",
    idle: '() => { math.sqrt(2); return 1.5; }',
    sizes: '() => [math.size([1, 2]), math.floor(2.5), math.larger(2.5, 1)].flat()',
  });
  const moved = Object.entries(moves).filter(([, each]) => each !== false);
  expect(Object.fromEntries(moved)).toEqual({
    ...{ byName: true, mapped: true, chained: true, evaluated: true, compiled: true, parsed: true },
    ...{ ownInstance: true, ownFunctions: true, inMatrices: true },
    ...{ inBigNumbers: true, inFractions: true, inComplex: true },
  });
});

test('what was computed before, or while nothing was moved, stays as it was', async () => {
  const imports = ["import * as tf from '@tensorflow/tfjs';", 'const early = tf.add(0.1, 2);'];
  const moves = await moveAll(imports, '@tensorflow/tfjs', {
    first: '() => early.arraySync()',
    late: '() => early.add(early).arraySync()',
    again: '() => early.arraySync()',
  });
  expect(moves).toEqual({ first: false, late: true, again: false });
});

test('the numbers of one library stay while those of the other move', async () => {
  const imports = ["import * as tf from '@tensorflow/tfjs';", "import * as math from 'mathjs';"];
  const functions = { tfjs: '() => tf.add(0.1, 2).arraySync()', mathjs: '() => math.add(0.1, 2)' };
  expect(await moveAll(imports, '@tensorflow/tfjs', functions)).toEqual({
    tfjs: true,
    mathjs: false,
  });
  expect(await moveAll(imports, 'mathjs', functions)).toEqual({ tfjs: false, mathjs: true });
});

test('a call that throws only while numbers are moved depends on them', async () => {
  const imports = ["import * as math from 'mathjs';"];
  const moves = await moveAll(imports, 'mathjs', {
    checks: '() => { if (math.add(0.1, 0.2) > 0.30001) throw new Error("off"); return 1; }',
  });
  expect(moves).toEqual({ checks: true });
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
