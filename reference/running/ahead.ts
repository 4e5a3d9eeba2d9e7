/**
 * Children that are started before they are needed, so that who needs one does not wait for Node, for
 * the program or for libraries. Each is taken once: what a learner's code did in one reaches no other.
 * A child that is never taken ends when its input does, however this process comes to its end.
 */
import { type Child, HEAP_LIMIT, startChild } from './child';

const waiting = new Map<string, Child<unknown, never>>();

/**
 * Starts a program that the next `takeChild` of its name gets.
 * @param request that makes it ready and has no answer
 */
export function startAhead(name: string, request: unknown): void {
  if (waiting.get(name)?.isEnded() === false) return;
  const child = startChild<unknown, never>(name);
  child.send(request);
  waiting.set(name, child);
}

/**
 * The child that was started ahead, or a new one.
 * @param isAside takes a message that is no answer, and says so; it gives the child no further time
 * @throws UserError where the machine has no room for another process
 */
export function takeChild<Request, Reply>(
  name: string,
  heap: number,
  isAside: (message: unknown) => boolean,
): Child<Request, Reply> {
  const ready = heap === HEAP_LIMIT ? waiting.get(name) : undefined;
  if (ready) waiting.delete(name);
  const child = ready?.isEnded() === false ? ready : startChild(name, heap);
  child.setAside(isAside);
  return child as Child<Request, Reply>;
}

/** Ends what was started and not taken. */
export function endAhead(): void {
  for (const child of waiting.values()) child.kill();
  waiting.clear();
}
