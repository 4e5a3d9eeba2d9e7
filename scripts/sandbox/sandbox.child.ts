/**
 * The process that a submission's code runs in, inside a virtual machine: it strips the types, puts
 * the machine into its first state, and says what came of each call; where a child was killed once,
 * before it begins the next. It gives values, never verdicts.
 */
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type catalog, findExercise, nameOf, sourceOf } from '../../exercises/catalog';
import type { Call, Outcome, Reason } from '../../reference/judging/verdict';
import { compile, LoadError, resolveImport } from '../../reference/running/load';
import { lineOf, sendLines, serve } from '../../reference/running/reply';
import { unanswered } from '../../reference/running/target';
import { whyUnread } from '../submissions/files';
import type { SentCall } from './inside/harness';
import { type Machine, type Source, type Step, startMachine } from './machine';
import type { Cost, SandboxJob, SandboxReply, SandboxRequest } from './messages';
import { modelSolution } from './solutions';

/** Nothing lies here; imports are resolved by name alone. */
const FOLDER = resolve('/submission');

/** What the harness says where a file loaded. */
const OPENED = '{"opened":true}';

/** Replies wait for one another, because sending one costs more than many a call. */
const MOST_WAITING = 2 ** 16;
const LONGEST_WAIT = 100;
let waiting = '';
let sentAt = 0;

/** Sends a reply, and those that wait before it. */
function say(message: SandboxReply): void {
  sendLines(waiting + lineOf(message));
  waiting = '';
  sentAt = performance.now();
}

/** Sends a reply at once, or with those that follow soon. */
function tell(message: SandboxReply, isCareful: boolean): void {
  const isDue = waiting.length > MOST_WAITING || performance.now() - sentAt > LONGEST_WAIT;
  if (isCareful || isDue) say(message);
  else waiting += lineOf(message);
}

const none = (reason: Reason, message: string): Outcome => ({ kind: 'none', reason, message });

/** Whoever started this process is gone, perhaps killed: then nobody is left to kill this one. */
function endWithParent(): void {
  const watch = `
    const { workerData } = require('node:worker_threads');
    setInterval(() => {
      try { process.kill(workerData, 0); } catch { process.kill(process.pid, 'SIGKILL'); }
    }, 1000);`;
  new Worker(watch, { eval: true, workerData: process.ppid }).unref();
  // Ctrl-C reaches the whole group; who judges decides when this ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
}

const machines = new Map<boolean, Machine>();

function machineFor(hasLibraries: boolean): Machine {
  const machine = machines.get(hasLibraries);
  if (machine) return machine;
  throw new Error('sandbox: a job came before its machine was prepared');
}

async function prepare(hasLibraries: boolean): Promise<void> {
  const beat = (): void => say({ working: true });
  machines.set(hasLibraries, await startMachine(hasLibraries ? 'libraries' : 'plain', beat));
}

const solutionCode = new Map<string, string>();

function compileSolution(slug: string): string {
  const known = solutionCode.get(slug);
  if (known !== undefined) return known;
  const exercise = exerciseOf(slug);
  const code = compile(modelSolution(exercise), join(FOLDER, sourceOf(exercise)));
  solutionCode.set(slug, code);
  return code;
}

function exerciseOf(slug: string): (typeof catalog)[number] {
  const exercise = findExercise(slug);
  if (!exercise) throw new Error(`sandbox: no exercise ${slug}`);
  return exercise;
}

/** @throws LoadError where the file is not there, was refused, or cannot be read as TypeScript */
function compileEarlier(slug: string, earlier: SandboxJob['earlier']): string {
  if (!earlier) return compileSolution(slug);
  const file = sourceOf(exerciseOf(slug));
  const source = earlier[slug] ?? { missing: true };
  if ('text' in source) return compile(source.text, join(FOLDER, file));
  throw new LoadError(`${file}: ${whyUnread(source).message}`);
}

/** What a submission's own file and its imports come to. */
function sourceFor({ slug, source, earlier }: SandboxJob): Source {
  const own = new Map([[slug, compile(source, join(FOLDER, sourceOf(exerciseOf(slug))))]]);
  const codeOf = (wanted: string): string => {
    const code = own.get(wanted) ?? compileEarlier(wanted, earlier);
    own.set(wanted, code);
    return code;
  };
  return {
    resolve: (importer, name) => {
      try {
        const found = resolveImport(FOLDER, exerciseOf(importer), name);
        if (typeof found === 'string') return JSON.stringify({ library: found });
        codeOf(found.slug);
        return JSON.stringify({ slug: found.slug });
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
        return JSON.stringify({ refused: error.message });
      }
    },
    compile: (wanted) => ({ code: codeOf(wanted), file: `${nameOf(exerciseOf(wanted))}.ts` }),
  };
}

