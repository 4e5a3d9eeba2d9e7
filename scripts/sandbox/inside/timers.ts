/**
 * Timers without a clock: callbacks run in the order of their delays, as soon as nothing
 * else is left to do. Written with primordials, as the harness is.
 */
import { apply, create } from './primordials';

interface Timer {
  id: number;
  delay: number;
  due: number;
  run: (...args: unknown[]) => unknown;
  args: unknown[];
  next: Timer | null;
}

/** The next timer first. */
let first: Timer | null = null;
let lastId = 0;
let now = 0;

/** Puts a timer behind those that are due no later. */
function insert(timer: Timer): void {
  timer.due = now + timer.delay;
  let before: Timer | null = null;
  let after = first;
  while (after !== null && after.due <= timer.due) {
    before = after;
    after = after.next;
  }
  timer.next = after;
  if (before === null) first = timer;
  else before.next = timer;
}

/** Takes a timer out; false where it is not waiting. */
function remove(id: number): boolean {
  let before: Timer | null = null;
  for (let timer = first; timer !== null; timer = timer.next) {
    if (timer.id === id) {
      if (before === null) first = timer.next;
      else before.next = timer.next;
      return true;
    }
    before = timer;
  }
  return false;
}

/** What `setTimeout` returns in Node. Nothing here depends on whether a timer keeps a process alive. */
export class Timeout {
  readonly #timer: Timer;
  #isHeld = true;
  constructor(timer: Timer) {
    this.#timer = timer;
  }
  ref(): this {
    this.#isHeld = true;
    return this;
  }
  unref(): this {
    this.#isHeld = false;
    return this;
  }
  hasRef(): boolean {
    return this.#isHeld;
  }
  refresh(): this {
    if (remove(this.#timer.id)) insert(this.#timer);
    return this;
  }
  close(): this {
    remove(this.#timer.id);
    return this;
  }
  [Symbol.toPrimitive](): number {
    return this.#timer.id;
  }
  /** The timer's number, whatever has been done to the class; undefined for anything else. */
  static idOf(value: unknown): number | undefined {
    return typeof value === 'object' && value !== null && #timer in value
      ? value.#timer.id
      : undefined;
  }
}
const { idOf } = Timeout;
Reflect.deleteProperty(Timeout, 'idOf');

/** `setTimeout` */
export function setTimer(run: Timer['run'], delay = 1, ...args: unknown[]): Timeout {
  if (typeof run !== 'function') throw new TypeError('setTimeout: expected a function');
  lastId += 1;
  const timer: Timer = create(null);
  timer.id = lastId;
  timer.delay = delay >= 1 ? +delay : 1;
  timer.run = run;
  timer.args = args;
  insert(timer);
  return new Timeout(timer);
}

/** `clearTimeout` */
export function clearTimer(timeout: unknown): void {
  remove(idOf(timeout) ?? +(timeout as number));
}

/** Runs the next timer; false where there is none. */
export function runNextTimer(): boolean {
  const timer = first;
  if (timer === null) return false;
  first = timer.next;
  now = timer.due;
  try {
    apply(timer.run, undefined, timer.args);
  } catch {
    // What a timer's callback throws reaches no caller.
  }
  return true;
}
