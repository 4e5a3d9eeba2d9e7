/** JavaScript expressions of every kind of value that a function may return or throw, as text. */
import fc from 'fast-check';

const numbers = fc.constantFrom(
  ...'0 -0 1 -1.5 NaN Infinity -Infinity 1e308 5e-324 0.1 2**53'.split(' '),
);

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }).map((text) => JSON.stringify(text)),
  fc.constantFrom('"\\ud800"', '"\\udc00\\ud800"', '"\\u2028\\u0000"', '"x".repeat(100001)'),
);

const typedArrays = fc
  .record({
    kind: fc.constantFrom(
      ...'Int8 Uint8 Uint8Clamped Int16 Uint16 Int32 Uint32 Float32 Float64 BigInt64 BigUint64'.split(
        ' ',
      ),
    ),
    size: fc.nat({ max: 3 }),
    use: fc.constantFrom(
      'x',
      'x.buffer',
      'x.subarray(1)',
      'x.values()',
      'new DataView(x.buffer)',
      '(x.extra = 1, x)',
      '(structuredClone(x.buffer, { transfer: [x.buffer] }), x)',
      'Object.defineProperty(x, "length", { value: 1 })',
      'Object.defineProperty(x, Symbol.iterator, { value: 1 })',
      'Object.defineProperty(x, "constructor", { value: Array })',
      'Object.setPrototypeOf(x, null)',
      'Object.setPrototypeOf(x, Array.prototype)',
    ),
  })
  .map(({ kind, size, use }) => `((x) => ${use})(new ${kind}Array(${size}))`);

const oddities = fc.constantFrom(
  'undefined',
  'null',
  'true',
  'false',
  '7n',
  'Symbol("s")',
  'Symbol.iterator',
  '(() => 1)',
  'class {}',
  'new (class {})()',
  'new (class extends null { constructor() { return Object.create(new.target.prototype); } })()',
  'new (class Array2 extends Array {})(3)',
  'new (class { static name = Symbol("n"); })()',
  'new (class { get constructor() { throw new RangeError("c"); } })()',
  'new Date(0)',
  'new Date(NaN)',
  '/x/g',
  'new Map([[1, 2]])',
  'new Set([1])',
  'new WeakMap()',
  'new Error("e")',
  'new Number(1)',
  'new String("ab")',
  'new Boolean(false)',
  'Object(1n)',
  'Object(Symbol())',
  'new ArrayBuffer(8)',
  '[1, 2].values()',
  '(function* () { yield 1; })()',
  '(function () { return arguments; })(1, 2)',
  'Object.create(null)',
  'Object.create({ a: 1 })',
  'Object.create(Object.create(null))',
  'Object.prototype',
  'Array.prototype',
  'Math',
  'JSON',
  'Reflect',
  'Function.prototype',
  'new Proxy(() => 1, {})',
  '(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {}))',
  '(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable([], {}))',
  '((a) => (a.push(a), a))([])',
  '((o) => (o.self = o))({})',
  'Array(3)',
  'Array(2 ** 32 - 1)',
  '"x".repeat(100000)',
  'Array.from({ length: 4999 }, (_, i) => i)',
  'Array.from("ab".repeat(2000))',
);

const keys = fc.oneof(
  fc.constantFrom(
    '$',
    '$$',
    '$a',
    'a',
    '0',
    '10',
    '-1',
    '',
    '__proto__',
    'length',
    'toJSON',
    'then',
  ),
  fc.constantFrom('constructor', 'toString', 'valueOf', 'x y', '\u2028', '\ud800'),
);

