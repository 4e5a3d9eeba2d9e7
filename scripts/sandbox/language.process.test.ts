/**
 * The language as learners write it gives the same in both engines: in the child process that
 * `check` uses and in the sandbox's interpreter, which was lacking in each of these once.
 */
import { join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import type { Outcome } from '../../reference/judging/verdict';
import { root } from '../../reference/root';
import { openTarget } from '../../reference/running/target';
import { runBatch } from './batch';
import { createSandbox, type Sandbox } from './pool';

jest.setTimeout(60_000);

const [exercise] = catalog as [(typeof catalog)[number]];

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ concurrency: 1 });
});
afterAll(() => sandbox.close());

/** An expression, or statements that return, and the value that it has. */
type Table = Record<string, unknown>;

function sourceOf(table: Table, head: string): string {
  const functions = Object.keys(table).map((text, i) => {
    const body = /\breturn\b/.test(text) ? text : `return ${text};`;
    return `export const f${i} = ${/\bawait\b/.test(text) ? 'async ' : ''}() => { ${body} };`;
  });
  return head + functions.join('\n');
}

const shown = (outcome: Outcome): unknown =>
  outcome.kind === 'returned'
    ? outcome.value
    : outcome.kind === 'threw'
      ? outcome.errorClass
      : outcome.message;

/** What each row comes to where it is asked. */
const readings = (table: Table, outcomes: Outcome[]): Table =>
  Object.fromEntries(Object.keys(table).map((text, i) => [text, shown(outcomes[i] as Outcome)]));

const callsOf = (table: Table) => Object.keys(table).map((_, i) => ({ name: `f${i}`, args: [] }));

async function inNode(table: Table, head = ''): Promise<Table> {
  const replaced = { [exercise.slug]: sourceOf(table, head) };
  const session = openTarget({ folder: join(root, 'solutions'), replaced }, exercise);
  const outcomes = await session.run(callsOf(table));
  await session.close();
  expect(session.lacking()).toEqual([]);
  return readings(table, outcomes);
}

async function inSandbox(table: Table, head = ''): Promise<Table> {
  const calls = callsOf(table);
  const outcomes = await runBatch(sandbox, { exercise, source: sourceOf(table, head), calls });
  return readings(table, outcomes);
}

async function agree(table: Table, head = ''): Promise<void> {
  expect(await inSandbox(table, head)).toEqual(table);
  expect(await inNode(table, head)).toEqual(table);
}

test('performance keeps marks and measures', () =>
  agree({
    "performance.mark('a').name": 'a',
    "performance.mark('a', { detail: 7 }).detail": 7,
    "performance.mark('a'); performance.mark('b'); return performance.measure('m', 'a', 'b').entryType;":
      'measure',
    "performance.clearMarks(); performance.mark('x'); return performance.getEntriesByType('mark').length;": 1,
    'typeof performance.now()': 'number',
    "performance.clearMarks(); try { performance.measure('m', 'nowhere'); } catch (error) { return error.name; }":
      'SyntaxError',
  }));

test('timers are objects that can be asked and told', () =>
  agree({
    'const t = setTimeout(() => {}, 9).unref(); const held = t.hasRef(); clearTimeout(t); return held;': false,
    'let ran = 0; const t = setTimeout(() => { ran = 1; }, 5); clearTimeout(+t); await new Promise((r) => setTimeout(r, 9)); return ran;': 0,
    'let ran = 0; setTimeout(() => { ran = 1; }, 5).close(); await new Promise((r) => setTimeout(r, 9)); return ran;': 0,
    'let ran = 0; setTimeout(() => { ran = 1; }, 1).ref().refresh(); await new Promise((r) => setTimeout(r, 20)); return ran;': 1,
    'const t = setTimeout(() => {}, 9); clearTimeout(t); return typeof t + Object.keys({ [t]: 1 }).length;':
      'object1',
  }));

