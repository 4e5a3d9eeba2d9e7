/**
 * What a submission finds in the global scope beyond the language itself: `console`, which
 * swallows, `structuredClone`, a seeded `Math.random`, and clocks that stand still, so that the
 * same bytes give the same answers at any time and on any machine. Functions keep their source to
 * themselves.
 */
import { clearTimer, setTimer } from './timers';

/** 2026-01-01T00:00:00Z: clocks that stand still have to show something. */
const NOW = 1_767_225_600_000;

const hide = (target: object, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
};

/** mulberry32 */
function seededRandom(): () => number {
  let state = 42;
  return function random() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same `Date`, except that now is always then. The one with a clock cannot be reached. */
function stillDate(): unknown {
  const Clock = Date;
  function StillDate(this: unknown, ...args: number[]): unknown {
    if (new.target === undefined) return new StillDateClass().toString();
    return Reflect.construct(Clock, args.length === 0 ? [NOW] : args, new.target);
  }
  const StillDateClass = StillDate as unknown as DateConstructor;
  hide(StillDate, 'name', 'Date');
  hide(StillDate, 'parse', Clock.parse);
  hide(StillDate, 'UTC', Clock.UTC);
  hide(StillDate, 'now', () => NOW);
  StillDate.prototype = Clock.prototype;
  hide(Clock.prototype, 'constructor', StillDate);
  return StillDate;
}

function cloneInto(value: object, seen: Map<unknown, unknown>, copy: object): object {
  seen.set(value, copy);
  for (const key of Object.keys(value)) {
    (copy as Record<string, unknown>)[key] = clone((value as Record<string, unknown>)[key], seen);
  }
  return copy;
}

/** Plain data, typed arrays, maps, sets and dates: what a submission may clone. */
function clone(value: unknown, seen: Map<unknown, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`structuredClone: a ${typeof value} cannot be cloned`);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  if (Array.isArray(value)) return cloneInto(value, seen, new Array(value.length));
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice();
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof Map) {
    const pairs = [...value].map(([k, v]) => [clone(k, seen), clone(v, seen)] as const);
    return new Map(pairs);
  }
  if (value instanceof Set) return new Set([...value].map((entry) => clone(entry, seen)));
  return cloneInto(value, seen, {});
}

const consoleMethods =
  'log info warn error debug trace table dir time timeEnd timeLog group groupEnd assert count clear'.split(
    ' ',
  );
const quiet = (): void => {};

/** A submission may import model solutions, and is not to read how they are written. */
function hideSources(): void {
  hide(Function.prototype, 'toString', () => 'function () { [native code] }');
}

/** Prepares the global scope; to be called before anything else runs in the VM. */
export function prepareGlobals(): void {
  const silent = Object.fromEntries(consoleMethods.map((name) => [name, quiet]));
  hide(globalThis, 'console', silent);
  hide(globalThis, 'structuredClone', (value: unknown) => clone(value, new Map()));
  hide(globalThis, 'performance', { now: () => 0, timeOrigin: NOW });
  hide(globalThis, 'Date', stillDate());
  hide(Math, 'random', seededRandom());
  hide(globalThis, 'setTimeout', setTimer);
  hide(globalThis, 'clearTimeout', clearTimer);
  hide(globalThis, 'global', globalThis);
  hideSources();
}
