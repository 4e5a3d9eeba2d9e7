/**
 * The child process in which learner code runs. It takes an exercise and batches of calls as lines
 * on standard input and writes what came of each call to file descriptor 3, one line a call, before
 * it begins the next: whoever waits on the other end always knows which call is under way.
 * It gives values, never verdicts.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Exercise } from '../exercises/catalog';
import { type Data, decode, encode, NotData } from './data';
import { createLoader, LoadError, type Module, placeOf, type Target } from './load';
import type { Reply, Request } from './target';
import type { Argument, Call, Outcome } from './verdict';

const RESULTS = 3;

/** All of a line, also where the pipe is full for the moment. */
function write(reply: Reply): void {
  let rest = Buffer.from(`${JSON.stringify(reply)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(RESULTS, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

function classOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // Endless recursion is a RangeError by accident; it must not pass for a check of shapes.
  if (error.message === 'Maximum call stack size exceeded') return 'StackOverflow';
  const known = [RangeError, TypeError, ReferenceError, SyntaxError];
  return known.find((type) => error instanceof type)?.name ?? error.constructor.name;
}

const noAnswer = (reason: 'load-error' | 'missing-export' | 'bad-value', message: string): Outcome => ({
  kind: 'none',
  reason,
  message,
});

function threw(error: unknown, folder: string): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  const where = placeOf(error, folder);
  return { kind: 'threw', errorClass: classOf(error), message, ...(where && { where }) };
}

/** Calls a function and says what came of it; raw answers are kept for calls that build on them. */
async function perform(call: Call, module: Module, answers: unknown[], folder: string) {
  const target = module[call.name];
  if (typeof target !== 'function') {
    return noAnswer('missing-export', `there is no exported function ${call.name}`);
  }
  const resolve = (argument: Argument): unknown =>
    'data' in argument ? argument.data : answers[argument.answerOf];
  const args = call.args.map(resolve);
  try {
    const returned = target(...args);
    if (returned instanceof Promise) write({ awaiting: true });
    const value = await returned;
    answers.push(value);
    const after = call.watched ? { argumentsAfter: args.map(encode) as Data[] } : {};
    return { kind: 'returned', value: encode(value) as Data, ...after } satisfies Outcome;
  } catch (error) {
    answers.length += 1;
    if (error instanceof NotData) return noAnswer('bad-value', `returned ${error.message}`);
    if (error instanceof LoadError) return noAnswer('load-error', error.message);
    return threw(error, folder);
  }
}

function open(exercise: Exercise, target: Target): Module | Outcome {
  try {
    return createLoader(target)(exercise);
  } catch (error) {
    if (error instanceof LoadError) return noAnswer('load-error', error.message);
    const where = placeOf(error, target.folder);
    const says = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return noAnswer('load-error', `${says}${where ? ` (${where})` : ''}`);
  }
}

const isOutcome = (opened: Module | Outcome): opened is Outcome => 'kind' in opened;

async function serve(): Promise<void> {
  let opened: Module | Outcome = {};
  let folder = '';
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    if ('open' in request) {
      folder = request.open.target.folder;
      opened = open(request.open.exercise, request.open.target);
      write({ opened: true });
      continue;
    }
    const answers: unknown[] = [];
    for (const call of request.calls) {
      const args = call.args.map((argument) =>
        'data' in argument ? { data: decode(argument.data) } : argument,
      );
      const outcome = isOutcome(opened)
        ? opened
        : await perform({ ...call, args }, opened, answers, folder);
      write({ outcome });
    }
  }
}

process.exit = ((code?: number) => {
  throw new Error(`process.exit(${code ?? ''}) was called`);
}) as typeof process.exit;

void serve();
