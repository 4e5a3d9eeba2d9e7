/**
 * The one seam to learner code: a batch of calls goes over, an outcome for each comes back,
 * whatever the code on the other side does. Here the other side is a child process that can be
 * killed; a spec cannot tell who ran its calls.
 */
import type { Exercise } from '../exercises/catalog';
import { type Child, HEAP_LIMIT, loadLimit, type Printed, startChild } from './child';
import { decode, encode } from './data';
import type { Target } from './load';
import type { Call, Outcome, Reason } from './verdict';

export type { Target } from './load';

/** What goes to the child, a line each. */
export type Request = { open: { exercise: Exercise; target: Target } } | { calls: Call[] };

/** What comes back. Values are still encoded. */
export type Reply = { opened: true } | { awaiting: true } | { outcome: Outcome };

/** An open exercise of a target. */
export interface Session {
  /** Runs a batch in order. Never rejects because of learner code. */
  run(calls: readonly Call[]): Promise<Outcome[]>;
  /** Ends the session; all that the code printed has then come. */
  close(): Promise<void>;
  printed(): Printed;
}

/** Milliseconds that a single call may take. */
const CALL_LIMIT = 2_000;

/** Numbers a call may be given: a layer of a large model has four million weights. */
const MOST_GIVEN = 8_000_000;

const encodeCall = (call: Call): Call => ({
  ...call,
  args: call.args.map((argument) =>
    'data' in argument ? { data: encode(argument.data, MOST_GIVEN) as never } : argument,
  ),
});

function decodeOutcome(outcome: Outcome): Outcome {
  if (outcome.kind !== 'returned') return outcome;
  const { value, argumentsAfter, operations } = outcome;
  const after = argumentsAfter && { argumentsAfter: argumentsAfter.map(decode) };
  return { kind: 'returned', value: decode(value), operations, ...after };
}

/** How a child came to its end, as the learner should read it. */
function obituary(name: string, { lines }: Printed): string {
  const outOfMemory = lines.some((line) => /heap out of memory|allocation failed/i.test(line));
  return outOfMemory
    ? `${name} used more than ${HEAP_LIMIT} MB of memory`
    : `${name} ended the process it ran in`;
}

/** The rest of a batch after its child's end: the first call is to blame, the others are unrun. */
const unanswered = (count: number, reason: Reason, message: string): Outcome[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'none',
    reason,
    message: i === 0 ? message : `not run, because ${message}`,
  }));

/**
 * Hears the outcomes of a batch until they are complete or the child has come to its end.
 * @param loading milliseconds that a file which has yet to load may take, or null where it has
 */
async function hearBatch(
  child: Child<Request, Reply>,
  calls: readonly Call[],
  loading: number | null,
) {
  const outcomes: Outcome[] = [];
  let state: 'loading' | 'calling' | 'awaiting' = loading === null ? 'calling' : 'loading';
  while (outcomes.length < calls.length) {
    const limit = state === 'loading' ? (loading ?? 0) : CALL_LIMIT;
    const heard = await child.hear(limit);
    const name = calls[outcomes.length]?.name ?? '';
    const rest = calls.length - outcomes.length;
    if (heard === 'died') {
      const says = obituary(state === 'loading' ? 'loading the file' : name, child.printed);
      return { alive: false, outcomes: [...outcomes, ...unanswered(rest, 'memory', says)] };
    }
    if (heard === 'timeout') {
      const did = {
        loading: 'the file did not load',
        calling: `${name} did not return`,
        awaiting: `${name} returned a promise that did not settle`,
      }[state];
      const says = `${did} within ${limit / 1_000} s`;
      return { alive: false, outcomes: [...outcomes, ...unanswered(rest, 'timeout', says)] };
    }
    state = 'awaiting' in heard ? 'awaiting' : 'calling';
    if ('outcome' in heard) outcomes.push(decodeOutcome(heard.outcome));
  }
  return { alive: true, outcomes };
}

/**
 * Opens an exercise of a target. Its child starts at once, and anew with the next batch after it
 * came to its end.
 */
export function openTarget(target: Target, exercise: Exercise): Session {
  const start = (): Child<Request, Reply> => {
    const child = startChild<Request, Reply>('calls');
    child.send({ open: { exercise, target } });
    return child;
  };
  let child: Child<Request, Reply> | null = start();
  let { printed } = child;
  let fresh = true;
  return {
    async run(calls) {
      const running = child ?? start();
      printed = running.printed;
      running.send({ calls: calls.map(encodeCall) });
      const { alive, outcomes } = await hearBatch(
        running,
        calls,
        fresh ? loadLimit(exercise) : null,
      );
      child = alive ? running : null;
      fresh = !alive;
      return outcomes;
    },
    async close() {
      await child?.close();
      child = null;
    },
    printed: () => printed,
  };
}
