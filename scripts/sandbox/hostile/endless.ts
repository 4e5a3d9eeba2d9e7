/** What never comes to an end. */
import { against, body, gives } from './form';

export const endless = against('softmax', {
  loops: ['timeout', body('for (;;);')],
  'loops while loading': ['timeout', 'for (;;);'],
  'loops in try and catch': [
    'timeout',
    body('for (;;) { try { for (;;); } catch {} finally { for (;;); } }'),
  ],
  'loops in a getter': ['timeout', gives('({ get a() { for (;;); } })')],
  'loops in a proxy': ['timeout', gives('new Proxy([], { get() { for (;;); } })')],
  'loops in a prototype trap': [
    'timeout',
    gives('new Proxy({}, { getPrototypeOf() { for (;;); } })'),
  ],
  'loops in valueOf': ['timeout', body('return x.map((v) => v + { valueOf() { for (;;); } });')],
  'loops in then': ['timeout', gives('({ get then() { for (;;); } })')],
  'loops in an exported getter': [
    'timeout',
    'Object.defineProperty(exports, "softmax", { get() { for (;;); } });',
  ],
  'loops in an async function': [
    'timeout',
    'export async function softmax() { for (;;) await null; }',
  ],
  'loops in a timer': [
    'timeout',
    gives('new Promise(() => { const again = () => setTimeout(again); again(); })'),
  ],
  'loops over an endless iterator': [
    'timeout',
    body('for (const _ of (function* () { for (;;) yield; })());'),
  ],
  'waits for the clock': [
    'timeout',
    body('const start = Date.now(); while (Date.now() === start);'),
  ],
  'resolves with itself': ['timeout', gives('({ then(resolve) { resolve(this); } })')],
  'never settles': ['timeout', gives('new Promise(() => {})')],
  'never calls back': ['timeout', gives('({ then() {} })')],
  'has a catastrophic regex': [
    'timeout',
    body("return /^(a+)+$/.test('a'.repeat(60) + '!') ? x : x;"),
  ],
  'sorts without end': [
    'timeout',
    body('return Array.from({ length: 1e5 }, (_, i) => i).sort(() => { for (;;); });'),
  ],
  'loops in a cleanup': [
    'fail',
    'new FinalizationRegistry(() => { for (;;); }).register({}, 1);\nexport const softmax = (x) => x;',
  ],
});
