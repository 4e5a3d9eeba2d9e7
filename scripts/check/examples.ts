/** The visible examples of an exercise, run in a child process on a target's code. */
import type { Exercise } from '../../exercises/catalog';
import type { Reason, Verdict } from '../../reference/judging/verdict';
import { loadLimit, startChild } from '../../reference/running/child';
import type { Target } from '../../reference/running/target';

export interface ExampleRequest {
  exercise: Exercise;
  target: Target;
}

/** Why an example did not pass: what was said, and the line of the example that said it. */
export interface ExampleFailure {
  says: string;
  line: { number: number; text: string } | null;
  /** A matcher said so, so there was an answer and it was wrong. */
  judged: boolean;
}

/** What the child says, in this order. */
export type ExampleReply =
  | { started: string }
  | { done: string; failure: ExampleFailure | null }
  /** The message is why the file could not be run at all. */
  | { finished: string | null };

export interface ExampleResult {
  title: string;
  verdict: Verdict;
  reason: Reason | null;
  failure: ExampleFailure | null;
}

/** Milliseconds that a single example may take. */
const EXAMPLE_LIMIT = 2_000;

/** The title of what comes before the first example. */
const LOADING = 'loads';

const noAnswer = (title: string, reason: Reason, says: string): ExampleResult => ({
  title,
  verdict: 'error',
  reason,
  failure: { says, line: null, judged: false },
});

function resultOf(title: string, failure: ExampleFailure | null): ExampleResult {
  if (!failure) return { title, verdict: 'pass', reason: null, failure };
  if (failure.judged) return { title, verdict: 'fail', reason: null, failure };
  return { title, verdict: 'error', reason: 'threw', failure };
}

/** Runs all examples of an exercise; an end without an answer is the running example's. */
export async function runExamples(request: ExampleRequest): Promise<ExampleResult[]> {
  const child = startChild<ExampleRequest, ExampleReply>('examples');
  child.send(request);
  const results: ExampleResult[] = [];
  let running: string | null = null;
  for (;;) {
    const limit = running ? EXAMPLE_LIMIT : loadLimit(request.exercise);
    const heard = await child.hear(limit);
    const title = running ?? LOADING;
    if (heard === 'timeout') {
      return [...results, noAnswer(title, 'timeout', `no answer within ${limit / 1_000} s`)];
    }
    if (heard === 'died') {
      return [...results, noAnswer(title, 'memory', 'it ended the process it ran in')];
    }
    if ('started' in heard) running = heard.started;
    if ('done' in heard) results.push(resultOf(heard.done, heard.failure));
    if (!('finished' in heard)) continue;
    await child.close();
    return heard.finished === null
      ? results
      : [...results, noAnswer(LOADING, 'load-error', heard.finished)];
  }
}
