/** More memory or stack than there is. */
import { against, body } from './form';

export const tooMuch = against('softmax', {
  'fills a list': ['memory', body('const a = []; for (;;) a.push(new Array(1000).fill(0));')],
  'fills a list while loading': [
    'memory',
    'const a = []; for (;;) a.push(new Array(1000).fill(0));',
  ],
  'catches the end of memory': [
    'memory',
    body(
      'const a = []; for (;;) { try { for (;;) a.push(new Float64Array(1e5)); } catch { a.push(1); } }',
    ),
  ],
  'doubles a string': ['threw', body("let s = 'xy'; for (;;) s += s + Math.random();")],
  'fills a map': ['memory', body('const m = new Map(); for (let i = 0; ; i++) m.set(i, [i]);')],
  'makes closures': [
    'memory',
    body('let f = () => 1; for (;;) { const g = f; f = () => g; f.big = new Array(100).fill(f); }'),
  ],
  'makes a typed array too large': ['memory', body('return new Float64Array(1e8);')],
  'makes many typed arrays': [
    'memory',
    body('const a = []; for (;;) a.push(new Float64Array(1e6));'),
  ],
  'makes a huge BigInt': ['load-error', 'let n = 2n; for (;;) n *= n;'],
  'spreads an endless iterator': [
    'memory',
    body('return [...(function* () { for (;;) yield [0, 0, 0, 0]; })()];'),
  ],
  'joins a billion holes': ['memory', body("return Array(1e9).join('x'.repeat(1000));")],
  'fills a billion entries': ['memory', body('return new Array(1e9).fill(0);')],
  recurses: ['threw', body('return softmax(x);')],
  'recurses while loading': ['load-error', '(function f() { f(); })();'],
  'recurses in JSON': [
    'threw',
    body('const a = { toJSON: () => JSON.stringify(a) }; return JSON.stringify(a);'),
  ],
  'recurses in toString': [
    'threw',
    body('const a = { toString: () => String(a) }; return String(a);'),
  ],
  'recurses in a getter': ['threw', body('return { get a() { return this.a; } };')],
  'recurses in a proxy': [
    'threw',
    body('const p = new Proxy({}, { get: (t, k, r) => r[k] }); return p.a;'),
  ],
});