/** Indices of the calls whose answers later ones are given or read again. */
const keptIn = (calls: readonly Call[]): Set<number> =>
  new Set(
    calls.flatMap(({ args, rereads }) => [
      ...args.flatMap((argument) => ('answerOf' in argument ? argument.answerOf : [])),
      ...(rereads === undefined ? [] : [rereads]),
    ]),
  );

function sentCall(call: Call, index: number, isKept: boolean): SentCall {
  const { name, args, watched = false, rereads = null, moves = null } = call;
  const answers: Record<string, number> = {};
  const data = args.map((argument, i) => {
    if ('data' in argument) return argument.data;
    answers[i] = argument.answerOf;
    return null;
  });
  return { name, args: data, answers, index, isKept, watched, rereads, moves };
}

/** `softmax.ts:12`, from the stack of what was thrown. */
function placeIn(stack: unknown): { where?: string } {
  const [, file, line] = String(stack).match(/([\w-]+\.ts):(\d+)/) ?? [];
  return file ? { where: `${file}:${line}` } : {};
}

function outcomeOf(step: Step, name: string | null): unknown {
  if ('json' in step) {
    const { stack, ...outcome } = JSON.parse(step.json);
    return stack === undefined ? outcome : { ...outcome, ...placeIn(stack) };
  }
  const who = name ?? 'loading the file';
  if (step.end === 'memory') return none('memory', `${who} used more memory than it may`);
  if (step.end === 'unsettled') {
    return none('timeout', `${who} returned a promise that does not settle`);
  }
  return none('timeout', `${who} took more steps than it may`);
}

/** Whether the code went on to the next call. */
const isEnd = (step: Step): boolean => 'end' in step || step.json.startsWith(ENDED);
/** What the harness writes where memory ran out and it could still say so. */
const ENDED = '{"kind":"none","reason":"memory"';

const sayAll = (outcomes: readonly unknown[]): void => {
  for (const outcome of outcomes) tell({ outcome }, false);
};

function runCalls(machine: Machine, { calls, isCareful }: SandboxJob): void {
  const kept = keptIn(calls);
  for (const [i, call] of calls.entries()) {
    const step = machine.call(sentCall(call, i, kept.has(i)));
    const outcome = outcomeOf(step, call.name);
    tell({ outcome }, isCareful);
    if (!isEnd(step)) continue;
    const { reason, message } = outcome as Extract<Outcome, { kind: 'none' }>;
    sayAll(unanswered(calls.length - i, reason, message).slice(1));
    return;
  }
}

/** Milliseconds of processor since this was asked last. */
function createClock(): () => number {
  let last = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    return (user + system) / 1_000;
  };
}

function runJob(machine: Machine, job: SandboxJob): Omit<Cost, 'all' | 'memory'> {
  const { calls, slug } = job;
  const cost = { strip: 0, restore: 0, load: 0, calls: 0 };
  const elapsed = createClock();
  let source: Source;
  try {
    source = sourceFor(job);
    cost.strip = elapsed();
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    sayAll(calls.map(() => none('load-error', error.message)));
    return cost;
  }
  machine.restore();
  cost.restore = elapsed();
  const step = machine.open(source, slug);
  cost.load = elapsed();
  if ('json' in step && step.json === OPENED) {
    tell({ opened: true }, job.isCareful);
    runCalls(machine, job);
    cost.calls = elapsed();
    return cost;
  }
  const { reason, message } = outcomeOf(step, null) as Extract<Outcome, { kind: 'none' }>;
  const isStopped = reason === 'timeout' || reason === 'memory';
  sayAll(
    isStopped ? unanswered(calls.length, reason, message) : calls.map(() => none(reason, message)),
  );
  return cost;
}

endWithParent();
// Reading a job is part of what it costs.
const elapsed = createClock();
void serve(async (request: SandboxRequest) => {
  if ('prepare' in request) {
    await prepare(request.prepare.hasLibraries);
    say({ ready: true });
    return;
  }
  const machine = machineFor(request.job.hasLibraries);
  const cost = runJob(machine, request.job);
  const { rss } = process.memoryUsage;
  const finished = { isWorn: machine.isWorn, cost: { ...cost, all: elapsed(), memory: rss() } };
  say({ finished });
});
