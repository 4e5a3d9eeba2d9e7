/**
 * What TypeScript adds to JavaScript is carried out, and what JavaScript has of its own is left as it
 * is, through both doors that learners' code has: the child of `check` and the sandbox of `grade`.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { join } from 'node:path';
import type { Data } from '../../reference/judging/data';
import type { Outcome } from '../../reference/judging/verdict';
import { root } from '../../reference/root';
import { type ChildSession, openTarget } from '../../reference/running/target';
import { runBatch } from './batch';
import { exerciseNamed } from './hostile/form';
import { createSandbox, type Sandbox } from './pool';

jest.setTimeout(120_000);

const folder = join(root, 'solutions');
/** May import exercise 01, whose model solution stands beside it. */
const exercise = exerciseNamed('single-head');

/** One process of either kind, in which all texts follow each other. */
let child: ChildSession;
let sandbox: Sandbox;
beforeAll(() => {
  child = openTarget({ folder }, exercise);
  sandbox = createSandbox({ concurrency: 1 });
});
afterAll(async () => {
  await child.close();
  await sandbox.close();
});

const calls = [{ name: 'answer', args: [] }];

const isLate = (outcome: Outcome): boolean =>
  outcome.kind === 'none' && outcome.reason === 'timeout';

/**
 * What `answer()` comes to where the text stands in for exercise 04, in `check` and in `grade`. A
 * learner's child has seconds, so that a busy machine is asked again.
 */
async function outcomesOf(
  source: string,
  tries = 3,
): Promise<{ check: Outcome[]; grade: Outcome[] }> {
  child.goOnWith({ folder, replaced: { [exercise.slug]: source } });
  const [check, grade] = await Promise.all([
    child.run(calls),
    runBatch(sandbox, { exercise, source, calls }),
  ]);
  if (tries > 1 && check.some(isLate)) return outcomesOf(source, tries - 1);
  return { check, grade };
}

const softmax = "'../01-softmax/softmax'";

