/**
 * This engine's iterator helpers end an iterator early by calling its `return` even where it has
 * none, as those of arrays, sets, maps and strings have none. So the helpers are given iterators
 * that always have one; what a submission can see of them stays as it was.
 */
import { apply, create, getOwnPropertyDescriptor } from './primordials';

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

/** Those that may end before the iterator does. */
const ending = [
  'drop',
  'every',
  'filter',
  'find',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'some',
  'take',
];

/** The same iterator for a helper, with a `return` that calls the iterator's own where it has one. */
function endable(iterator: unknown): unknown {
  if (typeof iterator !== 'object' || iterator === null) return iterator;
  const own = iterator as Record<'next' | 'return', Method | undefined>;
  if (own.return !== undefined && own.return !== null) return iterator;
  const wrapper = create(null);
  const { next } = own;
  wrapper.next = typeof next === 'function' ? () => apply(next, iterator, []) : next;
  wrapper.return = () => ({});
  return wrapper;
}

/** Replaces a method by one that is told of its `this` and its arguments first. */
function align(holder: Methods, name: string, run: (native: Method) => Method): void {
  const described = getOwnPropertyDescriptor(holder, name);
  const native = described?.value as Method | undefined;
  if (!native) throw new Error(`iterators: the engine has no ${name}`);
  const aligned = run(native);
  const { length } = native;
  Object.defineProperties(aligned, {
    name: { value: name, configurable: true },
    length: { value: length, configurable: true },
  });
  Object.defineProperty(holder, name, { ...described, value: aligned });
}

/** An iterable whose iterators are endable; what is none stays as it is. */
function endableIterable(iterable: unknown): unknown {
  if (typeof iterable !== 'object' || iterable === null) return iterable;
  const open = (iterable as Record<symbol, unknown>)[Symbol.iterator];
  if (typeof open !== 'function') return iterable;
  return { [Symbol.iterator]: () => endable(apply(open, iterable, [])) };
}

export function alignIterators(): void {
  const { Iterator } = globalThis as unknown as { Iterator: Methods & { prototype: Methods } };
  for (const name of ending) {
    align(
      Iterator.prototype,
      name,
      (native) =>
        // A method, so that it can be called on any iterator and is no constructor.
        ({
          run(this: unknown, ...args: unknown[]) {
            return apply(native, endable(this), args);
          },
        }).run,
    );
  }
  align(
    Iterator,
    'concat',
    (native) =>
      ({
        run(this: unknown, ...items: unknown[]) {
          return apply(native, this, items.map(endableIterable));
        },
      }).run,
  );
}
