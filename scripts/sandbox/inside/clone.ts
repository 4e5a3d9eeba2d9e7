/**
 * `structuredClone` of what V8's clones and this engine has: plain objects, arrays, buffers and
 * views on them, maps, sets, dates, regular expressions, errors and wrapped primitives.
 */
import { isArray, isView, typedArrayLength, typedArrayName } from './primordials';

type Clones = Map<unknown, unknown>;
type View = ArrayBufferView & { constructor: new (...args: unknown[]) => unknown; length: number };

const errorClasses = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

const uncloneable = (what: string): Error =>
  Object.assign(new Error(`structuredClone: ${what} could not be cloned`), {
    name: 'DataCloneError',
  });

/** The own enumerable properties that a name can reach. */
function copyProperties(from: object, into: object, clones: Clones): object {
  for (const key of Object.keys(from)) {
    const value = clone((from as Record<string, unknown>)[key], clones);
    Object.defineProperty(into, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return into;
}

/** A view of a clone of its buffer; two views of one buffer share one clone. */
function cloneView(view: View, clones: Clones): unknown {
  const buffer = clone(view.buffer, clones);
  const name = typedArrayName(view);
  if (name === undefined)
    return new DataView(buffer as ArrayBuffer, view.byteOffset, view.byteLength);
  const type = (globalThis as unknown as Record<string, View['constructor']>)[name];
  if (type === undefined) throw uncloneable(name);
  return new type(buffer, view.byteOffset, typedArrayLength(view));
}

/** Of an error what V8 clones: the class among the language's own, message, stack and cause. */
function cloneError(error: Error, clones: Clones): Error {
  const type = (errorClasses as Record<string, ErrorConstructor>)[error.name] ?? Error;
  const options = 'cause' in error ? { cause: clone(error.cause, clones) } : undefined;
  const copy = new type(error.message, options);
  Object.defineProperty(copy, 'stack', { value: error.stack, writable: true, configurable: true });
  return copy;
}

/** The copy of a class instance that can be copied; null for any other object. */
function cloneInstance(value: object): object | null {
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof ArrayBuffer) return value.slice(0);
  const isWrapped = [Boolean, Number, String, BigInt].some((type) => value instanceof type);
  return isWrapped ? Object(value.valueOf()) : null;
}

function refuse(value: unknown): void {
  if (typeof value === 'function' || typeof value === 'symbol')
    throw uncloneable(`a ${typeof value}`);
  const refused = [WeakMap, WeakSet, WeakRef, Promise].find((type) => value instanceof type);
  if (refused) throw uncloneable(`a ${refused.name}`);
}

function cloneObject(value: object, clones: Clones): unknown {
  const keep = <T>(copy: T): T => {
    clones.set(value, copy);
    return copy;
  };
  if (isArray(value)) return copyProperties(value, keep(new Array(value.length)), clones);
  if (isView(value)) return keep(cloneView(value as View, clones));
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [key, entry] of [...value]) copy.set(clone(key, clones), clone(entry, clones));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const entry of [...value]) copy.add(clone(entry, clones));
    return copy;
  }
  if (value instanceof Error) return keep(cloneError(value, clones));
  const instance = cloneInstance(value);
  return instance ? keep(instance) : copyProperties(value, keep({}), clones);
}

function clone(value: unknown, clones: Clones): unknown {
  refuse(value);
  if (typeof value !== 'object' || value === null) return value;
  return clones.has(value) ? clones.get(value) : cloneObject(value, clones);
}

/**
 * @param options buffers in `transfer` are empty afterwards
 * @throws DataCloneError for functions, symbols, promises and what is held weakly
 */
export function structuredClone(
  value: unknown,
  options?: { transfer?: Iterable<ArrayBuffer & { transfer(): ArrayBuffer }> },
): unknown {
  const transfer = [...(options?.transfer ?? [])];
  if (transfer.some((buffer) => !(buffer instanceof ArrayBuffer))) {
    throw uncloneable('what is not a buffer and to be transferred');
  }
  const copy = clone(value, new Map());
  for (const buffer of transfer) buffer.transfer();
  return copy;
}