const kinds: Record<string, [answer: Data, source: string]> = {
  'a comparison with what a script takes for a comment': [
    [false, 1],
    'export const answer = () => { let b = 2; const less = 1<!--b; return [less, b]; };',
  ],
  'an export of several names': [
    [1, 2, 3],
    'export const a = 1, b = 2; export const f = (x: number, y = 2) => x + y, answer = () => [a, b, f(1)];',
  ],
  'an export of names in a pattern': [
    [1, 3],
    'export const { a, b: [, c] } = { a: 1, b: [2, 3] }; export const answer = () => [a, c];',
  ],
  'an export that is assigned to by a pattern': [
    [2, 2],
    'export let a = 1; export const answer = function (this: any) { ({ a } = { a: 2 }); return [a, self.a]; }; declare const module: any; const self = module.exports;',
  ],
  'a namespace with values': [
    [2, 3],
    'namespace N { export const a = 2; export namespace M { export let b = a + 1; } } export const answer = () => [N.a, N.M.b];',
  ],
  'the order of static fields and blocks': [
    [1, 2, 3],
    'const seen: number[] = []; class A { static x = seen.push(1); static { seen.push(2); } static y = seen.push(3); } export const answer = () => seen;',
  ],
  decorators: [
    ['class A', 'method double', 8],
    `const seen: string[] = [];
     const note = (value: any, { kind, name }: any) => void seen.push(kind + ' ' + name);
     const doubled = (value: any, context: any) => { note(value, context); return function (this: any, x: number) { return 2 * value.call(this, x); }; };
     @note class A { @doubled double(x: number) { return x + 1; } }
     export const answer = () => [seen[1], seen[0], new A().double(3)];`,
  ],
  'parameter properties': [
    [1, 7, null],
    'class A { before = (this as any).a ?? null; constructor(readonly a: number, private b = 7) {} all() { return [this.a, this.b, this.before]; } } export const answer = () => new A(1).all();',
  ],
  'a field without a value': [
    [['a'], false],
    'class A { a?: number; declare b: number; } export const answer = () => [Object.keys(new A()), "b" in new A()];',
  ],
  'a field over a setter': [
    [0, 5],
    'let calls = 0; class A { set a(value: number) { calls += 1; } } class B extends A { a = 5 as any; } export const answer = () => { const { a } = new B(); return [calls, a]; };',
  ],
  'accessor fields': [
    [1, false],
    'class A { accessor a = 1; } export const answer = () => { const it = new A(); return [it.a, Object.hasOwn(it, "a")]; };',
  ],
  'export * from a module with a name of its own': [
    ['own', 'function'],
    `export * from ${softmax}; export const softmax = 'own'; import * as all from ${softmax}; export const answer = () => [softmax, typeof all.softmax];`,
  ],
  'export * from a module': [
    'function',
    `export * from ${softmax}; declare const module: any; const self = module.exports; export const answer = () => typeof self.softmax;`,
  ],
  'export * as a name': [
    'function',
    `export * as ns from ${softmax}; declare const module: any; const self = module.exports; export const answer = () => typeof self.ns.softmax;`,
  ],
  'import type x = require()': [
    1,
    `import type a = require(${softmax}); export const answer = () => 1 as number | typeof a.softmax;`,
  ],
  'import x = require()': [
    'function',
    `import a = require(${softmax}); export const answer = () => typeof a.softmax;`,
  ],
  'export import': [
    [4, 4],
    'namespace N { export const a = 4; } export import b = N.a; declare const module: any; const self = module.exports; export const answer = () => [b, self.b];',
  ],
  'export =': [5, 'const answer = () => 5; export = { answer };'],
  'names that are strings': [
    6,
    'const six = () => 6; export { six as "answer" }; export { six as "a b" };',
  ],
  'imports of names that are strings': [
    'function',
    `import { "softmax" as s } from ${softmax}; export const answer = () => typeof s;`,
  ],
  'enums of numbers': [
    [0, 3, 4, 'C', 8],
    'enum E { A, B = 3, C, D = 1 << B } export const answer = () => [E.A, E.B, E.C, E[4], E.D];',
  ],
  'enums of strings': [
    [['A', 'B', 'C'], 'x', 'x-y', 'y'],
    "enum E { A = 'x', B = `x-` + `y`, C = `y` } export const answer = () => [Object.keys(E), E.A, E.B, E.C];",
  ],
  'constant enums': [2, 'const enum E { A = 2 } export const answer = () => E.A;'],
  'methods with type parameters': [
    [1, 2],
    'const it = { async<T>(x: T) { return x; }, get<T>(x: T) { return x; }, of<T>(x: T) { return x; } }; export const answer = async () => [await it.async(1), it.get(2)];',
  ],
  using: [
    ['in', 'out'],
    `const seen: string[] = [];
     const dispose: symbol = ((Symbol as any).dispose ??= Symbol('dispose'));
     export const answer = () => { { using it = { [dispose]() { seen.push('out'); } } as any; seen.push('in'); } return seen; };`,
  ],
  'what stands behind the end of a comment': [
    2,
    '/*\n// */ namespace N { export const a = 2; }\nexport const answer = () => N.a;',
  ],
  'a name in a text that looks like a comment': [
    ['A', true],
    `let a: string;
     const s = \`
     // \${(a = (@((_: any) => {}) class A {}).name)}
     \`;
     export const answer = () => [a, s.includes('// A')];`,
  ],
  'two hundred thousand empty lines': [1, `${'\n'.repeat(200_000)}export const answer = () => 1;`],
  'an import of nothing but types': [
    1,
    "import type { A } from 'no/where'; import { B } from './no-where'; export const answer = (a?: A, b?: B) => 1;",
  ],
};

describe.each(Object.entries(kinds))('%s', (_, [answer, source]) => {
  test('is carried out, and alike in both', async () => {
    const { check, grade } = await outcomesOf(source);
    expect(check).toEqual([expect.objectContaining({ kind: 'returned', value: answer })]);
    expect(grade).toEqual(check);
  });
});

