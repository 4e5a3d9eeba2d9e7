/**
 * Judges' side of the sandbox: a few child processes, each with virtual machines for strangers'
 * code, and a clock that kills what cannot be interrupted inside. It brings values back, never
 * verdicts, and does not look at them.
 */
import { type Exercise, nameOf } from '../../exercises/catalog';
import type { Call, Outcome } from '../../reference/judging/verdict';
import { BLIND_DELAY, type Child, startChild } from '../../reference/running/child';
import { type End, hearBatch, type Reply, withoutAnswers } from '../../reference/running/target';
import type { SourceFile } from '../submissions/source';
import type { Cost, SandboxJob, SandboxReply, SandboxRequest } from './messages';
import { type ReadyCall, readyCalls } from './ready';
import { modelSolution } from './solutions';

export interface Job {
  exercise: Exercise;
  source: string;
  calls: readonly Call[];
  /** What earlier exercises are, by slug; without it the model solutions. */
  earlier?: Readonly<Record<string, SourceFile>>;
  /** Milliseconds of processor that it may take at most, where an exercise may take more. */
  most?: number;
  /** Told how many it took, more than once where it had to be run again. */
  onSpent?: (milliseconds: number) => void;
}

export interface Runner {
  /** One outcome a call. Never rejects because of the code. */
  run(job: Job): Promise<Outcome[]>;
}

export interface Sandbox extends Runner {
  /**
   * Starts all children, so that the first job finds them ready.
   * @param kinds which machines: without libraries (false), with them (true), or both
   */
  prepare(kinds: readonly boolean[]): void;
  close(): Promise<void>;
}

/**
 * Milliseconds of processor that an exercise may take, loading and all calls together, and more for
 * each character that its calls are given. Code that counts its steps ends long before: this is for
 * what cannot be interrupted inside.
 */
const BUDGET = 6_000;
const BUDGET_A_CHARACTER = 1 / 100;
/** Milliseconds between two questions of what a child has spent, and the least that it is given. */
const ASKING = 250;
const BOOT_LIMIT = 60_000;
const FINISH_LIMIT = 5_000;
/** Times that a child is started anew for one job before that is called the fault of the machine. */
const STARTS = 3;

type SandboxChild = Child<SandboxRequest, SandboxReply>;

/** What a job came to: all outcomes, or a child that came to its end on the way. */
interface Attempt {
  outcomes: Outcome[];
  end: End | null;
  /** Whether it was ended for the processor that it took. */
  wasCut: boolean;
  /** Milliseconds of processor. */
  spent: number;
}

/** Outcomes that the machine and not the code is to answer for. */
export const infrastructure = (calls: readonly Call[], message: string): Outcome[] =>
  calls.map(() => ({ kind: 'none', reason: 'infrastructure', message }));

/** The same words for an end from outside as for one inside: which comes first depends on speed. */
const describeEnd = ({ state }: End, name: string): string =>
  `${state === 'loading' ? 'loading the file' : name} used more memory than it may`;

/** How far the code came until then depends on the machine, and so none of it counts. */
function cut({ exercise, calls }: Job): Outcome[] {
  const says = `${nameOf(exercise)}.ts took more of the processor than it may`;
  return withoutAnswers(calls.length, 'timeout', says);
}

/** What a job took by itself: the start of a machine before it is none of that. */
const spentOn = ({ strip, restore, load, calls }: Cost): number => strip + restore + load + calls;

/** Gives the milliseconds of processor that a child has spent from now on; asked of the system now and then. */
function countSpent(child: SandboxChild): () => number {
  const [before, begun] = [child.spent(), Date.now()];
  let [counted, asked] = [0, begun];
  return () => {
    const now = Date.now();
    if (now - asked < ASKING) return counted;
    asked = now;
    const spent = child.spent();
    // One that has ended tells nothing more; it has spent what it had when it was asked last, or more.
    if (before === null) counted = (now - begun) / BLIND_DELAY;
    else if (spent !== null) counted = spent - before;
    return counted;
  };
}

/** What a child says of its calls within a budget; that it is still working is none of it. */
function hearWithin(child: SandboxChild, budget: number) {
  const spent = countSpent(child);
  const left = (): number => budget - spent();
  let isOver = false;
  return {
    spent,
    isOver: (): boolean => isOver || child.isSpent(),
    async hear(): Promise<Reply | 'timeout' | 'died'> {
      for (;;) {
        isOver = left() <= 0;
        if (isOver) {
          child.kill();
          return 'timeout';
        }
        const heard = await child.hear(Math.max(left(), ASKING));
        if (typeof heard === 'string' || !('working' in heard)) return heard as Reply;
      }
    },
  };
}

