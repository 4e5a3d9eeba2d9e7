/**
 * Timers without a clock: callbacks run in the order of their delays, as soon as nothing
 * else is left to do. Written with primordials, as the harness is.
 */
import { apply, create } from './primordials';

interface Timer {
  id: number;
  due: number;
  run: (...args: unknown[]) => unknown;
  args: unknown[];
  next: Timer | null;
}

/** The next timer first. */
let first: Timer | null = null;
let lastId = 0;
let now = 0;

/** `setTimeout` */
export function setTimer(run: Timer['run'], delay = 0, ...args: unknown[]): number {
  if (typeof run !== 'function') throw new TypeError('setTimeout: expected a function');
  lastId += 1;
  const timer: Timer = create(null);
  timer.id = lastId;
  timer.due = now + (delay > 0 ? +delay : 0);
  timer.run = run;
  timer.args = args;
  let before: Timer | null = null;
  let after = first;
  while (after !== null && after.due <= timer.due) {
    before = after;
    after = after.next;
  }
  timer.next = after;
  if (before === null) first = timer;
  else before.next = timer;
  return lastId;
}

/** `clearTimeout` */
export function clearTimer(id: unknown): void {
  let before: Timer | null = null;
  for (let timer = first; timer !== null; timer = timer.next) {
    if (timer.id === id) {
      if (before === null) first = timer.next;
      else before.next = timer.next;
      return;
    }
    before = timer;
  }
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
