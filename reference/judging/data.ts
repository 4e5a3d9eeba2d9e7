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

/** `[1, { weights: … }]` → `object`, `array`, `Map` …, for messages. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'object') return typeof value;
  return Object.getPrototypeOf(value)?.constructor?.name ?? 'object';
}

/** What `await` would wait for. */
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
  typeof (value as { then?: unknown }).then === 'function';

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A typed array of any kind whose entries are numbers, which big integers are not. */
const isNumericView = (value: unknown): value is Float64Array =>
  ArrayBuffer.isView(value) &&
  !(value instanceof DataView) &&
  !(value instanceof BigInt64Array || value instanceof BigUint64Array);

/**
 * Any value → what `JSON.stringify` may write. A typed array of numbers counts as an array of them; an object's keys are kept, own and enumerable ones only, and a key whose value is
 * undefined counts as absent.
 * @param most how many entries there may be
 * @throws NotData for anything else (undefined, functions, Map, class instances, holes in arrays,
 *   cycles, too many entries)
 */
export function encode(value: unknown, most = MAX_ENTRIES): unknown {
  let entries = 0;
  const count = (): void => {
    entries += 1;
    if (entries > most) throw new NotData(`more than ${most} entries`);
  };
  const visit = (item: unknown, path: string, depth: number): unknown => {
    count();
    if (depth > MAX_DEPTH) throw new NotData(`nested more than ${MAX_DEPTH} deep at ${path}`);
    if (typeof item === 'number') return encodeNumber(item);
    if (typeof item === 'boolean' || item === null) return item;
    if (typeof item === 'string' && item.length <= MAX_TEXT) return item;
    const list = isNumericView(item) ? Array.from(item) : item;
    if (Array.isArray(list)) {
      return Array.from(list, (entry, i) => {
        if (!Object.hasOwn(list, i)) throw new NotData(`a hole at ${path}[${i}]`);
        // Most entries are numbers; a path is worth its price for the others alone.
        if (typeof entry === 'number' && depth < MAX_DEPTH) {
          count();
          return encodeNumber(entry);
        }
        return visit(entry, `${path}[${i}]`, depth + 1);
      });
    }
    if (!isPlainObject(item)) throw new NotData(`${kindOf(item)} at ${path || 'the top'}`);
    const present = Object.entries(item).filter(([, entry]) => entry !== undefined);
    const pairs = present.map(([key, entry]) => [
      escapeKey(key),
      visit(entry, path ? `${path}.${key}` : key, depth + 1),
    ]);
    return Object.fromEntries(pairs);
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
    if (Array.isArray(item)) return item.map((entry) => visit(entry, depth + 1));
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
