/**
 * The one seam to learner code: a batch of calls goes over, an outcome for each comes back,
 * even where the code on the other side ends its process. Here the other side is a child process that can be
 * killed; a spec cannot tell who ran its calls.
 */
import type { Exercise } from '../../exercises/catalog';
import { encode, MOST_GIVEN } from '../judging/data';
import type { Call, Outcome, Reason } from '../judging/verdict';
import { isReusing, type Leave, type Left, leaveChild, takeChild } from './ahead';
import { type Child, HEAP_LIMIT, loadLimit, type Printed } from './child';
import type { Lacking } from './lacking';
import type { Target } from './load';
import { readOutcome } from './outcome';
import { collectPrints, joined, type Print, type Prints } from './prints';
import { packRow, unpackRows } from './rows';

export type { Target } from './load';

/** An exercise of a target. */
export interface Opening {
  exercise: Exercise;
  target: Target;
}

/** What goes to the child, a line each. To `prepare` it says nothing, and runs nothing of the target. */
export type Request =
  | { prepare: Opening }
  | { open: Opening; isWitnessed?: boolean }
  | { calls: Call[] }
  | Leave;

/** What comes back. Values are still encoded. */
export type Reply = { opened: true } | { awaiting: true } | { outcome: unknown };

/** The same from a learner's child, which also says what the file uses, and what it prints. */
export type Said = Reply | Left | { lacking: Lacking } | Print;

/** An open exercise of a target. */
export interface Session {
  /** Runs a batch in order. Never rejects because of learner code. */
  run(calls: readonly Call[]): Promise<Outcome[]>;
  /** Ends the session; all that the code printed has then come. */
  close(): Promise<void>;
  /** The same where the code was right: what it ran in may serve again, if all there is as it was. */
  leave(): Promise<void>;
  printed(): Printed;
  /** What a call of a batch printed; null stands for what was printed while the file was loaded. */
  printedBy(call: Call | null): Printed;
  /** What the exercise's own file used and would not find where submissions are graded. */
  lacking(): Lacking[];
}

/** A session in a child process, which can go on with other answers to the same exercise. */
export interface ChildSession extends Session {
  /**
   * Opens another target in the process that is there: what one has loaded serves the next, and what
   * one has spoilt stays spoilt. For answers that are known; a learner's gets a session of its own.
   */
  goOnWith(next: Target): void;
  /**
   * Opens another exercise of the same code in the process that is there, so that no other has to
   * start. For what is only shown; an exercise that is judged gets a process of its own, or one that
   * another was found to have left as it was (`leave`).
   */
  turnTo(next: Exercise): void;
}

/** Milliseconds that loading a file, or a single call, may take. */
export interface Limits {
  load: number;
  call: number;
}

const CALL_LIMIT = 2_000;

/** Numbers that a call is given, or may answer, for one more second: they have to be read, or written. */
const NUMBERS_PER_SECOND = 100_000;

/** How a child came to its end, and what it was doing. */
export interface End {
  reason: 'timeout' | 'memory';
  state: 'loading' | 'calling' | 'awaiting';
  /** The milliseconds that it had. */
  limit: number;
}

/** @param pack writes a list of entries in another form, which the other side knows */
export const encodeCall = (call: Call, pack?: Parameters<typeof encode>[2]): Call => ({
  ...call,
  args: call.args.map((argument) =>
    'data' in argument ? { data: encode(argument.data, MOST_GIVEN, pack) as never } : argument,
  ),
});

function numbersIn(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 1;
  return Object.values(data).reduce((sum: number, item) => sum + numbersIn(item), 0);
}

/** Milliseconds that each call of a batch may take: more for a layer of a large model, or a long text. */
function callLimit(calls: readonly Call[]): number {
  const sizes = calls.map(({ args, entries = 0 }) => numbersIn(args) + entries);
  return CALL_LIMIT + 1_000 * Math.floor(Math.max(0, ...sizes) / NUMBERS_PER_SECOND);
}

/** A batch as it is sent, and the milliseconds that each of its calls may take. */
interface Batch {
  calls: Call[];
  limit: number;
}

const batches = new WeakMap<readonly Call[], Batch>();

/** Written once, however many answers are asked for the same calls. */
function batchOf(calls: readonly Call[]): Batch {
  const batch = batches.get(calls) ?? {
    calls: calls.map((call) => encodeCall(call, packRow)),
    limit: callLimit(calls),
  };
  batches.set(calls, batch);
  return batch;
}

