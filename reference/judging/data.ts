/**
 * Plain data: all that crosses between the kit and learner code, and how it is written as JSON
 * without losing NaN, ±Infinity and −0. What is not plain data is refused by name.
 * Knows nothing of exercises or verdicts.
 */

export type Data = number | string | boolean | null | Data[] | { [key: string]: Data };

/** Thrown by `encode` and `decode`: says where and what. */
export class NotData extends Error {
  override readonly name = 'NotData';
}

export const MAX_DEPTH = 8;
/** Entries that learner code may return, where a caller names no number of its own. */
export const MAX_ENTRIES = 1_000_000;
/** Entries that a call may be given: a layer of a large model has four million weights. */
export const MOST_GIVEN = 8_000_000;

/** Entries that an answer may have that is expected to have so many. */
export const roomFor = (expected = 0): number => Math.max(MAX_ENTRIES, expected);
export const MAX_TEXT = 100_000;

const specials: readonly [code: string, value: number][] = [
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
];

function encodeNumber(value: number): unknown {
  // Almost all are: a call is given thousands of them.
  if (Number.isFinite(value) && value !== 0) return value;
  const special = specials.find(([, number]) => Object.is(number, value));
  return special ? { $: special[0] } : value;
}

/** The key `$` alone marks a number, so every key that begins with `$` gets one more in front. */
const escapeKey = (key: string): string => (key.startsWith('$') ? `$${key}` : key);

function unescapeKey(key: string): string {
  if (!key.startsWith('$')) return key;
  if (key.startsWith('$$')) return key.slice(1);
  throw new NotData(`an unknown key ${JSON.stringify(key)}`);
}

/** `[1, { weights: … }]` → `object`, `array`, `Map` …, for messages. Never throws. */
export function kindOf(value: unknown): string {
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  try {
    if (Array.isArray(value)) return 'array';
    const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
    return typeof name === 'string' ? name : 'object';
  } catch {
    // A proxy or a getter of a learner's.
    return 'object';
  }
}

/** What `await` would wait for. */
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  typeof (value as { then?: unknown }).then === 'function';

const isEnumerable = Object.prototype.propertyIsEnumerable;

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const typedArray: object = Object.getPrototypeOf(Float64Array.prototype);
const getterOf = (key: PropertyKey): (() => unknown) =>
  Object.getOwnPropertyDescriptor(typedArray, key)?.get as () => unknown;
const [nameOf, lengthOf] = [getterOf(Symbol.toStringTag), getterOf('length')];

/** The length of an array, or of a typed array of numbers, which big integers are not; else null. */
function lengthOfList(item: object): number | null {
  if (Array.isArray(item)) return item.length;
  // Asked of the array itself: a property or a prototype may say otherwise.
  const name = nameOf.call(item);
  const isNumeric = name !== undefined && name !== 'BigInt64Array' && name !== 'BigUint64Array';
  return isNumeric ? (lengthOf.call(item) as number) : null;
}

/**
 * Any value → what `JSON.stringify` may write. A typed array of numbers counts as an array
 * of them; an object's keys are kept, own and enumerable ones only, and a key whose value is undefined
 * counts as absent.
 * @param most how many entries there may be
 * @param pack writes a list of entries in another form
 * @throws NotData for anything else (undefined, functions, Map, class instances, holes in arrays,
 *   cycles, too many entries); and what a getter or a proxy throws
 */
export function encode(
  value: unknown,
  most = MAX_ENTRIES,
  pack: (coded: unknown[]) => unknown = (coded) => coded,
): unknown {
  let entries = 0;
  const count = (): void => {
    entries += 1;
    if (entries > most) throw new NotData(`more than ${most} entries`);
  };
  const list = (item: object, size: number, path: string, depth: number): unknown => {
    // Before the first entry is looked at: an array of four thousand million is soon made.
    if (entries + size > most) throw new NotData(`more than ${most} entries`);
    const coded: unknown[] = [];
    for (let i = 0; i < size; i++) {
      const entry = (item as unknown[])[i];
      if (entry === undefined && !Object.hasOwn(item, i)) {
        throw new NotData(`a hole at ${path}[${i}]`);
      }
      // Most entries are numbers; a path is worth its price for the others alone.
      if (typeof entry === 'number' && depth < MAX_DEPTH) {
        count();
        coded.push(encodeNumber(entry));
      } else coded.push(visit(entry, `${path}[${i}]`, depth + 1));
    }
    return pack(coded);
  };
  const record = (item: Record<string, unknown>, path: string, depth: number): unknown => {
    const pairs: [string, unknown][] = [];
    for (const key of Reflect.ownKeys(item)) {
      if (typeof key !== 'string' || !isEnumerable.call(item, key)) continue;
      const entry = item[key];
      if (entry === undefined) continue;
      if (key.length > MAX_TEXT) throw new NotData('a key that is too long');
      pairs.push([escapeKey(key), visit(entry, path ? `${path}.${key}` : key, depth + 1)]);
    }
    return Object.fromEntries(pairs);
  };
  const visit = (item: unknown, path: string, depth: number): unknown => {
    count();
    if (depth > MAX_DEPTH) throw new NotData(`nested more than ${MAX_DEPTH} deep at ${path}`);
    if (typeof item === 'number') return encodeNumber(item);
    if (typeof item === 'boolean' || item === null) return item;
    if (typeof item === 'string' && item.length <= MAX_TEXT) return item;
    const size = typeof item === 'object' ? lengthOfList(item) : null;
    if (size !== null) return list(item as object, size, path, depth);
    if (!isPlainObject(item)) throw new NotData(`${kindOf(item)} at ${path || 'the top'}`);
    return record(item, path, depth);
  };
  return visit(value, '', 0);
}

/**
 * The inverse of `encode`, for text that a learner's code may have written.
 * @throws NotData for a shape `encode` never writes
 */
export function decode(coded: unknown): Data {
  const visit = (item: unknown, depth: number): Data => {
    if (depth > MAX_DEPTH) throw new NotData(`nested more than ${MAX_DEPTH} deep`);
    if (typeof item === 'number' || typeof item === 'string') return item;
    if (typeof item === 'boolean' || item === null) return item;
    if (Array.isArray(item)) {
      // Most lists are numbers alone, and there may be millions.
      const isPlain = depth < MAX_DEPTH && item.every((entry) => typeof entry === 'number');
      return isPlain ? item.slice() : item.map((entry) => visit(entry, depth + 1));
    }
    if (!isPlainObject(item)) throw new NotData(`an undecodable ${kindOf(item)}`);
    const entries = Object.entries(item);
    if (entries.length === 1 && Object.hasOwn(item, '$')) return decodeNumber(item.$);
    const pairs = entries.map(([key, entry]) => [unescapeKey(key), visit(entry, depth + 1)]);
    return Object.fromEntries(pairs);
  };
  return visit(coded, 0);
}

function decodeNumber(code: unknown): number {
  const special = specials.find(([name]) => name === code);
  if (!special) throw new NotData(`an unknown number code ${JSON.stringify(code)}`);
  return special[1];
}
