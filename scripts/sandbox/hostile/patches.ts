/**
 * Built-in functions that are not what they were. The judge is elsewhere and does not use them; the
 * harness beside the submission took its own before. A wrong answer stays wrong, a right one right.
 */
import { against, rightAnswer } from './form';

const right = rightAnswer('softmax');
const wrong = 'export const softmax = (x) => x;';
/** Softmax of lists alone, with nothing but operators. */
const plain = `export function softmax(x) {
  const out = [];
  for (let i = 0; i < x.length; i++) out[i] = x[i];
  return out;
}`;

export const patches = against('softmax', {
  'patches every': [
    'fail',
    `Array.prototype.every = () => true; Array.prototype.some = () => false;\n${wrong}`,
  ],
  'patches map': ['fail', `Array.prototype.map = () => [0.5, 0.5];\n${wrong}`],
  'patches Math.abs': [
    'fail',
    `Math.abs = () => 0; Math.max = () => 0; Number.isNaN = () => false;\n${wrong}`,
  ],
  'patches Object.is': ['fail', `Object.is = () => true; Object.hasOwn = () => true;\n${wrong}`],
  'patches isArray': ['fail', `Array.isArray = () => true;\n${wrong}`],
  'patches toJSON of arrays': ['fail', `Array.prototype.toJSON = () => [0.5, 0.5];\n${wrong}`],
  'patches toJSON of a right answer': [
    'pass',
    `Array.prototype.toJSON = () => 1; Object.prototype.toJSON = () => 2; Number.prototype.toJSON = () => 3;\n${right}`,
  ],
  'patches JSON': [
    'fail',
    `JSON.stringify = () => '{"kind":"returned","value":[0.5,0.5]}'; JSON.parse = () => ({});\n${wrong}`,
  ],
  'patches JSON around a right answer': [
    'pass',
    `JSON.stringify = () => ''; JSON.parse = () => null;\n${right}`,
  ],
  'deletes the global scope': [
    'pass',
    `${right}\nfor (const name of ['JSON', 'Reflect', 'Promise', 'console', 'Object']) delete globalThis[name];`,
  ],
  'patches then': [
    'fail',
    `Promise.prototype.then = function (resolve) { resolve([0.5, 0.5]); };\nexport const softmax = async (x) => x;`,
  ],
  'patches the constructor of promises': [
    'threw',
    `Promise.prototype.constructor = Array; Promise.resolve = () => [0.5];\nexport const softmax = async (x) => x;`,
  ],
  'patches iteration': [
    'fail',
    `Array.prototype[Symbol.iterator] = function* () { yield 0.5; yield 0.5; };\n${plain}`,
  ],
  'patches call, apply and bind': [
    'pass',
    `${right}\nFunction.prototype.call = Function.prototype.apply = Function.prototype.bind = () => 1;`,
  ],
  'patches Reflect': [
    'pass',
    `${right}\nReflect.apply = Reflect.ownKeys = Reflect.getPrototypeOf = () => 1;`,
  ],
  'patches strings': [
    'pass',
    `${right}\nString.prototype.slice = () => ''; String.prototype.toString = () => ''; RegExp.prototype.exec = () => null;`,
  ],
  'waits with setters on Object.prototype': [
    'pass',
    `${right}
    for (const name of ['0', '1', 'value', 'kind', 'message', 'then', 'next', 'get', 'slug', 'refused', '$']) {
      const found = { __proto__: null, set() { throw new Error('caught'); }, get() {}, configurable: true };
      Object.defineProperty(Object.prototype, name, found);
    }`,
  ],
  'waits with setters on Array.prototype': [
    'fail',
    `for (const name of ['0', '1', '2']) {
      Object.defineProperty(Array.prototype, name, { set() {}, get: () => 0.5, configurable: true });
    }
    ${wrong}`,
  ],
  'puts an answer on Object.prototype': [
    'fail',
    `Object.prototype.value = [0.5, 0.5]; Object.prototype.kind = 'returned'; Object.prototype.argumentsAfter = [[7, 7]];\n${wrong}`,
  ],
  'puts a number code on Object.prototype': ['pass', `${right}\nObject.prototype.$ = 'NaN';`],
  'puts a then on Object.prototype': [
    'timeout',
    `${right}\nObject.prototype.then = function () {};`,
  ],
  'freezes everything': [
    'pass',
    `${right}\nfor (const it of [Object, Array, Function, Promise]) { Object.freeze(it); Object.freeze(it.prototype); }
    Object.freeze(globalThis);`,
  ],
  'makes every error a RangeError': [
    'fail',
    `Object.setPrototypeOf(TypeError.prototype, RangeError.prototype);
    Object.defineProperty(Error.prototype, 'name', { value: 'RangeError' });\n${wrong}`,
  ],
});
