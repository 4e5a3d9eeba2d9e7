/**
 * The judge's side inside the VM: loads a submission, calls its functions one at a time and writes
 * down what came of each call. It knows only the call under way: those that follow, and what is
 * expected of them, stay outside. It shares its global scope with the submission, so it is written
 * with primordials alone.
 */
import { type Data, isThenable, NotData } from '../../../reference/judging/data';
import type { Reason } from '../../../reference/judging/verdict';
import { encodeText, revive } from './encode';
import {
  apply,
  create,
  ENGINE_ERROR,
  hasOwn,
  includes,
  isInstance,
  ownKeys,
  parse,
  slice,
  stringify,
  text,
} from './primordials';
import { runNextTimer } from './timers';

type Module = Record<string, unknown>;
type Body = (
  exports: object,
  module: { exports: Module },
  require: (name: string) => Module,
) => void;

/** What the host does for the VM: strings in, strings or a compiled function out. */
export interface Host {
  /** `{ slug }`, `{ library }` or `{ refused }` for an import, as JSON. */
  resolve(importer: string, name: string): string;
  /** The body of an exercise's module; throws a syntax error as one. */
  compile(slug: string): Body;
}

/** A call as it is sent in; arguments whose index is in `answers` are earlier answers. */
export interface SentCall {
  name: string;
  args: Data[];
  answers: Record<string, number>;
  index: number;
  /** A later call stands on the answer. */
  isKept: boolean;
  watched: boolean;
  /** The earlier call whose answer is to be read again after this one. */
  rereads: number | null;
  /** The library whose numbers are moved in a second run. */
  moves: string | null;
}

/** The doors to the outside. A result is JSON; '' while a promise is not settled. */
export interface Harness {
  open(slug: string): string;
  call(json: string): string;
  /** The result of the call under way. */
  take(): string;
  /** Runs what a timer waits for; false where there is none. */
  wait(): boolean;
}

/** An import that is not allowed; it counts even where the submission catches it. */
class Refused extends Error {}

const known: Record<string, object> = create(null);
known.RangeError = RangeError.prototype;
known.TypeError = TypeError.prototype;
known.ReferenceError = ReferenceError.prototype;
known.SyntaxError = SyntaxError.prototype;
const knownNames = ownKeys(known) as string[];
const ANY_ERROR = Error.prototype;

/** Entries of an answer: enough for any, and more for each character that a call is given. */
const MOST_ENTRIES = 5_000;
const ENTRIES_A_CHARACTER = 2;

/** Characters of what an import names; no exercise or library has a tenth of it. */
const MAX_NAME = 256;
const MAX_MESSAGE = 500;
const MAX_STACK = 2_000;

/** Text of something that a submission threw; asking for it may run its code, and throw again. */
function readText(read: () => unknown, length: number): string {
  try {
    const found = read();
    return typeof found === 'string' ? slice(found, 0, length) : '';
  } catch {
    return '';
  }
}

/** Asking a proxy for its prototype may run the submission's code, and throw. */
function isA(prototype: object, error: unknown): boolean {
  try {
    return isInstance(prototype, error as object);
  } catch {
    return false;
  }
}

const isEngineError = (error: unknown, message: string): boolean =>
  isA(ENGINE_ERROR, error) && readText(() => (error as Error).message, MAX_MESSAGE) === message;

/** The class that counts; a class of the submission's own is never called what a real one is. */
function classOf(error: unknown): string {
  if (!isA(ANY_ERROR, error)) return typeof error;
  if (isEngineError(error, 'stack overflow')) return 'StackOverflow';
  for (let i = 0; i < knownNames.length; i++) {
    const name = knownNames[i] as string;
    if (isA(known[name] as object, error)) return name;
  }
  const name = readText(() => (error as Error).constructor.name, MAX_MESSAGE);
  return name === '' || hasOwn(known, name) ? 'Error' : name;
}

const none = (reason: Reason, message: string): string =>
  `{"kind":"none","reason":${stringify(reason)},"message":${stringify(message)}}`;

function thrown(error: unknown): string {
  const isError = isA(ANY_ERROR, error);
  const message = readText(() => (isError ? (error as Error).message : text(error)), MAX_MESSAGE);
  const stack = isError ? readText(() => (error as Error).stack, MAX_STACK) : '';
  return `{"kind":"threw","errorClass":${stringify(classOf(error))},"message":${stringify(message)},"stack":${stringify(stack)}}`;
}

/** What a call that did not return comes to. */
function unreturned(error: unknown): string {
  if (isA(NotData.prototype, error)) {
    return none('bad-value', `returned ${(error as Error).message}`);
  }
  if (isA(Refused.prototype, error)) {
    return none('load-error', (error as Error).message);
  }
  if (isEngineError(error, 'out of memory')) return none('memory', 'out of memory');
  return thrown(error);
}