test('structuredClone clones what Node clones', () =>
  agree({
    'new Float64Array(structuredClone(Float64Array.of(1, 2).buffer))': [1, 2],
    'const a = Float64Array.of(1, 2, 3); const c = structuredClone(a.subarray(1)); c[0] = 9; return [a[1], c[0], c.length, c.buffer.byteLength];':
      [2, 9, 2, 24],
    'const r = structuredClone(/x(y)/gi); return [r.source, r.flags, r instanceof RegExp];': [
      'x(y)',
      'gi',
      true,
    ],
    "const e = structuredClone(new RangeError('far', { cause: [1] })); return [e.message, e.name, e instanceof RangeError, e.cause];":
      ['far', 'RangeError', true, [1]],
    'structuredClone(new DataView(Float64Array.of(1, 2).buffer, 8)).byteLength': 8,
    '[...structuredClone(new Map([[{ a: 1 }, new Set([2])]]))].map(([k, v]) => [k.a, [...v]])': [
      [1, [2]],
    ],
    'const o = { list: [1, , 3] }; o.self = o; const c = structuredClone(o); return [c.self === c, 1 in c.list, c.list.length];':
      [true, false, 3],
    'const b = new ArrayBuffer(8); const c = structuredClone({ b }, { transfer: [b] }); return [b.byteLength, c.b.byteLength];':
      [0, 8],
    'structuredClone(new Date(5)).getTime()': 5,
    "typeof structuredClone(Object('text')) + structuredClone(Object(2))": 'object2',
    'try { structuredClone(() => 1); } catch (error) { return error.name; }': 'DataCloneError',
    'class A { x = 1; } return structuredClone(new A()) instanceof A;': false,
  }));

const iterating: Table = {
  '[1, 2, 3].values().map((x) => x).find((x) => x === 2)': 2,
  '[...[1, 2, 3].values().filter((x) => x > 1).take(1)]': [2],
  'const [a] = [1, 2, 3].values().map((x) => x); return a;': 1,
  'for (const a of new Set([1, 2]).values().map((x) => x)) return a;': 1,
  "new Map([['k', 1]]).keys().some((key) => key === 'k')": true,
  "'abc'[Symbol.iterator]().every((x) => x === 'a')": false,
  '[...[[1, 2], [3]].values().flatMap((x) => x.values()).take(1)]': [1],
  "[1, 2].values().map(() => { throw new RangeError('mine'); }).toArray()": 'RangeError',
  'const it = [1, 2, 3].values(); for (const x of it.map((y) => y)) break; return [...it];': [2, 3],
  "typeof [].values()['re' + 'turn']": 'undefined',
  'let ended = 0; const it = { __proto__: Iterator.prototype, next: () => ({ value: 1 }), return() { ended += 1; return {}; } }; it.find(() => true); return ended;': 1,
  '[Iterator.prototype.map.name, Iterator.prototype.map.length]': ['map', 1],
  'new Iterator.prototype.map(() => 1)': 'TypeError',
};

test('iterator helpers end early over any iterator', async () => {
  expect(await inSandbox(iterating)).toEqual(iterating);
  // Node has them from 22 on.
  if ('Iterator' in globalThis) expect(await inNode(iterating)).toEqual(iterating);
});

test('endless recursion is a RangeError that counts as no check of shapes', () =>
  agree({
    'const f = () => f(); try { f(); } catch (error) { return [error instanceof RangeError, error.name, error.constructor === RangeError]; }':
      [true, 'RangeError', true],
    'const f = () => 1 + f(); return f();': 'StackOverflow',
    'typeof InternalError': 'undefined',
  }));

test('what is held weakly is there as long as the code runs', () =>
  agree({
    'new WeakRef({ a: 1 }).deref().a': 1,
    'const ref = new WeakRef([1]); await null; return [ref.deref(), String(ref), WeakRef.name];': [
      [1],
      '[object WeakRef]',
      'WeakRef',
    ],
    'WeakRef({})': 'TypeError',
    'new WeakRef(1)': 'TypeError',
  }));

