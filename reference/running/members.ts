/**
 * What code can name in a global scope: globals, their members, those of their prototypes and of
 * what they return. The same walk is taken in Node and in the sandbox's interpreter; what was found
 * there is written down in `graded-scope.json`. Imports nothing, because the sandbox is handed this
 * very file.
 */

/** Where a member is: `holder[key]`. */
export interface Member {
  holder: object;
  key: PropertyKey;
}

const prototypeOf = (value: unknown): object | null => Object.getPrototypeOf(value);

/** By the names that they go by in every engine, whether or not it has those; bases come first. */
const bases: Record<string, () => unknown> = {
  'Object.prototype': () => Object.prototype,
  'Function.prototype': () => Function.prototype,
  'Iterator.prototype': () => prototypeOf(prototypeOf([].values())),
  TypedArray: () => prototypeOf(Int8Array),
  Error: () => Error,
};

/** What only a call returns, by the call. */
const returned: Record<string, () => unknown> = {
  '[].values()': () => [].values(),
  'new Map().entries()': () => new Map().entries(),
  'new Set().values()': () => new Set().values(),
  "''[Symbol.iterator]()": () => ''[Symbol.iterator](),
  "''.matchAll()": () => ''.matchAll(/x/g),
  'generator()': () => (function* () {})(),
  'asyncGenerator()': () => (async function* () {})(),
  'asyncFunction()': () => async () => {},
  'iterator.map()': () =>
    ([].values() as unknown as { map(f: () => number): unknown }).map(() => 0),
  'Iterator.from()': () =>
    (globalThis as unknown as Record<'Iterator', { from(of: object): unknown }>).Iterator.from({
      next: () => ({ done: true }),
    }),
  'setTimeout()': () => {
    const timeout = setTimeout(() => {}, 0);
    clearTimeout(timeout);
    return timeout;
  },
  'performance.mark()': () => {
    const entry = performance.mark('members');
    performance.clearMarks('members');
    return entry;
  },
};

/** What every function has, what leads back, and what Node keeps for itself. */
const isPassedOver = (key: string): boolean =>
  /^(?:_|(?:arguments|callee|caller|constructor|length|name|prototype)$)/.test(key);

/** The global scope under its own names. */
const ownNames = ['global', 'globalThis', 'self'];

/**
 * Every member by how code names it: `Array.from`, `Array.prototype.at`, `setTimeout().unref`.
 * @param globals names of the globals to look into
 */
export function listMembers(
  globals: readonly string[] = Object.getOwnPropertyNames(globalThis),
): Map<string, Member> {
  const found = new Map<string, Member>();
  const seen = new Set<unknown>();
  const symbols = new Map(
    Object.getOwnPropertyNames(Symbol)
      .map((name) => [(Symbol as unknown as Record<string, unknown>)[name], name] as const)
      .filter(([value]) => typeof value === 'symbol'),
  );

  function nameOf(path: string, key: PropertyKey): string | null {
    if (typeof key === 'string') return isPassedOver(key) ? null : `${path}.${key}`;
    const name = symbols.get(key);
    return name === undefined ? null : `${path}[Symbol.${name}]`;
  }

  /** Members of a value and of what it inherits from, as far as that is new. */
  function visit(value: unknown, path: string): void {
    for (let holder = value; Object(holder) === holder && !seen.has(holder); ) {
      seen.add(holder);
      for (const key of Reflect.ownKeys(holder as object)) {
        const name = nameOf(path, key);
        if (name !== null && !found.has(name)) found.set(name, { holder: holder as object, key });
      }
      const described = Object.getOwnPropertyDescriptor(holder, 'prototype');
      const prototype: unknown = typeof holder === 'function' ? described?.value : undefined;
      holder = prototypeOf(holder);
      visit(prototype, `${path}.prototype`);
    }
  }

  /** What cannot be made here has no members here. */
  function visitAll(makers: Record<string, () => unknown>): void {
    for (const [path, make] of Object.entries(makers)) {
      let value: unknown;
      try {
        value = make();
      } catch {
        continue;
      }
      visit(value, path);
    }
  }

  visitAll(bases);
  for (const name of [...globals].sort()) {
    const described = Object.getOwnPropertyDescriptor(globalThis, name);
    if (!ownNames.includes(name)) visit(described?.value ?? described?.get?.call(globalThis), name);
  }
  visitAll(returned);
  return found;
}

/** For the sandbox: the names of all globals, and of all members. */
export const listNames = (): [globals: string[], members: string[]] => [
  Object.getOwnPropertyNames(globalThis).sort(),
  [...listMembers().keys()].sort(),
];
