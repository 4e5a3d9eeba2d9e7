/** A file of examples of an exercise, run in a child process on a target's code. */
import type { Exercise } from '../../exercises/catalog';
import { type Data, decode } from '../../reference/judging/data';
import type { Call, Reason, Verdict } from '../../reference/judging/verdict';
import { isReusing, type Leave, leaveChild, takeChild } from '../../reference/running/ahead';
import { type Child, HEAP_LIMIT, loadLimit } from '../../reference/running/child';
import { collectPrints } from '../../reference/running/prints';
import { describeEnd, type End, type Target } from '../../reference/running/target';
import { type PrintedHere, printedHere } from './printed';

export interface ExampleRequest {
  exercise: Exercise;
  target: Target;
  /** The examples, beside the exercise's stub: `01-softmax/softmax.example.spec.ts`. */
  file: string;
}

/** What goes to the child. To `prepare` it says nothing, and runs nothing of the target. */
export type Request =
  | { prepare: ExampleRequest }
  | { run: ExampleRequest; isWitnessed: boolean }
  | Leave;

/** Why an example did not pass, as the child says it. */
export interface ToldFailure {
  says: string;
  /** The line of the example that said it. */
  line: number | null;
  /** A matcher said so, so there was an answer and it was wrong. */
  judged: boolean;
  /** How many calls the example had made. */
  calls: number;
  /** What the last of them gave, encoded; absent where it gave no data. */
  returned?: unknown;
  /** The function that had changed what it was called with. */
  spoiler?: string | null;
}

/** Why an example did not pass; the last of its calls is the one it failed by. */
export interface ExampleFailure extends Omit<ToldFailure, 'calls' | 'returned'> {
  calls: readonly Call[];
  returned?: Data;
}

/** What the child says, in this order. */
export type ExampleReply =
  | { started: string }
  /** A call of the running example; its arguments are still encoded. */
  | { calling: { id: number; index: number; call: Call } }
  | { awaiting: true }
  | { done: string; failure: ToldFailure | null }
  /** The message is why the file could not be run at all. */
  | { finished: string | null };

export interface ExampleResult {
  title: string;
  verdict: Verdict;
  reason: Reason | null;
  failure: ExampleFailure | null;
  /** What the call printed that the example failed by, or else what loading did. */
  printed: PrintedHere;
}

/** Milliseconds that a single call may take. */
const CALL_LIMIT = 2_000;

/** The title of what comes before the first example. */
const LOADING = 'loads';

const decoded = (call: Call): Call => ({
  ...call,
  args: call.args.map((arg) => ('data' in arg ? { data: decode(arg.data) as Data } : arg)),
});

/** The example that is under way. */
interface Running {
  title: string;
  calls: { id: number; call: Call }[];
  state: End['state'];
}

const loading: Running = { title: LOADING, calls: [], state: 'loading' };

/** Runs all examples of a file; an end without an answer is the running example's. */
export async function runExamples(request: ExampleRequest): Promise<ExampleResult[]> {
  const prints = collectPrints();
  const child = takeChild<Request, ExampleReply>('examples', HEAP_LIMIT, prints.take);
  child.send({ run: request, isWitnessed: isReusing() });
  let running = loading;
  const resultOf = (reason: Reason | null, told: ToldFailure | null): ExampleResult => {
    const { title, calls } = running;
    const made = calls.slice(0, told?.calls);
    const printed = printedHere(prints.of(made.at(-1)?.id ?? null), prints.all());
    if (!told) return { title, verdict: 'pass', reason, failure: null, printed };
    const { returned, ...rest } = told;
    const failure = {
      ...rest,
      calls: made.map(({ call }) => decoded(call)),
      ...(returned !== undefined && { returned: decode(returned) }),
    };
    return { title, verdict: told.judged ? 'fail' : 'error', reason, failure, printed };
  };
  const endedBy = (reason: Reason, says: string): ExampleResult =>
    resultOf(reason, { says, line: null, judged: false, calls: running.calls.length });

  const results: ExampleResult[] = [];
  for (;;) {
    const { state, calls } = running;
    const limit = state === 'loading' ? loadLimit(request.exercise) : CALL_LIMIT;
    const heard = await child.hear(limit);
    if (typeof heard === 'string') {
      const reason = heard === 'timeout' ? 'timeout' : 'memory';
      const name = calls.at(-1)?.call.name ?? 'the example';
      const says = describeEnd({ reason, state, limit }, name, child, HEAP_LIMIT);
      return [...results, endedBy(reason, says)];
    }
    if ('started' in heard) running = { title: heard.started, calls: [], state: 'calling' };
    if ('awaiting' in heard) running.state = 'awaiting';
    if ('calling' in heard) {
      const { id, index, call } = heard.calling;
      running.calls[index] = { id, call };
      running.state = 'calling';
    }
    if ('done' in heard) {
      const { failure } = heard;
      results.push(resultOf(failure && !failure.judged ? 'threw' : null, failure));
    }
    if (!('finished' in heard)) continue;
    const isRight = heard.finished === null && results.every(({ verdict }) => verdict === 'pass');
    await (isRight
      ? leaveChild('examples', HEAP_LIMIT, child as Child<never, never>)
      : child.close());
    // Only now is known how much all of them printed.
    const printed = prints.all().count;
    const whole = results.map((result) => ({
      ...result,
      printed: { ...result.printed, elsewhere: printed - result.printed.count },
    }));
    if (heard.finished === null) return whole;
    running = loading;
    return [...whole, endedBy('load-error', heard.finished)];
  }
}
