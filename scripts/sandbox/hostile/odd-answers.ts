/** Answers that are no answer, or look like one in some way of comparing. */
import { against, gives } from './form';

const forSoftmax = against('softmax', {
  'returns NaN': ['fail', gives('x.map(() => NaN)')],
  'returns NaN of every shape': [
    'fail',
    gives('(x[0].map ? x.map((r) => r.map(() => NaN)) : x.map(() => NaN))'),
  ],
  'returns thousands of long texts': [
    'fail',
    gives("Array.from({ length: 3e3 }, () => 'y'.repeat(2e3))"),
  ],
  'returns infinities': ['fail', gives('x.map(() => Infinity)')],
  'returns minus zero': ['fail', gives('x.map(() => -0)')],
  'returns numbers as strings': ['fail', gives("x.map(() => '0.5')")],
  'returns a string': ['fail', gives("'0.5,0.5'")],
  'returns true': ['fail', gives('true')],
  'returns null': ['fail', gives('null')],
  'returns nothing': ['bad-value', gives('undefined')],
  'returns a BigInt': ['bad-value', gives('[1n, 2n]')],
  'returns a symbol': ['bad-value', gives('Symbol("x")')],
  'returns a function': ['bad-value', gives('() => [0.5, 0.5]')],
  'returns a map': ['bad-value', gives('new Map([[0, 0.5]])')],
  'returns a date': ['bad-value', gives('new Date()')],
  'returns boxed numbers': ['bad-value', gives('[Object(0.5), Object(0.5)]')],
  'returns an instance': [
    'bad-value',
    'class Row extends Object {}\nexport const softmax = () => new Row();',
  ],
  'returns an iterator': ['bad-value', 'export function* softmax(x) { yield 0.5; }'],
  'returns an async iterator': ['bad-value', 'export async function* softmax(x) { yield 0.5; }'],
  'returns a BigInt64Array': ['bad-value', gives('new BigInt64Array(2)')],
  'returns what says it is a Float64Array': [
    'bad-value',
    gives('({ [Symbol.toStringTag]: "Float64Array", __proto__: Int8Array.prototype, length: 2 })'),
  ],
  'returns a list-like': ['fail', gives('({ 0: 0.5, 1: 0.5, length: 2 })')],
  'returns holes': ['bad-value', gives('new Array(x.length)')],
  'returns a cycle': ['bad-value', 'const a = []; a.push(a);\nexport const softmax = () => a;'],
  'returns a __proto__ of its own': [
    'fail',
    gives('JSON.parse(\'{"__proto__": [0.5, 0.5], "length": 2}\')'),
  ],
  'returns a nest a thousand deep': [
    'bad-value',
    'export const softmax = () => { let a = []; for (let i = 0; i < 1e3; i++) a = [a]; return a; };',
  ],
  'returns a nest a million deep': [
    'memory',
    'export const softmax = () => { let a = []; for (let i = 0; i < 1e6; i++) a = [a]; return a; };',
  ],
  'returns two million numbers': ['bad-value', gives('new Float64Array(2e6)')],
  'returns a long string': ['bad-value', gives("'x'.repeat(2e5)")],
  'returns the same long list many times': [
    'bad-value',
    'const row = new Array(1000).fill(0.5);\nexport const softmax = () => new Array(2000).fill(row);',
  ],
  'returns sixty thousand keys': [
    'bad-value',
    'const big = {}; for (let i = 0; i < 60_000; i++) big["k" + i] = i;\nexport const softmax = () => big;',
  ],
  'returns a proxy of a list': ['fail', gives('new Proxy([1, 2], {})')],
  'returns a proxy that has anything': [
    'fail',
    gives("new Proxy([], { get: (_, key) => (key === 'length' ? 2 : 0.5), has: () => true })"),
  ],
  'returns a proxy of endless length': [
    'bad-value',
    gives(
      "new Proxy([], { get: (_, key) => (key === 'length' ? 2 ** 32 - 1 : 0.5), getOwnPropertyDescriptor: () => ({ value: 0.5, enumerable: true, configurable: true }) })",
    ),
  ],
  'returns a proxy that throws': [
    'threw',
    gives('new Proxy([], { get() { throw new RangeError("x"); } })'),
  ],
  'returns a revoked proxy': [
    'threw',
    'const { proxy, revoke } = Proxy.revocable([], {}); revoke();\nexport const softmax = () => proxy;',
  ],
  'returns a getter that changes its mind': [
    'fail',
    'let n = 0;\nexport const softmax = () => Object.defineProperty([0, 0], 0, { get: () => (n += 0.5), enumerable: true });',
  ],
  'returns a getter that throws': ['threw', gives('({ get a() { throw new RangeError("x"); } })')],
});

const forAlignment = against('multilingual', {
  'returns texts for indices': ['fail', "export const alignTokens = (a) => a.map(() => '0');"],
  'returns objects for indices': [
    'fail',
    "export const alignTokens = (a) => a.map(() => ({ toString: '0' }));",
  ],
});

export const oddAnswers = [...forSoftmax, ...forAlignment];
