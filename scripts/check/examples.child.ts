/**
 * Runs the visible examples of an exercise on a target's code: Jest's own test runner and matchers,
 * without Jest around them, so that an answer comes in a fraction of a second. Each test is
 * announced before it begins, so that one that never ends can be named.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import expect from 'expect';
import * as circus from 'jest-circus';
import { type Exercise, exampleOf } from '../../exercises/catalog';
import { toBeClose } from '../../reference/judging/close';
import { root } from '../../reference/root';
import {
  createLoader,
  evaluate,
  exerciseAt,
  LoadError,
  type Module,
} from '../../reference/running/load';
import { createReplay, replaying } from '../../reference/running/replay';
import { reply, serve } from '../../reference/running/reply';
import { isA, placeOf, sayThrown, stackOf } from '../../reference/running/thrown';
import type { ExampleFailure, ExampleReply, ExampleRequest } from './examples';

const say = (message: ExampleReply): void => reply(message);
const { run, addEventHandler, ...jest } = circus;
const replay = createReplay();
const globals = { ...jest, test: replaying(jest.test, replay), it: replaying(jest.it, replay) };

/** The exercise's functions as the examples see them. */
function functionsOf({ exports }: Exercise, module: Module): Module {
  const wrapped = exports.map((name) => {
    const learners = module[name];
    const call = (...args: unknown[]): unknown => {
      if (typeof learners === 'function') return learners(...args);
      throw new LoadError(`there is no exported function ${name}`);
    };
    return [name, replay.wrap(call)];
  });
  return { ...module, ...Object.fromEntries(wrapped) };
}

/** What an example may import: exercises, and Jest's globals by their package's name. */
function requireFor({ exercise, target }: ExampleRequest, file: string) {
  const load = createLoader(target);
  return (name: string): unknown => {
    if (name === '@jest/globals') return { ...globals, expect };
    const found = exerciseAt(join(root, 'exercises'), file, name);
    if (found) return functionsOf(found, load(found));
    throw new LoadError(`${exampleOf(exercise)} imports ${name}; it may import exercises only`);
  };
}

/** Where an error left the example's file: the line's number and text. */
function lineOf(error: unknown, file: string, source: string) {
  const number = Number(stackOf(error).split(`${file}:`)[1]?.split(':')[0]);
  const text = source.split('\n')[number - 1]?.trim();
  return text === undefined ? null : { number, text };
}

/** What a matcher said as it is; anything else as thrown, with its place in the learner's file. */
function sentenceOf(error: unknown, judged: boolean, { target }: ExampleRequest): string {
  if (judged || isA(LoadError, error)) return (error as Error).message;
  const place = placeOf(error, target.folder);
  return `threw ${sayThrown(error)}${place ? ` (${place})` : ''}`;
}

async function runExamples(request: ExampleRequest): Promise<void> {
  const file = join(root, 'exercises', exampleOf(request.exercise));
  const source = readFileSync(file, 'utf8');
  const failureOf = (error: unknown): ExampleFailure => {
    const judged = isA(Error, error) && 'matcherResult' in error;
    const says = sentenceOf(error, judged, request);
    return { says, judged, line: lineOf(error, file, source) };
  };
  expect.extend({ toBeClose });
  Object.assign(globalThis, globals, { expect });
  addEventHandler((event) => {
    if (event.name === 'test_start') say({ started: event.test.name });
    if (event.name !== 'test_done') return;
    const { name, mode, errors } = event.test;
    const [first] = errors.map((error) => (Array.isArray(error) ? error[0] : error));
    const isSkipped = mode === 'skip' || mode === 'todo';
    if (!isSkipped) say({ done: name, failure: first ? failureOf(first) : null });
  });
  try {
    evaluate(source, file, requireFor(request, file));
    await run();
    say({ finished: null });
  } catch (error) {
    say({ finished: failureOf(error).says });
  }
}

// A promise that an example did not wait for may fail later, and must not end the others.
process.on('unhandledRejection', () => {});
void serve(runExamples);
