/**
 * The child process in which learner code runs. It takes an exercise and batches of calls as lines
 * on standard input and writes what came of each call to file descriptor 3, one line a call, before
 * it begins the next: the caller always knows which call is under way.
 * It gives values, never verdicts.
 */
import { join } from 'node:path';
import { type Exercise, sourceOf } from '../../exercises/catalog';
import { type Data, decode, encode, isThenable, NotData, roomFor } from '../judging/data';
import type { Call, Outcome, Reason } from '../judging/verdict';
import { prepareLacking, watchLacking } from './lacking';
import { createLoader, LoadError, type Module, missingExport, prepare, type Target } from './load';
import { moveNumbersOf } from './moving';
import { tellPrints } from './prints';
import { reply, serve } from './reply';
import { packRow, unpackRows } from './rows';
import type { Request, Said } from './target';
import { classOf, isA, messageOf, placeOf, sayThrown } from './thrown';
import { createWitness } from './witness';

type Callable = (...args: unknown[]) => unknown;

const witness = createWitness();
const say = (message: Said): void => reply(message);
const prints = tellPrints(reply);

const written = (value: unknown, most?: number): Data => encode(value, most, packRow) as Data;

const noAnswer = (reason: Reason, message: string): Outcome => ({ kind: 'none', reason, message });

function threw(error: unknown, folder: string): Outcome {
  const where = placeOf(error, folder);
  return {
    kind: 'threw',
    errorClass: classOf(error),
    message: messageOf(error),
    ...(where && { where }),
  };
}

const decodeArguments = ({ args }: Call, answers: unknown[]): unknown[] =>
  args.map((argument) => ('data' in argument ? decode(argument.data) : answers[argument.answerOf]));

/** What it answers when the numbers of a library are moved; null where it then has no answer. */
async function callMoved(call: Call, target: Callable, answers: unknown[]): Promise<Data> {
  moveNumbersOf(call.moves ?? null);
  try {
    return written(await target(...decodeArguments(call, answers)), roomFor(call.entries));
  } catch {
    return null;
  } finally {
    moveNumbersOf(null);
  }
}

/** Calls a function and says what came of it; raw answers are kept for calls that build on them. */
async function perform(call: Call, module: Module, answers: unknown[], folder: string) {
  const target = module[call.name];
  if (typeof target !== 'function') {
    return noAnswer('missing-export', missingExport(call.name, module));
  }
  const args = decodeArguments(call, answers);
  try {
    const returned = target(...args);
    if (isThenable(returned)) say({ awaiting: true });
    const value = await returned;
    answers.push(value);
    return {
      kind: 'returned',
      value: written(value, roomFor(call.entries)),
      ...(call.watched && { argumentsAfter: args.map((each) => written(each)) }),
      ...(call.rereads !== undefined && { earlierAnswer: written(answers[call.rereads]) }),
      ...(call.moves && { moved: await callMoved(call, target as Callable, answers) }),
    } satisfies Outcome;
  } catch (error) {
    if (isA(NotData, error)) return noAnswer('bad-value', `returned ${error.message}`);
    if (isA(LoadError, error)) return noAnswer('load-error', error.message);
    return threw(error, folder);
  }
}

function open(exercise: Exercise, target: Target): typeof opened {
  const unopened = (message: string) => ({ unopened: noAnswer('load-error', message) });
  try {
    return { module: createLoader(target)(exercise) };
  } catch (error) {
    if (isA(LoadError, error)) return unopened(error.message);
    const where = placeOf(error, target.folder);
    return unopened(`${sayThrown(error)}${where ? ` (${where})` : ''}`);
  }
}

/** What was opened last: a module, or why there is none. */
let opened: { module: Module } | { unopened: Outcome } = { module: {} };
let folder = '';

async function runBatch(calls: Call[]): Promise<void> {
  const answers: unknown[] = [];
  for (const [i, call] of calls.entries()) {
    prints.begin(i);
    const outcome =
      'unopened' in opened ? opened.unopened : await perform(call, opened.module, answers, folder);
    // A call without an answer leaves a gap, so that later ones find their own.
    answers.length = i + 1;
    prints.flush();
    say({ outcome });
  }
}

// A promise that an answer does not wait for may fail, and must not end the calls that follow.
process.on('unhandledRejection', () => {});
void serve(async (request: Request) => {
  if ('calls' in request) return runBatch(unpackRows(request.calls) as Call[]);
  if ('prepare' in request) {
    prepareLacking();
    return prepare(request.prepare.target, request.prepare.exercise);
  }
  if ('leave' in request) {
    opened = { module: {} };
    prints.flush();
    return say({ left: witness.isAllAsItWas() });
  }
  const { exercise, target } = request.open;
  folder = target.folder;
  watchLacking(join(folder, sourceOf(exercise)), (lacking) => say({ lacking }));
  if (request.isWitnessed) witness.begin();
  prints.begin(null);
  opened = open(exercise, target);
  prints.flush();
  say({ opened: true });
});
