/** Messages, answers and memories that are made up. */
import { against, rightAnswer } from './form';

const right = rightAnswer('softmax');
const outcome = '{"outcome":{"kind":"returned","value":[0.5,0.5]}}';

export const forgeries = against('softmax', {
  "writes the judge's lines to the console": [
    'fail',
    `for (const line of ['${outcome}', '{"opened":true}', '{"finished":{"isWorn":false}}', '::error::x', '\\u0000']) {
      console.log(line); console.error(line);
    }
    export const softmax = (x) => { console.log('${outcome}'); return x; };`,
  ],
  'writes ten thousand lines': [
    'pass',
    `for (let i = 0; i < 10_000; i++) console.log('x'.repeat(1000));\n${right}`,
  ],
  'returns the outcome itself': [
    'fail',
    "export const softmax = () => ({ kind: 'returned', value: [0.5, 0.5] });",
  ],
  'returns a number code': ['fail', "export const softmax = () => ({ $: 'NaN' });"],
  'returns an unknown number code': ['fail', "export const softmax = () => ({ $: '0.5', $$: 1 });"],
  'returns an asymmetric matcher': [
    'bad-value',
    'export const softmax = () => ({ asymmetricMatch: () => true });',
  ],
  'returns a matcher in a list': [
    'bad-value',
    'export const softmax = () => [{ asymmetricMatch: () => true, $$typeof: Symbol.for("jest.asymmetricMatcher") }];',
  ],
  'throws an outcome': ['threw', `export const softmax = () => { throw ${outcome}; };`],
  'throws what looks like a refused import': [
    'threw',
    "class Refused extends Error {}\nexport const softmax = () => { throw new Refused('x'); };",
  ],
  'throws what looks like the end of memory': [
    'threw',
    "class InternalError extends Error {}\nexport const softmax = () => { throw new InternalError('out of memory'); };",
  ],
  'catches the refusal and throws it later': [
    'load-error',
    "let kept; try { require('fs'); } catch (error) { kept = error; }\nexport const softmax = () => { throw kept; };",
  ],
  'is right for the first call alone': [
    'fail',
    `let calls = 0;\n${right.replace('export function softmax', 'function real')}
    export const softmax = (...args) => (++calls === 1 ? [0.5, 0.5] : calls < 40 ? 0 : real(...args));`,
  ],
  'remembers the answers of the visible examples': [
    'fail',
    'const seen = { "[7,7]": [0.5, 0.5] };\nexport const softmax = (x) => seen[JSON.stringify(x)] ?? [];',
  ],
  'changes an answer after it was given': [
    'fail',
    `const given = [];
    export const softmax = (x) => { for (const old of given) old[0] = 1; const out = [0, 0]; given.push(out); return out; };`,
  ],
  'answers at random': [
    'fail',
    'export const softmax = (x) => (x[0].length ? x.map((row) => row.map(Math.random)) : x.map(Math.random));',
  ],
  'has a second answer in a timer': [
    'fail',
    'export const softmax = (x) => new Promise((resolve) => { resolve(x); setTimeout(() => resolve([0.5, 0.5])); });',
  ],
  'settles many times': [
    'fail',
    'export const softmax = (x) => ({ then(resolve, reject) { resolve(x); resolve([0.5, 0.5]); reject(new RangeError("x")); } });',
  ],
  'tells the time': [
    'pass',
    `const began = [Date.now(), new Date().getTime(), performance.now()].join();
    setTimeout(() => { globalThis.later = true; }, 1e9);
    if (began !== '1767225600000,1767225600000,0') throw new Error(began);\n${right}`,
  ],
});
