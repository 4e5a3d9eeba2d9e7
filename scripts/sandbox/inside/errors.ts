/**
 * Errors as V8 has them: what ran out of stack is a `RangeError`, and `Error` has the members by
 * which code cuts its stacks.
 */
import { ENGINE_ERROR } from './primordials';

/** V8's default; the engine's stacks have as many lines as they like. */
const STACK_LINES = 10;

/** Puts a stack on any object, as it is where this is called. */
function captureStackTrace(target: object): void {
  const { stack = '' } = new Error();
  const value = stack.split('\n').slice(1).join('\n');
  Object.defineProperty(target, 'stack', { value, writable: true, configurable: true });
}

export function alignErrors(): void {
  Reflect.deleteProperty(globalThis, 'InternalError');
  Object.setPrototypeOf(ENGINE_ERROR, RangeError.prototype);
  Object.assign(ENGINE_ERROR, { constructor: RangeError, name: 'RangeError' });
  const members = { captureStackTrace, prepareStackTrace: undefined, stackTraceLimit: STACK_LINES };
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(Error, name, { value, writable: true, configurable: true });
  }
}