/** One child at a time, replaced when it has come to its end or is worn. */
function createWorker(hearCost: (cost: Cost) => void) {
  let child: SandboxChild | null = null;
  let isClosed = false;
  let prepared = new Set<boolean>();
  /** The calls that the child was given last, by exercise. */
  let given = new Map<string, readonly ReadyCall[]>();

  async function start(hasLibraries: boolean): Promise<SandboxChild | null> {
    for (let started = 0; started < STARTS && !isClosed; started += 1) {
      if (!child) {
        child = startChild<SandboxRequest, SandboxReply>('sandbox');
        prepared = new Set();
        given = new Map();
      }
      if (prepared.has(hasLibraries)) return child;
      child.send({ prepare: { hasLibraries } });
      const heard = await child.hear(BOOT_LIMIT);
      if (heard !== 'died' && heard !== 'timeout' && 'ready' in heard) {
        prepared.add(hasLibraries);
        return child;
      }
      child = null;
    }
    return null;
  }

  /** One machine after the other, because the child answers in order. */
  let last: Promise<unknown> = Promise.resolve();
  function prepare(hasLibraries: boolean): Promise<SandboxChild | null> {
    const started = last.then(() => start(hasLibraries));
    // Who waits for it hears of a failure.
    last = started.catch(() => {});
    return started;
  }

  /** Null where no child could be brought to run it. */
  async function attempt(
    job: Omit<SandboxJob, 'calls'>,
    calls: readonly ReadyCall[],
    most = Number.POSITIVE_INFINITY,
  ): Promise<Attempt | null> {
    const running = await prepare(job.hasLibraries);
    if (!running) return null;
    const isGiven = given.get(job.slug) === calls;
    running.send({ job: { ...job, calls: isGiven ? null : calls } });
    given.set(job.slug, calls);
    const characters = calls.reduce((sum, { json }) => sum + json.length, 0);
    const budget = Math.min(BUDGET + BUDGET_A_CHARACTER * characters, most);
    const within = hearWithin(running, budget);
    const limits = { load: budget, call: budget };
    const { outcomes, end } = await hearBatch(within, calls.length, limits, false);
    const last = end ? null : await running.hear(FINISH_LIMIT);
    const isFine = typeof last === 'object' && last !== null && 'finished' in last;
    if (isFine) hearCost(last.finished.cost);
    if (!isFine || last.finished.isWorn) {
      child = null;
      if (isFine) await running.close();
    }
    const wasCut = within.isOver();
    // The system was asked a while ago, and one that was cut has had all that it might.
    const counted = Math.max(within.spent(), wasCut ? budget : 0);
    const spent = isFine ? spentOn(last.finished.cost) : counted;
    return { outcomes, end, wasCut, spent };
  }

  return {
    prepare,
    attempt,
    async close() {
      isClosed = true;
      await child?.close();
      child = null;
    },
  };
}

type Worker = ReturnType<typeof createWorker>;

/**
 * Runs a job. Where the child came to its end, it is asked once more, because a machine that slept
 * or ran out of memory kills children too; then whether the model solution gets through.
 */
async function runJob(worker: Worker, given: Job): Promise<Outcome[]> {
  const { exercise, source, calls, earlier, onSpent = () => {} } = given;
  const job = {
    slug: exercise.slug,
    source,
    hasLibraries: (exercise.libraries ?? []).length > 0,
    ...(earlier && { earlier }),
  };
  const asked = readyCalls(calls);
  let { most: left = Number.POSITIVE_INFINITY } = given;
  const attempt = async (isCareful: boolean): Promise<Attempt | null> => {
    const made = await worker.attempt({ ...job, isCareful }, asked, left);
    left -= made?.spent ?? 0;
    onSpent(made?.spent ?? 0);
    return made;
  };
  const first = await attempt(false);
  if (first && !first.end) return first.outcomes;
  if (first?.wasCut) return cut(given);
  // What was not yet said is lost with a child, and with it which call was to blame.
  const second = first && (await attempt(true));
  if (!second) return infrastructure(calls, 'the sandbox could not be started');
  const { outcomes, end } = second;
  if (!end) return outcomes;
  if (second.wasCut) return cut(given);
  const { earlier: _, ...rest } = job;
  const model = { ...rest, source: modelSolution(exercise), isCareful: false };
  const probe = await worker.attempt(model, asked);
  if (!probe || probe.end)
    return infrastructure(calls, 'the sandbox does not run the model solution either');
  if (end.reason === 'timeout') return cut(given);
  const says = describeEnd(end, calls[outcomes.length]?.name ?? '');
  return [...outcomes, ...withoutAnswers(calls.length - outcomes.length, 'memory', says)];
}

/**
 * Opens a sandbox; its children start when they are first needed.
 * @param concurrency how many jobs run at a time; each takes a process
 * @param hearCost told what each job that came to its end cost its child
 */
export function createSandbox({
  concurrency,
  hearCost = () => {},
}: {
  concurrency: number;
  hearCost?: (cost: Cost) => void;
}): Sandbox {
  const free = Array.from({ length: concurrency }, () => createWorker(hearCost));
  const all = [...free];
  const waiting: ((worker: Worker) => void)[] = [];
  return {
    prepare(kinds) {
      for (const worker of all) {
        // A machine that cannot be started is reported by the first job that needs it.
        for (const kind of kinds) worker.prepare(kind).catch(() => {});
      }
    },
    async run(job) {
      const worker = free.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
      try {
        return await runJob(worker, job);
      } finally {
        const next = waiting.shift();
        if (next) next(worker);
        else free.push(worker);
      }
    },
    async close() {
      await Promise.all(all.map((worker) => worker.close()));
    },
  };
}