test('errors can be told where their stack begins', () =>
  agree({
    'typeof Error.stackTraceLimit': 'number',
    'const o = {}; Error.captureStackTrace(o); return typeof o.stack;': 'string',
  }));

test('the symbols of disposal are there', () =>
  agree({
    '[typeof Symbol.dispose, typeof Symbol.asyncDispose]': ['symbol', 'symbol'],
  }));

test('a first line may name who runs the file', () =>
  agree({ '1 + 1': 2 }, '#!/usr/bin/env tsx\n'));

test('text is encoded and decoded as UTF-8', () =>
  agree({
    "[...new TextEncoder().encode('aä€𝒳\\ud800')]": [
      97, 195, 164, 226, 130, 172, 240, 157, 146, 179, 239, 191, 189,
    ],
    "new TextDecoder().decode(new TextEncoder().encode('\ufeffaä€𝒳'))": 'aä€𝒳',
    'new TextDecoder().decode(Uint8Array.of(0x61, 0xf0, 0x9d, 0x92, 0x61, 0xed, 0xa0, 0x80, 0xff))':
      'a\ufffda\ufffd\ufffd\ufffd\ufffd',
    "new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(0xff))": 'TypeError',
    "new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(0xef, 0xbf, 0xbd))": '\ufffd',
  }));

/** What each shape of recursion comes to at a depth, and where there is no end to it. */
const recursion = (depth: number): Table => ({
  [`const f = (n) => (n === 0 ? 0 : 1 + f(n - 1)); return f(${3 * depth});`]: 3 * depth,
  [`const f = (n) => (n === 0 ? [] : [n, ...f(n - 1)]); return f(${3 * depth}).length;`]: 3 * depth,
  [`const f = (n, ...rest) => (n === 0 ? 0 : 1 + f(n - 1, ...rest)); return f(${3 * depth}, 1, 2, 3, 4);`]:
    3 * depth,
  [`const f = ({ n, one = 1 }) => (n === 0 ? 0 : one + f({ n: n - 1 })); return f({ n: ${3 * depth} });`]:
    3 * depth,
  [`const f = (n) => [n].map((m) => (m === 0 ? 0 : 1 + f(m - 1)))[0]; return f(${depth});`]: depth,
  [`const f = (n) => [n].reduce((sum, m) => sum + (m === 0 ? 0 : 1 + f(m - 1)), 0); return f(${depth});`]:
    depth,
  [`function* f(n) { if (n > 0) { yield n; yield* f(n - 1); } } return [...f(${depth})].length;`]:
    depth,
  [`const f = async (n) => (n === 0 ? 0 : 1 + (await f(n - 1))); return f(${depth});`]: depth,
});

test('recursion goes as deep as right answers go', () => agree(recursion(1_000)));

test('recursion without an end is an error, however it is written, and ends no child', async () => {
  const endless: Table = {
    'const f = () => 1 + f(); return f();': 'StackOverflow',
    'const f = () => [1].map(f); return f();': 'StackOverflow',
    'const f = () => [2, 1].sort(f); return f();': 'StackOverflow',
    'const f = (...all) => f(1, ...all.slice(0, 9)); return f();': 'StackOverflow',
    'function* f() { yield* f(); } return [...f()];': 'StackOverflow',
    "const f = () => 'x'.replace(/x/, f); return f();": 'StackOverflow',
    'const f = new Proxy({}, { get: () => f.x }); return f.x;': 'StackOverflow',
    'const f = { get x() { return f.x; } }; return f.x;': 'StackOverflow',
    'const f = { toString: () => `${f}` }; return `${f}`;': 'StackOverflow',
    'const f = async () => 1 + (await f()); return await f();': 'StackOverflow',
    '1': 1,
  };
  await agree(endless);
});
