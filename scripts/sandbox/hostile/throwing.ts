/** Errors that are not what they seem. */
import { against } from './form';

const throws = (value: string): string => `export const softmax = () => { throw ${value}; };`;

export const throwing = against('softmax', {
  'throws null': ['threw', throws('null')],
  'throws undefined': ['threw', throws('undefined')],
  'throws a symbol': ['threw', throws('Symbol("x")')],
  'throws a function': ['threw', throws('() => 1')],
  'throws a proxy that throws': [
    'threw',
    throws('new Proxy(new Error("x"), { get() { throw 1; }, getPrototypeOf() { throw 2; } })'),
  ],
  'throws a revoked proxy': [
    'threw',
    'const { proxy, revoke } = Proxy.revocable({}, {}); revoke();\nexport const softmax = () => { throw proxy; };',
  ],
  'throws what throws when it is shown': [
    'threw',
    throws('{ toString() { throw 1; }, get stack() { throw 2; } }'),
  ],
  'throws what never ends when it is shown': ['timeout', throws('{ toString() { for (;;); } }')],
  'throws an error whose message never ends': [
    'timeout',
    throws('Object.defineProperty(new Error(), "message", { get() { for (;;); } })'),
  ],
  'throws a long message': ['threw', throws('new Error("x".repeat(1e6))')],
  'throws commands for a log': [
    'threw',
    throws('new Error("::error::x\\n##[error]x\\n]]>\\u001b[31m\\u202e=1+1")'),
  ],
  'throws a RangeError by name alone': [
    'threw',
    throws('Object.assign(new Error("x"), { name: "RangeError" })'),
  ],
  'throws a class called RangeError': [
    'threw',
    'class RangeError extends Error {}\nexport const softmax = () => { throw new RangeError("x"); };',
  ],
  'always refuses': ['threw', throws('new RangeError("x")')],
  'rejects with null': ['threw', 'export const softmax = () => Promise.reject(null);'],
  'rejects later without a listener': [
    'fail',
    'Promise.reject(1);\nexport const softmax = (x) => { Promise.reject(new Error("x")); return x; };',
  ],
  'throws in a microtask': [
    'fail',
    'export const softmax = (x) => { Promise.resolve().then(() => { throw 1; }); return x; };',
  ],
  'throws in a timer': [
    'fail',
    'export const softmax = (x) => { setTimeout(() => { throw 1; }); return x; };',
  ],
});