/** How a child with so many megabytes came to its end, as the learner should read it. */
export function describeEnd(
  { reason, state, limit }: End,
  name: string,
  { printed: { lines }, isKilled }: Child<never, unknown>,
  heap: number,
): string {
  if (reason === 'timeout') {
    const did = {
      loading: 'the file did not load',
      calling: `${name} did not return`,
      awaiting: `${name} returned a promise that did not settle`,
    }[state];
    return `${did} within ${limit / 1_000} s`;
  }
  const who = state === 'loading' ? 'loading the file' : name;
  if (isKilled()) {
    return `${who} was killed by the system, as happens where memory runs short: end other programs, or look for arrays that grow without end`;
  }
  const outOfMemory = lines.some((line) => /heap out of memory|allocation failed/i.test(line));
  return outOfMemory
    ? `${who} used more than ${heap} MB of memory`
    : `${who} ended the process it ran in`;
}

/** The rest of a batch after its child's end: the first call is to blame, the others are unrun. */
export const withoutAnswers = (count: number, reason: Reason, message: string): Outcome[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'none',
    reason,
    message: i === 0 ? message : `not run, because ${message}`,
  }));

/** Hears the outcomes of a batch until they are complete or the child has come to its end. */
export async function hearBatch(
  child: Pick<Child<never, Reply>, 'hear'>,
  count: number,
  { load, call }: Limits,
  isLoaded: boolean,
): Promise<{ outcomes: Outcome[]; end: End | null }> {
  const outcomes: Outcome[] = [];
  let state: End['state'] = isLoaded ? 'calling' : 'loading';
  while (outcomes.length < count) {
    const limit = state === 'loading' ? load : call;
    const heard = await child.hear(limit);
    if (heard === 'died') return { outcomes, end: { reason: 'memory', state, limit } };
    if (heard === 'timeout') return { outcomes, end: { reason: 'timeout', state, limit } };
    state = 'awaiting' in heard ? 'awaiting' : 'calling';
    if ('outcome' in heard) outcomes.push(readOutcome(heard.outcome));
  }
  return { outcomes, end: null };
}

/**
 * Opens an exercise of a target. Its child starts at once, and anew with the next batch after it
 * came to its end.
 * @param heap megabytes that its child may use
 */
export function openTarget(
  firstTarget: Target,
  firstExercise: Exercise,
  heap = HEAP_LIMIT,
): ChildSession {
  let [target, exercise] = [firstTarget, firstExercise];
  const lacking = new Map<string, Lacking>();
  /** What was printed, batch by batch; before the first of them the file is loaded. */
  const runs: { calls: readonly Call[]; prints: Prints }[] = [];
  const noteRun = (calls: readonly Call[]): void =>
    void runs.push({ calls, prints: collectPrints() });
  noteRun([]);
  const isAside = (message: unknown): boolean => {
    if (runs.at(-1)?.prints.take(message)) return true;
    const { lacking: found } = Object(message) as { lacking?: Lacking };
    if (found) lacking.set(found.name, found);
    return found !== undefined;
  };
  const start = (): Child<Request, Reply> => {
    const child = takeChild<Request, Reply>('calls', heap, isAside);
    child.send({ open: { exercise, target }, isWitnessed: isReusing() });
    return child;
  };
  let child: Child<Request, Reply> | null = start();
  let last: Pick<Child<Request, Reply>, 'printed'> = child;
  let isLoaded = false;
  return {
    async run(calls) {
      const running = child ?? start();
      last = running;
      noteRun(calls);
      const batch = batchOf(calls);
      running.send({ calls: batch.calls });
      const limits = { load: loadLimit(exercise), call: batch.limit };
      const unpacked = {
        hear: async (limit: number) => unpackRows(await running.hear(limit)) as Reply | 'died',
      };
      const { outcomes, end } = await hearBatch(unpacked, calls.length, limits, isLoaded);
      child = end ? null : running;
      isLoaded = !end;
      if (!end) return outcomes;
      const says = describeEnd(end, calls[outcomes.length]?.name ?? '', running, heap);
      return [...outcomes, ...withoutAnswers(calls.length - outcomes.length, end.reason, says)];
    },
    goOnWith(next) {
      target = next;
      isLoaded = false;
      lacking.clear();
      runs.splice(0);
      noteRun([]);
      child?.send({ open: { exercise, target } });
    },
    turnTo(next) {
      exercise = next;
      isLoaded = false;
      noteRun([]);
      child?.send({ open: { exercise, target } });
    },
    async close() {
      await child?.close();
      child = null;
    },
    async leave() {
      last = { printed: { ...last.printed } };
      if (child) await leaveChild('calls', heap, child as Child<never, never>);
      child = null;
    },
    printed: () => joined([...runs.map(({ prints }) => prints.all()), last.printed]),
    printedBy: (call) =>
      joined(
        runs.flatMap(({ calls, prints }) => {
          if (call === null) return prints.of(null);
          const at = calls.indexOf(call);
          return at < 0 ? [] : prints.of(at);
        }),
      ),
    lacking: () => [...lacking.values()],
  };
}
