/**
 * The built-in functions that the judge's side inside the VM relies on, taken before a
 * submission's code has run. What a submission patches afterwards leaves these as they were.
 *
 * Code that uses them may not iterate (`Symbol.iterator` can be patched), call methods, or set a
 * property that is not there yet on an object with a prototype (a setter may wait for it).
 */

type Method = (this: never, ...args: never[]) => unknown;

/** `uncurry(Map.prototype.get)(map, key)`: a bound `call` looks nothing up when it is called. */
export const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <M extends Method>(
  method: M,
) => (self: ThisParameterType<M>, ...args: Parameters<M>) => ReturnType<M>;

export const { isArray } = Array;
export const { isView } = ArrayBuffer;
export const { create, defineProperty, hasOwn, is } = Object;
export const { apply, construct, getPrototypeOf, getOwnPropertyDescriptor, ownKeys } = Reflect;
export const { parse, stringify } = JSON;
export const isFiniteNumber = Number.isFinite;
export const text = String;
export const isInstance = uncurry(Object.prototype.isPrototypeOf);
export const slice = uncurry(String.prototype.slice);
export const includes = uncurry(String.prototype.includes);
export const isEnumerable = uncurry(Object.prototype.propertyIsEnumerable);

/** What the engine's own errors inherit from: those for what ran out. */
export const ENGINE_ERROR = (globalThis as unknown as { InternalError: ErrorConstructor })
  .InternalError.prototype;

const typedArray = getPrototypeOf(Float64Array.prototype) as object;
const tagOf = getOwnPropertyDescriptor(typedArray, Symbol.toStringTag)?.get as () => unknown;
const lengthOf = getOwnPropertyDescriptor(typedArray, 'length')?.get as () => number;

/** `'Float64Array'` for one, even where it pretends to be another; undefined for anything else. */
export const typedArrayName = uncurry(tagOf) as (value: unknown) => string | undefined;
export const typedArrayLength = uncurry(lengthOf) as (value: unknown) => number;

/** What `defineProperty` makes an ordinary property of; without a prototype that could add to it. */
export function plainProperty(value: unknown): PropertyDescriptor {
  const descriptor: PropertyDescriptor = create(null);
  descriptor.value = value;
  descriptor.writable = true;
  descriptor.enumerable = true;
  descriptor.configurable = true;
  return descriptor;
}
