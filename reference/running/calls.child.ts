/**
 * The child process in which learner code runs. It takes an exercise and batches of calls as lines
 * on standard input and writes what came of each call to file descriptor 3, one line a call, before
 * it begins the next: the caller always knows which call is under way.
 * It gives values, never verdicts.
 */
import { join } from 'node:path';
import { type Exercise, sourceOf } from '../../exercises/catalog';
import { type Data, decode, encode, NotData } from '../judging/data';
import type { Argument, Call, Outcome, Reason } from '../judging/verdict';
import { takeOperations } from './counting';
import { watchLacking } from './lacking';
import { createLoader, LoadError, type Module, placeOf, type Target } from './load';
import { reply, serve } from './reply';
import type { Request, Said } from './target';

const say = (message: Said): void => reply(message);

function classOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  // Endless recursion is a RangeError by accident; it must not pass for a check of shapes.
  if (error.message === 'Maximum call stack size exceeded') return 'StackOverflow';
  const known = [RangeError, TypeError, ReferenceError, SyntaxError];
  return known.find((type) => error instanceof type)?.name ?? error.constructor.name;
}

const isThenable = (value: unknown): boolean =>
  Object(value) === value && typeof (value as { then?: unknown }).then === 'function';

const noAnswer = (reason: Reason, message: string): Outcome => ({ kind: 'none', reason, message });

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
  takeOperations();
  try {
    const returned = target(...args);
    if (isThenable(returned)) say({ awaiting: true });
    const value = await returned;
    answers.push(value);
    const operations = takeOperations();
    const after = call.watched
      ? { argumentsAfter: args.map((argument) => encode(argument)) as Data[] }
      : {};
    const coded = encode(value) as Data;
    return { kind: 'returned', value: coded, operations, ...after } satisfies Outcome;
  } catch (error) {
    answers.length += 1;
    if (error instanceof NotData) return noAnswer('bad-value', `returned ${error.message}`);
    if (error instanceof LoadError) return noAnswer('load-error', error.message);
    return threw(error, folder);
  }
}

function open(exercise: Exercise, target: Target): typeof opened {
  const unopened = (message: string) => ({ unopened: noAnswer('load-error', message) });
  try {
    return { module: createLoader(target)(exercise) };
  } catch (error) {
    if (error instanceof LoadError) return unopened(error.message);
    const where = placeOf(error, target.folder);
    const says = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return unopened(`${says}${where ? ` (${where})` : ''}`);
  }
}

const decodeArgument = (argument: Argument): Argument =>
  'data' in argument ? { data: decode(argument.data) } : argument;

/** What was opened last: a module, or why there is none. */
let opened: { module: Module } | { unopened: Outcome } = { module: {} };
let folder = '';

async function runBatch(calls: Call[]): Promise<void> {
  const answers: unknown[] = [];
  for (const call of calls) {
    const decoded = { ...call, args: call.args.map(decodeArgument) };
    const outcome =
      'unopened' in opened
        ? opened.unopened
        : await perform(decoded, opened.module, answers, folder);
    say({ outcome });
  }
}

void serve(async (request: Request) => {
  if ('calls' in request) return runBatch(request.calls);
  const { exercise, target } = request.open;
  folder = target.folder;
  watchLacking(join(folder, sourceOf(exercise)), (lacking) => say({ lacking }));
  opened = open(exercise, target);
  say({ opened: true });
});
