/**
 * Lets examples that look at an answer at once judge functions that are async, and answers that are
 * plain data in another form. An example whose calls returned promises is run again once they are
 * settled, and each of its calls then gives what was settled to. Nothing is called twice.
 */
import { decode, encode, isThenable } from '../judging/data';

type Callable = (...args: unknown[]) => unknown;

/** What came of a call. */
type Came = { value: unknown } | { error: unknown };

/** Numbers are equal whatever array holds them, and −0 is 0; what is no plain data stays as it is. */
function plain(value: unknown): unknown {
  if (Object(value) !== value || typeof value === 'function')
    return Object.is(value, -0) ? 0 : value;
  try {
    const text = JSON.stringify(encode(value));
    return decode(JSON.parse(text, (_, item) => (item?.$ === '-0' ? 0 : item)));
  } catch {
    return value;
  }
}

export interface Replay {
  /** The function as an example is to see it. */
  wrap(learners: Callable): Callable;
  /** Runs an example until none of its calls is unsettled; rejects as it throws. */
  run(example: () => unknown): Promise<void>;
}

/** Ends a pass at a call that needs what an earlier one has not settled to yet. */
class Unsettled extends Error {}

export function createReplay(): Replay {
  let came: (Came | undefined)[] = [];
  let waiting: PromiseLike<void>[] = [];
  /** Promises that this pass was given. */
  let unsettled = new Set<unknown>();
  let next = 0;

  function call(learners: Callable, args: unknown[], index: number): unknown {
    try {
      const value = learners(...args);
      if (!isThenable(value)) {
        came[index] = { value: plain(value) };
        return plain(value);
      }
      const settled = Promise.resolve(value).then(
        (answer) => {
          came[index] = { value: plain(answer) };
        },
        (error) => {
          came[index] = { error };
        },
      );
      waiting.push(settled);
      unsettled.add(value);
      return value;
    } catch (error) {
      came[index] = { error };
      throw error;
    }
  }

  return {
    wrap:
      (learners) =>
      (...args) => {
        const index = next;
        next += 1;
        const known = came[index];
        if (args.some((arg) => unsettled.has(arg))) throw new Unsettled('a promise is no argument');
        if (!known) return call(learners, args, index);
        if ('error' in known) throw known.error;
        return known.value;
      },

    async run(example) {
      came = [];
      for (;;) {
        next = 0;
        waiting = [];
        unsettled = new Set();
        let failed: { error: unknown } | null = null;
        try {
          await example();
        } catch (error) {
          failed = { error };
        }
        // What an example makes of a promise says nothing.
        if (waiting.length > 0) await Promise.all(waiting);
        else if (failed) throw failed.error;
        else return;
      }
    },
  };
}

type Example = (...row: never[]) => unknown;
type Declare = (title: string, example: Example, limit?: number) => void;
interface Test extends Declare {
  each(...table: unknown[]): Declare;
}

/** Jest's `test`, or circus's, whose examples are replayed. */
export function replaying<T>(test: T, replay: Replay): T {
  const { each } = test as Test;
  const replayed =
    (declare: Declare): Declare =>
    (title, example, limit) =>
      declare(title, (...row) => replay.run(() => example(...row)), limit);
  const declare = replayed(test as Declare);
  return Object.assign(declare, test, {
    each: (...table: unknown[]) => replayed(each(...table)),
  }) as T;
}
