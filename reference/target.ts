/**
 * The one seam to learner code: a batch of calls goes over, an outcome for each comes back,
 * whatever the code on the other side does. Here the other side is a child process that can be
 * killed; a spec cannot tell who ran its calls.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Exercise } from '../exercises/catalog';
import { decode, encode } from './data';
import type { Target } from './load';
import { childProgram } from './root';
import type { Call, Outcome, Reason } from './verdict';

export type { Target } from './load';

/** What goes to the child, a line each. */
export type Request = { open: { exercise: Exercise; target: Target } } | { calls: Call[] };

/** What comes back. Values are still encoded. */
export type Reply = { opened: true } | { awaiting: true } | { outcome: Outcome };

/** What learner code printed: the first lines, and how many there were. */
export interface Printed {
  lines: string[];
  count: number;
}

/** An open exercise of a target. */
export interface Session {
  /** Runs a batch in order. Never rejects because of learner code. */
  run(calls: readonly Call[]): Promise<Outcome[]>;
  printed(): Printed;
  close(): void;
}

/** Milliseconds a single call, or loading the file, may take. */
const CALL_LIMIT = 2_000;
const LOAD_LIMIT = 5_000;
const HEAP_MEGABYTES = 256;
const KEPT_LINES = 10;
const KEPT_COLUMNS = 200;

function keepPrinted(streams: Readable[]): Printed {
  const printed: Printed = { lines: [], count: 0 };
  for (const stream of streams) {
    createInterface({ input: stream }).on('line', (line) => {
      printed.count += 1;
      if (printed.lines.length < KEPT_LINES) printed.lines.push(line.slice(0, KEPT_COLUMNS));
    });
  }
  return printed;
}

const encodeCall = (call: Call): Call => ({
  ...call,
  args: call.args.map((argument) =>
    'data' in argument ? { data: encode(argument.data) as never } : argument,
  ),
});

function decodeOutcome(outcome: Outcome): Outcome {
  if (outcome.kind !== 'returned') return outcome;
  const { value, argumentsAfter } = outcome;
  const after = argumentsAfter && { argumentsAfter: argumentsAfter.map(decode) };
  return { kind: 'returned', value: decode(value), ...after };
}

const seconds = (limit: number): string => `${limit / 1_000} s`;

/** The rest of a batch after a death: named for the call it happened in, the others unrun. */
function fillUp(outcomes: Outcome[], calls: readonly Call[], reason: Reason, message: string): void {
  const culprit = calls[outcomes.length];
  for (const call of calls.slice(outcomes.length)) {
    const says = call === culprit ? message : `not run: ${message}`;
    outcomes.push({ kind: 'none', reason, message: says });
  }
}

function spawnChild(): ChildProcess {
  const heap = `--max-old-space-size=${HEAP_MEGABYTES}`;
  return spawn(process.execPath, [heap, childProgram('calls')], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

/** How a child came to its end, as the learner should read it. */
function obituary(name: string, errors: string): { reason: Reason; message: string } {
  const outOfMemory = /heap out of memory|Array buffer allocation failed/.test(errors);
  const cause = outOfMemory
    ? `used more than ${HEAP_MEGABYTES} MB of memory`
    : 'ended the process it ran in';
  return { reason: 'memory', message: `${name} ${cause}` };
}

/**
 * Opens an exercise of a target. The child starts at the first batch, and again at the next one
 * after it had to be killed.
 */
export function openTarget(target: Target, exercise: Exercise): Session {
  let child: ChildProcess | null = null;
  let printed: Printed = { lines: [], count: 0 };

  const start = (): ChildProcess => {
    const started = spawnChild();
    printed = keepPrinted([started.stdout as Readable, started.stderr as Readable]);
    started.stdin?.on('error', () => {});
    send(started, { open: { exercise, target } });
    child = started;
    return started;
  };
  const send = (to: ChildProcess, request: Request): void => {
    (to.stdin as Writable).write(`${JSON.stringify(request)}\n`);
  };
  const stop = (): void => {
    child?.kill('SIGKILL');
    child = null;
  };

  const run = (calls: readonly Call[]): Promise<Outcome[]> => {
    const fresh = child === null;
    const running = child ?? start();
    send(running, { calls: calls.map(encodeCall) });
    return new Promise((finish) => {
      const outcomes: Outcome[] = [];
      let awaiting = false;
      let timer: NodeJS.Timeout;
      const replies = createInterface({ input: running.stdio[3] as Readable });
      const end = (): void => {
        clearTimeout(timer);
        replies.close();
        running.off('close', died);
        finish(outcomes);
      };
      const giveUp = (reason: Reason, message: string): void => {
        stop();
        fillUp(outcomes, calls, reason, message);
        end();
      };
      const name = (): string => calls[outcomes.length]?.name ?? exercise.slug;
      const died = (): void => {
        const { reason, message } = obituary(name(), printed.lines.join('\n'));
        giveUp(reason, message);
      };
      const watch = (limit: number, says: () => string): void => {
        clearTimeout(timer);
        timer = setTimeout(() => giveUp('timeout', `${says()} within ${seconds(limit)}`), limit);
      };
      const watchCall = (): void =>
        watch(CALL_LIMIT, () =>
          awaiting ? `the promise of ${name()} did not settle` : `${name()} did not return`,
        );
      replies.on('line', (line) => {
        const reply = JSON.parse(line) as Reply;
        awaiting = 'awaiting' in reply;
        if ('outcome' in reply) outcomes.push(decodeOutcome(reply.outcome));
        if (outcomes.length === calls.length) end();
        else watchCall();
      });
      running.once('close', died);
      if (fresh) watch(LOAD_LIMIT, () => `${exercise.slug} did not load`);
      else watchCall();
    });
  };
  return { run, printed: () => printed, close: stop };
}
