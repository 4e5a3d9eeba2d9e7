/**
 * Runs jobs in virtual machines: puts a machine into its first state, opens a submission's file, and
 * says what came of each call; where a child was killed once, before it begins the next. It gives
 * values, never verdicts.
 */
import { nameOf, sourceOf } from '../../exercises/catalog';
import type { Outcome, Reason } from '../../reference/judging/verdict';
import { LoadError, resolveImport } from '../../reference/running/load';
import { asLine, lineOf, sendLines } from '../../reference/running/reply';
import { withoutAnswers } from '../../reference/running/target';
import { type Compiled, compiledSolution, exerciseOf, FOLDER } from './compiled';
import { type Machine, type Program, type Step, startMachine } from './machine';
import type { Cost, SandboxJob, SandboxReply } from './messages';
import type { ReadyCall } from './ready';

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

/** Sends a line, and those that wait before it. */
function send(line: string): void {
  sendLines(waiting + line);
  waiting = '';
  sentAt = performance.now();
}

const say = (message: SandboxReply): void => send(lineOf(message));

/** Sends a line at once, or with those that follow soon. */
function tell(line: string, isCareful: boolean): void {
  const isDue = waiting.length > MOST_WAITING || performance.now() - sentAt > LONGEST_WAIT;
  if (isCareful || isDue) send(line);
  else waiting += line;
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

/** `softmax.ts:12`, from the stack of what was thrown. */
function placeIn(stack: unknown): { where?: string } {
  const [, file, line] = String(stack).match(/([\w-]+\.ts):(\d+)/) ?? [];
  return file ? { where: `${file}:${line}` } : {};
}

/** How the harness begins what was thrown, and what it could still say where memory ran out. */
const THROWN = '{"kind":"threw"';
const ENDED = '{"kind":"none","reason":"memory"';

/** Why code came to its end without an answer. */
function endOf(step: Step, name: string | null): Extract<Outcome, { kind: 'none' }> {
  if ('json' in step) return JSON.parse(step.json);
  const who = name ?? 'loading the file';
  const says = {
    memory: `${who} used more memory than it may`,
    unsettled: `${who} returned a promise that does not settle`,
    timeout: `${who} took more steps than it may`,
  }[step.end];
  return { kind: 'none', reason: step.end === 'memory' ? 'memory' : 'timeout', message: says };
}

/** An outcome as JSON: what the harness wrote, with the place in the file in place of a stack. */
function outcomeOf(step: Step, name: string): string {
  if (!('json' in step)) return JSON.stringify(endOf(step, name));
  if (!step.json.startsWith(THROWN)) return step.json;
  const { stack, ...thrown } = JSON.parse(step.json);
  return JSON.stringify({ ...thrown, ...placeIn(stack) });
}

/**
 * Characters of all answers to an exercise, beside what its calls are given, of which an answer of a
 * large layer is some times as long. The dearest right way has a hundredth of it.
 */
const MOST_ANSWERED = 8 * 2 ** 20;
const ANSWERED_A_CHARACTER = 20;

const sayAll = (outcomes: readonly Outcome[]): void => {
  for (const outcome of outcomes) tell(lineOf({ outcome }), false);
};

/** Whether the code went on to the next call. */
const isEnd = (step: Step): boolean => 'end' in step || step.json.startsWith(ENDED);

function runCalls(machine: Machine, calls: readonly ReadyCall[], isCareful: boolean): void {
  let room = MOST_ANSWERED;
  for (const [i, { name, json }] of calls.entries()) {
    const step = machine.call(json);
    const outcome = outcomeOf(step, name);
    room += ANSWERED_A_CHARACTER * json.length - outcome.length;
    if (room < 0) {
      sayAll(withoutAnswers(calls.length - i, 'memory', 'all answers together are too long'));
      return;
    }
    tell(asLine(`{"outcome":${outcome}}`), isCareful);
    if (!isEnd(step)) continue;
    const { reason, message } = endOf(step, name);
    sayAll(withoutAnswers(calls.length - i, reason, message).slice(1));
    return;
  }
}

/** Milliseconds of processor since this was asked last. */
export function createClock(): () => number {
  // One question a time: the system takes a while to add up what all threads spent.
  const spent = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  let last = spent();
  return () => {
    const [before, now] = [last, spent()];
    last = now;
    return now - before;
  };
}

/** The calls that came last, by exercise. */
const given = new Map<string, readonly ReadyCall[]>();

function callsOf({ slug, calls }: SandboxJob): readonly ReadyCall[] {
  if (calls) given.set(slug, calls);
  const found = given.get(slug);
  if (!found) throw new Error(`sandbox: a job of ${slug} came without calls`);
  return found;
}

function runJob(machine: Machine, compiled: CompiledJob): Omit<Cost, 'all' | 'memory'> {
  const { job, files, strip } = compiled;
  const { slug } = job;
  const calls = callsOf(job);
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
    tell(lineOf({ opened: true }), job.isCareful);
    runCalls(machine, calls, job.isCareful);
    cost.calls = elapsed();
    return cost;
  }
  const { reason, message } = endOf(step, null);
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