describe('modern syntax', () => {
  const body = `function f(a) { let s = a?.b ?? 1; s ??= 2; s ||= 3; return [...s, 2 ** 3, 1_000] }`;

  test('is left as it is', async () => {
    const { check, grade } = await outcomesOf(`${body}\nexport const answer = () => String(f);`);
    expect(check).toEqual([expect.objectContaining({ value: body })]);
    // The sandbox keeps the text of functions to itself.
    expect(grade).toEqual([expect.objectContaining({ kind: 'returned' })]);
  });

  test('is left as it is where TypeScript is asked', async () => {
    const source = `class A {}\n${body}\nexport const answer = () => String(f).replace(/\\s+/g, '').includes('a?.b??1;s??=2;s||=3;');`;
    const { check } = await outcomesOf(source);
    expect(check).toEqual([expect.objectContaining({ value: true })]);
  });
});

describe('the line of an error', () => {
  const before: Record<string, string> = {
    'code to erase': 'type A = {\n  a: 1;\n};\nconst t = `a\n1\n`;',
    'an enum and a namespace':
      'enum E {\n  A,\n}\n// one\nnamespace N {\n  export const a = `x\n\n`;\n}',
    'a class and exports of several names':
      'export const a = 1,\n  b = 2;\nclass A<T> {\n  constructor(\n    private b?: T,\n  ) {}\n\n  @((x: any) => x)\n  m() {}\n}',
    'export * and `using`': `export * from ${softmax};\n\nfunction f() {\n  using a = null as any;\n}`,
  };
  test.each(Object.entries(before))('behind %s is that of the file', async (_, text) => {
    const thrower = `export function answer(\n  a?: number,\n): never {\n  const b = [1,\n    fail(\n      2,\n      fail(3)),\n  ];\n  return b as never;\n}\nfunction fail(n: number) {\n  throw new TypeError('no ' + n);\n}`;
    const { check, grade } = await outcomesOf(`${text}\n${thrower}`);
    const line = `${text}\n${thrower}`.split('\n').findIndex((of) => of.includes('throw new')) + 1;
    expect(check).toEqual([
      {
        kind: 'threw',
        errorClass: 'TypeError',
        message: 'no 3',
        where: `single-head.ts:${line}`,
      },
    ]);
    expect(grade).toEqual(check);
  });
});

describe('what cannot be read', () => {
  const wrong: Record<string, [says: RegExp, source: string]> = {
    'a bracket that is missing': [/single-head\.ts: '\)' expected\. \(2:4\)$/, '\nf(1; 2);'],
    'an enum without an end': [/single-head\.ts: '}' expected\. \(2:\d+\)$/, '\nenum A { B'],
    '60,000 brackets': [
      /single-head\.ts: the code is nested too deeply$/,
      `export const answer = ${'['.repeat(60_000)}${']'.repeat(60_000)};`,
    ],
    '60,000 brackets in a class': [
      /single-head\.ts: the code is nested too deeply$/,
      `class A { a = ${'['.repeat(60_000)}${']'.repeat(60_000)}; }`,
    ],
    '60,000 namespaces': [
      /single-head\.ts: the code is nested too deeply$/,
      `${'namespace N {'.repeat(19_000)}${'}'.repeat(19_000)}`,
    ],
    '20,000 functions behind an enum': [
      /single-head\.ts: the code is nested too deeply$/,
      `enum E { A } export const answer = ${'()=>'.repeat(20_000)}1;`,
    ],
  };
  test.each(Object.entries(wrong))('%s is a load-error', async (_, [says, source]) => {
    const { check, grade } = await outcomesOf(source);
    const message = expect.stringMatching(says);
    expect(check).toEqual([{ kind: 'none', reason: 'load-error', message }]);
    expect(grade).toEqual(check);
    // The process goes on, and reads the next file as if nothing had been.
    const again = await outcomesOf('enum E { A = 7 } export const answer = () => E.A;');
    expect(again.grade).toEqual([expect.objectContaining({ value: 7 })]);
    expect(again.check).toEqual([expect.objectContaining({ value: 7 })]);
  });
});
