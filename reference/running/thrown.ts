/** Reads what learner code threw: it may be anything, and looking at it may throw again. */

/** The text that is found; empty where there is none. */
function textBy(read: () => unknown): string {
  try {
    const found = read();
    return typeof found === 'string' ? found : '';
  } catch {
    return '';
  }
}

type Class<T> = abstract new (...args: never[]) => T;

/** `instanceof`, of what may refuse to be asked. */
export function isA<T>(type: Class<T>, value: unknown): value is T {
  try {
    return value instanceof type;
  } catch {
    // A proxy that does not tell its prototype.
    return false;
  }
}

const known = [RangeError, TypeError, ReferenceError, SyntaxError];

/**
 * The class that counts: the one of the language's own that it extends, else its own name. A class
 * that only has the name of one of them is an `Error`.
 */
export function classOf(error: unknown): string {
  if (!isA(Error, error)) return typeof error;
  // Endless recursion is a RangeError by accident; it must not pass for a check of shapes.
  if (messageOf(error) === 'Maximum call stack size exceeded') return 'StackOverflow';
  const own = known.find((type) => isA(type, error));
  if (own) return own.name;
  const name = textBy(() => error.constructor.name);
  return name === '' || known.some((type) => type.name === name) ? 'Error' : name;
}

/** What it says; empty where it does not. */
export const messageOf = (error: unknown): string =>
  textBy(() => (isA(Error, error) ? error.message : String(error)));

/** `RangeError: expected …`, for a learner. */
export function sayThrown(error: unknown): string {
  const says = messageOf(error);
  if (!isA(Error, error)) return says || 'something without a text';
  return `${textBy(() => error.name) || classOf(error)}: ${says}`;
}

/** The lines of its stack; empty where it has none. */
export const stackOf = (error: unknown): string =>
  textBy(() => (isA(Error, error) ? error.stack : ''));

/** Where in the learner's file it came from: `softmax.ts:12`. */
export function placeOf(error: unknown, folder: string): string | undefined {
  const line = stackOf(error)
    .split('\n')
    .find((text) => text.includes(folder));
  const place = line?.match(/([^\\/(]+\.ts):(\d+)/);
  return place ? `${place[1]}:${place[2]}` : undefined;
}
