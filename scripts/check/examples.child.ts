/**
 * Runs a file of examples of an exercise on a target's code: Jest's own test runner and matchers,
 * without Jest around them, so that an answer comes in a fraction of a second. Each test is
 * announced before it begins, so that one that never ends can be named.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import expect from 'expect';
import * as circus from 'jest-circus';
import type { Exercise } from '../../exercises/catalog';
import { toBeClose } from '../../reference/judging/close';
import { isThenable } from '../../reference/judging/data';
import { root } from '../../reference/root';
import type { Left } from '../../reference/running/ahead';
import {
  createLoader,
  evaluate,
  exerciseAt,
  LoadError,
  type Module,
  missingExport,
  prepare,
  tryCompile,
} from '../../reference/running/load';
import { tellPrints } from '../../reference/running/prints';
import { createReplay, type Replay, replaying } from '../../reference/running/replay';
import { reply, serve } from '../../reference/running/reply';
import { isA, placeOf, sayThrown, stackOf } from '../../reference/running/thrown';
import { createWitness } from '../../reference/running/witness';
import type { ExampleReply, ExampleRequest, Request, ToldFailure } from './examples';
import { isJudged, sayJudged } from './matchers';
import { createNotes } from './notes';

const say = (message: ExampleReply | Left): void => reply(message);
const { run, addEventHandler, resetState, ...jest } = circus;
const prints = tellPrints(reply);
const witness = createWitness();
let notes = createNotes();
const replayed = createReplay();
/** As an example is run again, its calls are noted anew. */
const replay: Replay = {
  wrap: replayed.wrap,
  run: (example) =>
    replayed.run(() => {
      notes.begin();
      return example();
    }),
};
const globals = { ...jest, test: replaying(jest.test, replay), it: replaying(jest.it, replay) };

/** Calls made in all examples; what is printed is told by this number. */
let made = 0;

/** Calls a learner's function for the first and only time, and tells the caller before that. */
function callOnce(learners: unknown, name: string, module: Module, args: unknown[]): unknown {
  const calls = notes.calls();
  const call = calls.at(-1);
  if (call) say({ calling: { id: made, index: calls.length - 1, call } });
  prints.begin(made);
  made += 1;
  if (typeof learners !== 'function') throw new LoadError(missingExport(name, module));
  const answer = learners(...args);
  if (isThenable(answer)) say({ awaiting: true });
  else prints.flush();
  return answer;
}

/** The exercise's functions as the examples see them. */
function functionsOf({ exports }: Exercise, module: Module): Module {
  const wrapped = exports.map((name) => {
    const call = (...args: unknown[]) => callOnce(module[name], name, module, args);
    return [name, notes.note(name, replay.wrap(call))];
  });
  return { ...module, ...Object.fromEntries(wrapped) };
}

/** What an example may import: exercises, and Jest's globals by their package's name. */
function requireFor({ target, file: examples }: ExampleRequest, file: string) {
  const load = createLoader(target);
  return (name: string): unknown => {
    if (name === '@jest/globals') return { ...globals, expect };
    const found = exerciseAt(join(root, 'exercises'), file, name);
    if (found) return functionsOf(found, load(found));
    throw new LoadError(`${examples} imports ${name}; it may import exercises only`);
  };
}

/** The line at which an error left the example's file. */
function lineOf(error: unknown, file: string): number | null {
  return Number(stackOf(error).split(`${file}:`)[1]?.split(':')[0]) || null;
}

/** What a matcher said as it is; anything else as thrown, with its place in the learner's file. */
function sentenceOf(error: unknown, { target }: ExampleRequest): string {
  if (isJudged(error)) return sayJudged(error);
  if (isA(LoadError, error)) return error.message;
  const place = placeOf(error, target.folder);
  return `threw ${sayThrown(error)}${place ? ` (${place})` : ''}`;
}

/** The file that is run, and what it is run on. */
let current: ExampleRequest | null = null;
const fileOf = ({ file }: ExampleRequest): string => join(root, 'exercises', file);

const failureOf = (error: unknown, request: ExampleRequest): ToldFailure => ({
  says: sentenceOf(error, request),
  judged: isJudged(error),
  line: lineOf(error, fileOf(request)),
  calls: notes.calls().length,
  returned: notes.returned(),
  spoiler: notes.spoiler(),
});

expect.extend({ toBeClose });
Object.assign(globalThis, globals, { expect });
addEventHandler((event) => {
  if (event.name === 'test_start') say({ started: event.test.name });
  if (event.name !== 'test_done' || !current) return;
  const { name, mode, errors } = event.test;
  const [first] = errors.map((error) => (Array.isArray(error) ? error[0] : error));
  prints.flush();
  const isSkipped = mode === 'skip' || mode === 'todo';
  if (!isSkipped) say({ done: name, failure: first ? failureOf(first, current) : null });
});

async function runExamples(request: ExampleRequest, isWitnessed: boolean): Promise<void> {
  const file = fileOf(request);
  const source = readFileSync(file, 'utf8');
  current = request;
  notes = createNotes();
  made = 0;
  prints.begin(null);
  resetState();
  if (isWitnessed) witness.begin();
  try {
    evaluate(source, file, requireFor(request, file));
    await run();
    say({ finished: null });
  } catch (error) {
    prints.flush();
    say({ finished: failureOf(error, request).says });
  }
}

// A promise that an example did not wait for may fail later, and must not end the others.
process.on('unhandledRejection', () => {});
void serve(async (request: Request) => {
  if ('run' in request) return runExamples(request.run, request.isWitnessed);
  if ('leave' in request) {
    prints.flush();
    return say({ left: witness.isAllAsItWas() });
  }
  const { exercise, target, file } = request.prepare;
  prepare(target, exercise);
  tryCompile(join(root, 'exercises', file));
});