/** What is thrown, and by what. */
const errors = fc.constantFrom(
  'new RangeError("r")',
  'new TypeError("t")',
  'new ReferenceError("f")',
  'new SyntaxError("s")',
  'new URIError("u")',
  'new EvalError("v")',
  'new AggregateError([], "a")',
  'new Error("e", { cause: 1 })',
  'new (class RangeError extends Error {})("own")',
  'new (class Own extends RangeError {})("own")',
  'new (class Own extends Error {})("own")',
  'new (class extends Error { static name = 1; })("own")',
  'new (class Own extends Error { get message() { throw 1; } })()',
  'Object.assign(new Error("e"), { message: 5 })',
  'Object.assign(new Error("e"), { message: undefined })',
  'Object.assign(new Error("e"), { name: "RangeError" })',
  'Object.assign(new Error("e"), { stack: 1 })',
  'Object.assign(new Error("e"), { stack: undefined })',
  'Object.assign(new Error("e"), { constructor: undefined })',
  'Object.assign(new Error("e"), { constructor: RangeError })',
  'Object.defineProperty(new Error("e"), "stack", { get() { throw 1; } })',
  'Object.setPrototypeOf(new RangeError("r"), Error.prototype)',
  'Object.setPrototypeOf(new RangeError("r"), null)',
  'Object.setPrototypeOf({}, RangeError.prototype)',
  'new Proxy(new RangeError("r"), {})',
  'new Proxy({}, { getPrototypeOf() { throw 1; } })',
  '(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {}))',
  'Object.create(null)',
  '{ toString() { throw 1; } }',
  '{ toString() { return {}; } }',
  '{ message: "m" }',
  '"text"',
  '5',
  'undefined',
  'null',
  'Symbol("s")',
  '1n',
  '() => 1',
  '"x".repeat(1000)',
);

const traps = fc.constantFrom(
  'get',
  'has',
  'ownKeys',
  'getOwnPropertyDescriptor',
  'getPrototypeOf',
);

/** `throw`, where an expression has to stand. */
const throwing = (error: string): string => `(() => { throw (${error}); })()`;

export const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const entry = fc.oneof(
    fc.tuple(keys, inner).map(([key, value]) => `[${JSON.stringify(key)}]: ${value}`),
    fc
      .tuple(keys, inner)
      .map(([key, value]) => `get [${JSON.stringify(key)}]() { return ${value}; }`),
    fc
      .tuple(keys, errors)
      .map(([key, error]) => `get [${JSON.stringify(key)}]() { throw (${error}); }`),
    inner.map((value) => `[Symbol.toStringTag]: ${value}`),
    fc.constant('[Symbol.iterator]: 1'),
  );
  const list = fc
    .array(fc.oneof({ weight: 9, arbitrary: inner }, { weight: 1, arbitrary: fc.constant('') }), {
      maxLength: 4,
    })
    .map((items) => `[${items.map((item) => `${item},`).join(' ')}]`);
  const record = fc.array(entry, { maxLength: 3 }).map((entries) => `({ ${entries.join(', ')} })`);
  return {
    expression: fc.oneof(
      { depthSize: 'small', maxDepth: 10 },
      { weight: 6, arbitrary: numbers },
      { weight: 2, arbitrary: texts },
      { weight: 4, arbitrary: oddities },
      { weight: 2, arbitrary: typedArrays },
      { weight: 1, arbitrary: errors.map(throwing) },
      { weight: 6, arbitrary: list },
      { weight: 5, arbitrary: record },
      { weight: 1, arbitrary: inner.map((value) => `Promise.resolve(${value})`) },
      { weight: 1, arbitrary: errors.map((error) => `Promise.reject(${error})`) },
      { weight: 1, arbitrary: inner.map((value) => `({ then(ok) { ok(${value}); } })`) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(inner, errors)
          .map(([value, error]) => `({ then(ok, fail) { fail(${error}); ok(${value}); } })`),
      },
      { weight: 1, arbitrary: inner.map((value) => `new Proxy(Object(${value}), {})`) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(inner, traps, errors)
          .map(
            ([value, trap, error]) =>
              `new Proxy(Object(${value}), { ${trap}() { throw (${error}); } })`,
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(list, inner)
          .map(([items, value]) => `Object.assign(${items}, { toJSON: ${value}, extra: 1 })`),
      },
      {
        weight: 1,
        arbitrary: list.map(
          (items) => `Object.assign(${items}, { *[Symbol.iterator]() { yield 9; } })`,
        ),
      },
    ),
  };
});

export { errors };
