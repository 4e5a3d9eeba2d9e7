/**
 * Children that are started before they are needed, so that who needs one does not wait for Node, for
 * the program or for libraries. What a learner's code did in one reaches no other: each is taken once,
 * or again where right code has left all as it was.
 * A child that is never taken ends when its input does, however this process comes to its end.
 */
import { type Child, HEAP_LIMIT, startChild } from './child';

const waiting = new Map<string, Child<unknown, never>>();

/** Children that code has left as it found them, by name and heap; null while none is kept. */
let left: Map<string, Child<unknown, never>[]> | null = null;

const keyOf = (name: string, heap: number): string => `${name} ${heap}`;

/** To leave a child is no work. */
const LEAVE_LIMIT = 1_000;

/** What a child is asked when its code is right, and what it says: whether all is as it was before. */
export interface Leave {
  leave: true;
}
export interface Left {
  left: boolean;
}

/** Whether a child that is left may serve again, so that it has to see what code does to it. */
export const isReusing = (): boolean => left !== null;

/**
 * Starts a program that the next `takeChild` of its name gets.
 * @param request that makes it ready and has no answer
 */
export function startAhead(name: string, request: unknown): void {
  const key = keyOf(name, HEAP_LIMIT);
  if (waiting.get(key)?.isEnded() === false) return;
  const child = startChild<unknown, never>(name);
  child.send(request);
  waiting.set(key, child);
}

/**
 * The child that was started ahead, one that was left as it was found, or a new one.
 * @param isAside takes a message that is no answer, and says so; it gives the child no further time
 * @throws UserError where the machine has no room for another process
 */
export function takeChild<Request, Reply>(
  name: string,
  heap: number,
  isAside: (message: unknown) => boolean,
): Child<Request, Reply> {
  const key = keyOf(name, heap);
  const ready = waiting.get(key) ?? left?.get(key)?.pop();
  waiting.delete(key);
  const child = ready?.isEnded() === false ? ready : startChild(name, heap);
  child.setAside(isAside);
  return child as Child<Request, Reply>;
}

/** Ends what was started and not taken. */
export function endAhead(): void {
  for (const child of waiting.values()) child.kill();
  waiting.clear();
}

/**
 * Acts, and has children serve again meanwhile that were left as they were found: to start one takes
 * longer than most exercises.
 */
export async function reusingChildren<T>(act: () => Promise<T>): Promise<T> {
  left = new Map();
  try {
    return await act();
  } finally {
    // They end by themselves, so that what V8 made of their programs is kept.
    for (const child of [...left.values()].flat()) void child.close();
    left = null;
  }
}

/** Keeps a child in which code was right and left all as it was; ends any other. */
export async function leaveChild(
  name: string,
  heap: number,
  child: Child<Leave, Left>,
): Promise<void> {
  if (!left) return child.close();
  child.send({ leave: true });
  const heard = await child.hear(LEAVE_LIMIT);
  if (typeof heard !== 'object' || heard.left !== true || !left) return child.close();
  Object.assign(child.printed, { lines: [], count: 0 });
  const key = keyOf(name, heap);
  const others = left.get(key) ?? [];
  left.set(key, [...others, child as Child<never, never> as Child<unknown, never>]);
}
