/**
 * Runs jobs in virtual machines: puts a machine into its first state, opens a submission's file, and
 * says what came of each call; where a child was killed once, before it begins the next. It gives
 * values, never verdicts.
 */
import { nameOf, sourceOf } from '../../exercises/catalog';
import type { Call, Outcome, Reason } from '../../reference/judging/verdict';
import { LoadError, resolveImport } from '../../reference/running/load';
import { lineOf, sendLines } from '../../reference/running/reply';
import { withoutAnswers } from '../../reference/running/target';
import { type Compiled, compiledSolution, exerciseOf, FOLDER } from './compiled';
import type { SentCall } from './inside/harness';
import { type Machine, type Program, type Step, startMachine } from './machine';
import type { Cost, SandboxJob, SandboxReply } from './messages';

/** A job whose files are JavaScript, and the milliseconds of processor that it took. */
export interface CompiledJob {
  job: SandboxJob;
  files: Map<string, Compiled>;
  strip: number;
}

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

/** What a submission's own file and its imports come to. */
function programOf({ job, files }: CompiledJob): Program {
  const compiledFor = (slug: string): Compiled =>
    files.get(slug) ??
    (job.earlier
      ? { refused: `${sourceOf(exerciseOf(slug))}: the file is not there` }
      : compiledSolution(slug));
  return {
    resolve: (importer, name) => {
      try {
        const found = resolveImport(FOLDER, exerciseOf(importer), name);
        if (typeof found === 'string') return JSON.stringify({ library: found });
        const file = compiledFor(found.slug);
        return JSON.stringify('refused' in file ? file : { slug: found.slug });
      } catch (error) {
        if (!(error instanceof LoadError)) throw error;
        return JSON.stringify({ refused: error.message });
      }
    },
    compile: (slug) => {
      const file = compiledFor(slug);
      if ('refused' in file) throw new Error(`sandbox: ${slug} was opened and has no code`);
      return { code: file.code, file: `${nameOf(exerciseOf(slug))}.ts` };
    },
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
    sayAll(withoutAnswers(calls.length - i, reason, message).slice(1));
    return;
  }
}

/** Milliseconds of processor since this was asked last. */
export function createClock(): () => number {
  let last = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    return (user + system) / 1_000;
  };
}

function runJob(machine: Machine, compiled: CompiledJob): Omit<Cost, 'all' | 'memory'> {
  const { job, files, strip } = compiled;
  const { calls, slug } = job;
  const cost = { strip, restore: 0, load: 0, calls: 0 };
  const elapsed = createClock();
  const own = files.get(slug);
  if (own && 'refused' in own) {
    sayAll(calls.map(() => none('load-error', own.refused)));
    return cost;
  }
  machine.restore();
  cost.restore = elapsed();
  const step = machine.open(programOf(compiled), slug);
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
    isStopped
      ? withoutAnswers(calls.length, reason, message)
      : calls.map(() => none(reason, message)),
  );
  return cost;
}

/** Handles one request of the pool, whose files are compiled. */
export async function handle(
  request: { prepare: { hasLibraries: boolean } } | CompiledJob,
  elapsed: () => number,
): Promise<void> {
  if ('prepare' in request) {
    await prepare(request.prepare.hasLibraries);
    say({ ready: true });
    return;
  }
  const machine = machineFor(request.job.hasLibraries);
  const cost = runJob(machine, request);
  const { rss } = process.memoryUsage;
  const finished = { isWorn: machine.isWorn, cost: { ...cost, all: elapsed(), memory: rss() } };
  say({ finished });
}
