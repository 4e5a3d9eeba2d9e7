/**
 * What a submission finds in the global scope beyond the language itself: `console`, which
 * swallows, `structuredClone`, a seeded `Math.random`, and clocks that stand still, so that the
 * same bytes give the same answers at any time and on any machine. Functions keep their source to
 * themselves.
 */
import { structuredClone } from './clone';
import { addDisposal } from './disposal';
import { alignErrors } from './errors';
import { alignIterators } from './iterators';
import { createPerformance } from './performance';
import { TextDecoder, TextEncoder } from './text';
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

/**
 * A `WeakRef` that holds on: this engine frees what nothing else holds at once, and others not
 * before the running job has ended.
 */
class StrongRef<T> {
  static {
    hide(StrongRef, 'name', 'WeakRef');
    Object.defineProperty(StrongRef.prototype, Symbol.toStringTag, {
      value: 'WeakRef',
      configurable: true,
    });
  }
  readonly #target: T;
  constructor(target: T) {
    if (Object(target) !== target && typeof target !== 'symbol') {
      throw new TypeError('WeakRef: expected an object or a symbol');
    }
    this.#target = target;
  }
  deref(): T {
    return this.#target;
  }
}

const consoleMethods =
  'log info warn error debug trace table dir dirxml time timeEnd timeLog timeStamp group groupCollapsed groupEnd assert count countReset clear profile profileEnd'.split(
    ' ',
  );
const quiet = (): void => {};

/** A submission may import model solutions, and is not to read how they are written. */
function hideSources(): void {
  hide(Function.prototype, 'toString', () => 'function () { [native code] }');
}

/** Prepares the global scope; to be called before anything else runs in the VM. */
export function prepareGlobals(): void {
  addDisposal();
  alignErrors();
  alignIterators();
  const silent = Object.fromEntries(consoleMethods.map((name) => [name, quiet]));
  hide(globalThis, 'console', silent);
  hide(globalThis, 'structuredClone', structuredClone);
  hide(globalThis, 'performance', createPerformance(NOW));
  hide(globalThis, 'Date', stillDate());
  hide(Math, 'random', seededRandom());
  hide(globalThis, 'setTimeout', setTimer);
  hide(globalThis, 'clearTimeout', clearTimer);
  hide(globalThis, 'global', globalThis);
  hide(globalThis, 'TextDecoder', TextDecoder);
  hide(globalThis, 'TextEncoder', TextEncoder);
  hide(globalThis, 'WeakRef', StrongRef);
  hideSources();
}
