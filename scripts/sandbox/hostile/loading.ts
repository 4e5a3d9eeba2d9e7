/** Files that are hard to take in, to make JavaScript of, or to load. */
import { SIZE_LIMIT } from '../../submissions/source';
import { against, rightAnswer } from './form';

const right = rightAnswer('softmax');
const padded = (size: number): Buffer =>
  Buffer.concat([Buffer.from(`${right}\n//`), Buffer.alloc(size, '.')]).subarray(0, size);

export const loading = against('softmax', {
  'has no end': ['load-error', 'export function softmax('],
  'is empty': ['missing-file', ''],
  'names an import of twelve million letters': [
    'load-error',
    `require('../' + 'y'.repeat(12e6));\n${right}`,
  ],
  'is refused a long import in every call': [
    'fail',
    "export function softmax(x) { try { require('../' + 'y'.repeat(1e6)); } catch {} return x; }",
  ],
  'ends the wrapper around it': ['load-error', '}); globalThis.process = 1; (function () {'],
  'ends the wrapper in a comment': ['load-error', '/* }) */ }, 1); /*'],
  'ends the wrapper in a template': ['load-error', 'const text = `'],
  'hides a line behind a line separator': ['pass', `// \u2028 0;\n${right}`],
  'divides where a regex could stand': [
    'pass',
    `const a = 4, g = 2; const b = a / 2 / g; /[/*]/g.test('');\n${right}`,
  ],
  'has a regex that looks like a comment': [
    'pass',
    `const re = /[/]\\/\\*/; const s = '/*';\n${right}`,
  ],
  'has a type bomb': [
    'pass',
    `type Grow<N extends unknown[]> = N['length'] extends 1e9 ? N : Grow<[...N, ...N]>;
     type Bomb = Grow<[0]>; const bomb = null as unknown as Bomb;\n${right}`,
  ],
  'has arrow functions that look like types': [
    'pass',
    `const f = <T,>(x: T): T => x; const g = (a: number, b?: string) => a < 1 && a > 2;\n${right}`,
  ],
  'nests 60,000 brackets': [
    'load-error',
    `export const softmax = ${'['.repeat(60_000)}${']'.repeat(60_000)};`,
  ],
  'nests 60,000 parentheses': [
    'load-error',
    `export const softmax = ${'('.repeat(60_000)}1${')'.repeat(60_000)};`,
  ],
  'nests 60,000 types': [
    'load-error',
    `type T = ${'['.repeat(60_000)}${']'.repeat(60_000)};\n${right}`,
  ],
  'nests 20,000 functions': ['load-error', `export const softmax = ${'()=>'.repeat(20_000)}1;`],
  'nests 60,000 types behind an enum': [
    'load-error',
    `enum E { A }\ntype T = ${'['.repeat(60_000)}${']'.repeat(60_000)};\n${right}`,
  ],
  'doubles a text forty times in an enum': [
    'load-error',
    `enum E { A0 = 'x'${Array.from({ length: 40 }, (_, i) => `, A${i + 1} = A${i} + A${i}`).join('')} }\n${right}`,
  ],
  'is 256 KB of brackets': ['load-error', '['.repeat(SIZE_LIMIT)],
  'is exactly as large as may be': ['pass', padded(SIZE_LIMIT)],
  'is one byte larger than may be': ['rejected', padded(SIZE_LIMIT + 1)],
  'has a NUL': ['rejected', `${right}\u0000`],
  'is no UTF-8': ['load-error', Buffer.concat([Buffer.from(right), Buffer.from([0xc3, 0x28])])],
  'begins with a byte-order mark': ['pass', `\ufeff${right}`],
  'begins with a hashbang': ['pass', `#!/usr/bin/env node\n${right}`],
  'awaits at the top': ['load-error', `await 1;\n${right}`],
  'exports by export =': ['pass', `${right.replaceAll('export ', '')}\nexport = { softmax };`],
  'exports a default alone': ['missing-export', 'export default function softmax(x) { return x; }'],
  'exports something that is no function': ['missing-export', 'export const softmax = [0.5, 0.5];'],
  'exports null': ['missing-export', 'module.exports = null;'],
  'exports undefined': ['missing-export', 'module.exports = undefined;'],
  'exports a getter that throws': [
    'threw',
    'Object.defineProperty(exports, "softmax", { get() { throw new Error("no"); } });',
  ],
  'exports a proxy of the answer': ['pass', `${right}\nmodule.exports = new Proxy(exports, {});`],
  'throws while loading': ['load-error', 'throw new RangeError("no");'],
  'throws nothing while loading': ['load-error', 'throw undefined;'],
  'throws an odd thing while loading': [
    'load-error',
    'throw { get message() { throw 1; }, toString() { throw 2; } };',
  ],
});
