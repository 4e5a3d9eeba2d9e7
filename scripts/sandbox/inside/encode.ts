/**
 * A submission's value → the JSON text that `encode` of reference/judging/data.ts would give, written by
 * hand and with primordials alone: what a submission patches (`toJSON`, iterators, setters on
 * `Object.prototype`) changes no value of the judge's. Getters and proxies may run; they run inside
 * the limits of the call.
 *
 * Most answers are nested arrays of numbers. The engine writes those by itself, in a quarter of the time.
 */
import { MAX_DEPTH, MAX_ENTRIES, MAX_TEXT, NotData } from '../../../reference/judging/data';
import {
  defineProperty,
  getPrototypeOf,
  hasOwn,
  is,
  isArray,
  isEnumerable,
  isFiniteNumber,
  isView,
  ownKeys,
  plainProperty,
  slice,
  stringify,
  typedArrayLength,
  typedArrayName,
} from './primordials';

/** Characters of one encoded answer; the largest right one has a fraction of it. */
const MAX_LENGTH = 8_000_000;
const MAX_NAME = 80;

function encodeNumber(value: number): string {
  if (!isFiniteNumber(value)) return `{"$":"${value}"}`;
  return is(value, -0) ? '{"$":"-0"}' : `${value}`;
}

/** For messages: `Map`, `function`, `undefined`; never more than a line. */
function kindOf(value: unknown): string {
  if (typeof value !== 'object') return typeof value;
  try {
    const name: unknown = (getPrototypeOf(value as object) as object | null)?.constructor?.name;
    return typeof name === 'string' ? slice(name, 0, MAX_NAME) : 'object';
  } catch {
    return 'object';
  }
}

function isPlain(value: object): boolean {
  const prototype = getPrototypeOf(value);
  return prototype === null || getPrototypeOf(prototype) === null;
}

/**
 * How many entries nested arrays have that hold nothing but numbers for which JSON has a form; −1
 * where there is anything else, a `toJSON`, or more than `most`.
 */
function countNumbers(list: readonly unknown[], most: number, depth: number): number {
  const size = list.length;
  if (size > most || depth >= MAX_DEPTH) return -1;
  if ((list as { toJSON?: unknown }).toJSON !== undefined) return -1;
  let entries = size;
  for (let i = 0; i < size; i++) {
    const entry = list[i];
    if (typeof entry === 'number') {
      if (entry - entry !== 0 || (entry === 0 && 1 / entry < 0)) return -1;
    } else {
      const more = isArray(entry) ? countNumbers(entry, most - entries, depth + 1) : -1;
      if (more < 0) return -1;
      entries += more;
    }
  }
  return entries;
}

/** Undefined where it cannot be done: the engine's own writer minds setters on `Object.prototype`. */
function writeNumbers(list: readonly unknown[]): string | undefined {
  try {
    return stringify(list);
  } catch {
    return undefined;
  }
}

/**
 * @param most how many entries there may be
 * @throws NotData for what is not plain data; and what a getter or a proxy throws
 */
export function encodeText(value: unknown, most = MAX_ENTRIES): string {
  let entries = 0;
  let length = 0;

  const add = (piece: string): string => {
    length += piece.length;
    if (length > MAX_LENGTH) throw new NotData('more than can be read');
    return piece;
  };

  const count = (more: number): void => {
    entries += more;
    if (entries > most) throw new NotData(`more than ${most} entries`);
  };

  const list = (item: readonly unknown[], size: number, path: string, depth: number): string => {
    // Before the first entry is looked at: a proxy may call itself as long as it likes.
    if (entries + size > most) count(size);
    let out = '[';
    for (let i = 0; i < size; i++) {
      const entry = item[i];
      if (entry === undefined && !hasOwn(item, i)) throw new NotData(`a hole at ${path}[${i}]`);
      if (i > 0) out += ',';
      // Most entries are numbers; a path is worth its price for the others alone.
      if (typeof entry === 'number') {
        count(1);
        out += add(encodeNumber(entry));
      } else out += visit(entry, `${path}[${i}]`, depth + 1);
    }
    return `${out}]`;
  };

  const record = (item: object, path: string, depth: number): string => {
    const keys = ownKeys(item);
    let out = '{';
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key !== 'string' || !isEnumerable(item, key)) continue;
      const entry = (item as Record<string, unknown>)[key];
      if (entry === undefined) continue;
      if (key.length > MAX_TEXT) throw new NotData('a key that is too long');
      const coded = visit(entry, path ? `${path}.${key}` : key, depth + 1);
      const name = slice(key, 0, 1) === '$' ? `$${key}` : key;
      out += `${out === '{' ? '' : ','}${add(stringify(name))}:${coded}`;
    }
    return `${out}}`;
  };

  const visit = (item: unknown, path: string, depth: number): string => {
    count(1);
    if (depth > MAX_DEPTH) throw new NotData(`nested more than ${MAX_DEPTH} deep at ${path}`);
    if (typeof item === 'number') return add(encodeNumber(item));
    if (typeof item === 'boolean') return item ? 'true' : 'false';
    if (item === null) return 'null';
    if (typeof item === 'string' && item.length <= MAX_TEXT) return add(stringify(item));
    if (isArray(item)) {
      const numbers = countNumbers(item, most - entries, depth);
      const written = numbers < 0 ? undefined : writeNumbers(item);
      if (written === undefined) return list(item, item.length, path, depth);
      count(numbers);
      return add(written);
    }
    if (isView(item)) {
      const name = typedArrayName(item);
      if (name !== undefined && name !== 'BigInt64Array' && name !== 'BigUint64Array') {
        return list(item as never, typedArrayLength(item), path, depth);
      }
    }
    if (typeof item !== 'object' || !isPlain(item)) {
      throw new NotData(`${kindOf(item)} at ${path || 'the top'}`);
    }
    return record(item, path, depth);
  };

  return visit(value, '', 0);
}

/** Puts `{ $: 'NaN' }` and escaped keys back in what was just parsed; may change it in place. */
export function revive(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  if (isArray(item)) {
    for (let i = 0; i < item.length; i++) item[i] = revive(item[i]);
    return item;
  }
  const coded = item as Record<string, unknown>;
  const code = hasOwn(coded, '$') ? coded.$ : undefined;
  if (code !== undefined) return code === '-0' ? -0 : +(code as string);
  const revived = {};
  const keys = ownKeys(coded) as string[];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const name = slice(key, 0, 1) === '$' ? slice(key, 1) : key;
    defineProperty(revived, name, plainProperty(revive(coded[key])));
  }
  return revived;
}