/** What a file that did not load comes to. */
function unloaded(error: unknown): string {
  if (isA(Refused.prototype, error)) {
    return none('load-error', (error as Error).message);
  }
  if (isEngineError(error, 'out of memory')) return none('memory', 'out of memory');
  const message = readText(() => (error as Error).message, MAX_MESSAGE) || 'something was thrown';
  return none('load-error', `${classOf(error)}: ${message}`);
}

/**
 * Prepares the VM for submissions.
 * @param libraries modules by the name they are imported by
 * @param moveNumbersOf moves the numbers that the operations of a library give; null moves none
 */
export function createHarness(
  host: Host,
  libraries: Record<string, Module> = {},
  moveNumbersOf: (library: string | null) => void = () => {},
): Harness {
  const modules: Record<string, Module> = create(null);
  const answers: Record<number, unknown> = create(null);
  let module: Module = {};
  let result = '';
  let mostEntries = MOST_ENTRIES;
  /** The call under way, as it was sent. */
  let current = '';

  function requireFrom(importer: string): (name: string) => Module {
    return (given) => {
      const name = text(given);
      if (name.length > MAX_NAME) throw new Refused('an import has a name that is too long');
      const found = parse(host.resolve(importer, name));
      if (hasOwn(found, 'slug')) return load(found.slug);
      if (hasOwn(found, 'library')) return libraries[found.library] as Module;
      throw new Refused(found.refused);
    };
  }

  function load(slug: string): Module {
    const loaded = modules[slug];
    if (loaded !== undefined) return loaded;
    const record = { exports: {} as Module };
    apply(host.compile(slug), undefined, [record.exports, record, requireFrom(slug)]);
    modules[slug] = record.exports;
    return record.exports;
  }

  /** Puts the arguments into a call as it was sent. */
  function readCall(json: string): SentCall {
    const sent: SentCall = parse(json);
    // Most calls have nothing to revive, and looking at every number takes its time.
    const isCoded = includes(json, '"$');
    for (let i = 0; i < sent.args.length; i++) {
      const from = hasOwn(sent.answers, i) ? sent.answers[i] : undefined;
      if (from !== undefined) sent.args[i] = answers[from] as Data;
      else if (isCoded) sent.args[i] = revive(sent.args[i]) as Data;
    }
    return sent;
  }

  /** The outcome of a call, but for its last bracket. */
  function returned(value: unknown, { args, watched, rereads }: SentCall): string {
    const after = watched ? `,"argumentsAfter":${encodeText(args, mostEntries)}` : '';
    const earlier =
      rereads === null ? '' : `,"earlierAnswer":${encodeText(answers[rereads], mostEntries)}`;
    return `{"kind":"returned","value":${encodeText(value, mostEntries)}${after}${earlier}`;
  }

  /** What the call comes to when the numbers of a library are moved; null where it has no answer. */
  async function runMoved({ moves }: SentCall): Promise<string> {
    if (moves === null) return '';
    const { name, args } = readCall(current);
    moveNumbersOf(moves);
    try {
      const answer = await apply(module[name] as (...args: unknown[]) => unknown, undefined, args);
      return `,"moved":${encodeText(answer, mostEntries)}`;
    } catch {
      return ',"moved":null';
    } finally {
      moveNumbersOf(null);
    }
  }

  /** Sets the result once the promise is settled; nothing sets it where that never happens. */
  async function settle(value: unknown, sent: SentCall): Promise<void> {
    let settled: string;
    try {
      const answer = await value;
      if (sent.isKept) answers[sent.index] = answer;
      // The answer is read before the call is run again, which may write over it.
      const first = returned(answer, sent);
      settled = `${first}${await runMoved(sent)}}`;
    } catch (error) {
      settled = unreturned(error);
    }
    result = settled;
  }

  function perform(sent: SentCall): string {
    const { name, args, index, isKept, moves } = sent;
    // `module.exports = null` is a module without exports.
    const target = module?.[name];
    if (typeof target !== 'function') {
      return none('missing-export', `there is no exported function ${name}`);
    }
    const value = apply(target, undefined, args);
    if (isThenable(value) || moves !== null) {
      void settle(value, sent);
      return '';
    }
    if (isKept) answers[index] = value;
    return `${returned(value, sent)}}`;
  }

  return {
    open(slug) {
      try {
        module = load(slug);
        return '{"opened":true}';
      } catch (error) {
        return unloaded(error);
      }
    },
    call(json) {
      result = '';
      mostEntries = MOST_ENTRIES + json.length * ENTRIES_A_CHARACTER;
      current = json;
      const sent = readCall(json);
      try {
        result = perform(sent);
      } catch (error) {
        result = unreturned(error);
      }
      return result;
    },
    take: () => result,
    wait: runNextTimer,
  };
}
