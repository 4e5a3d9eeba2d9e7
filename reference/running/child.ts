/**
 * A child process that other people's code runs in: it can be killed, hears one JSON message a line
 * on standard input, answers on file descriptor 3, and may print what it likes. Which messages there
 * are is the business of its caller.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Exercise } from '../../exercises/catalog';
import { childProgram } from '../root';
import { UserError } from '../user-error';
import { endWithThis } from './orphan';
import { spentBy } from './processor';
import { lineOf, STARTED } from './reply';

/** What the code printed: the first lines, and how many there were. */
export interface Printed {
  lines: string[];
  count: number;
}

export interface Child<Request, Reply> {
  send(request: Request): void;
  /** From now on takes messages that are no answer, and says so; they give the child no further time. */
  setAside(isAside: (message: unknown) => boolean): void;
  /** Whether it has come to its end. */
  isEnded(): boolean;
  /**
   * The next message; after `limit` milliseconds of processor without one the child is killed. They
   * count from when the child has started, because how long that takes is not in its code's hands. A
   * child that waits spends none, and is killed after `limit` milliseconds by the clock.
   */
  hear(limit: number): Promise<Reply | 'timeout' | 'died'>;
  printed: Printed;
  /** Milliseconds of processor that the child has spent so far; null where the system does not tell. */
  spent(): number | null;
  /** Whether it was killed for the processor that it spent, and not by the clock. */
  isSpent(): boolean;
  /** Whether the system killed it, as it does where memory runs short. */
  isKilled(): boolean;
  kill(): void;
  /** Lets the child end by itself, so that all it printed has come; kills it if it does not. */
  close(): Promise<void>;
}

/** Milliseconds that loading a file may take; how long its libraries take is not in its hands. */
export const loadLimit = ({ libraries = [] }: Exercise): number => 5_000 * (1 + libraries.length);

/** Megabytes of heap; a learner's attention needs a fraction of one. */
export const HEAP_LIMIT = 256;

const KEPT_LINES = 10;
const KEPT_COLUMNS = 200;
const CLOSE_LIMIT = 500;
/** So many times a limit a child may take by the clock, where a busy machine gives it no processor. */
const MOST_DELAY = 15;
/** The same where the system does not tell what a process has spent. */
export const BLIND_DELAY = 3;
/** Milliseconds in which a message that has been sent is read, and in which most answers come. */
const READING = 100;
/** Milliseconds that Node may take to start the child's own program on a busy machine. */
const START_LIMIT = 60_000;

function keepPrinted(streams: Readable[]): Printed {
  const printed: Printed = { lines: [], count: 0 };
  for (const stream of streams) {
    createInterface({ input: stream }).on('line', (line) => {
      printed.count += 1;
      if (printed.lines.length < KEPT_LINES) printed.lines.push(line.slice(0, KEPT_COLUMNS));
    });
  }
  return printed;
}

/**
 * Starts the program compiled from `<name>.child.ts`.
 * @param heap megabytes it may use
 * @throws UserError where the machine has no room for another process
 */
export function startChild<Request, Reply>(name: string, heap = HEAP_LIMIT): Child<Request, Reply> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heap}`, childProgram('program'), childProgram(name)],
    { stdio: ['pipe', 'pipe', 'pipe', 'pipe'], windowsHide: true },
  );
  if (child.pid === undefined) {
    child.once('error', () => {});
    throw new UserError(
      'no further process can be started here: end other programs, or raise the limits of open files and processes (ulimit -n 4096; ulimit -u)',
    );
  }
  const heard: (Reply | 'died')[] = [];
  let wake = (): void => {};
  const put = (message: Reply | 'died'): void => {
    heard.push(message);
    wake();
  };
  let isAside = (_: unknown): boolean => false;
  let isKilled = false;
  let hasEnded = false;
  let release: (() => void) | null = null;
  child.once('exit', () => release?.());
  const ended = new Promise<void>((resolve) => {
    child.once('close', (_, signal) => {
      isKilled = signal === 'SIGKILL' && !child.killed;
      hasEnded = true;
      put('died');
      resolve();
    });
  });
  // Writing to a child that has died is no event of its own: its end is heard instead.
  child.stdin.on('error', () => {});
  let isStarted = false;
  let isSpent = false;
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
    try {
      const message = JSON.parse(line);
      if (isAside(message)) return;
      if (message !== STARTED) return put(message as Reply);
      isStarted = true;
      wake();
    } catch {
      // Half a line: it was killed while it wrote. No line of a learner's code may stop the kit.
      child.kill('SIGKILL');
    }
  });

  /** Waits until something happens or `limit` milliseconds are over. */
  const listen = async (limit: number): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, limit);
    });
    clearTimeout(timer);
  };
  /** Waits until there is a message or the child has spent `limit` milliseconds without one. */
  const listenWhileItWorks = async (limit: number): Promise<void> => {
    const [pid, start] = [child.pid ?? 0, Date.now()];
    // To ask the system costs more than many a call; the time until then counts as spent.
    await listen(READING);
    if (heard.length > 0) return;
    release ??= endWithThis(pid);
    const before = spentBy(pid)?.milliseconds;
    let rest = (before === undefined ? BLIND_DELAY * limit : limit) - READING;
    while (heard.length === 0 && rest > 0) {
      await listen(rest);
      if (heard.length > 0 || before === undefined) return;
      const spent = spentBy(pid);
      if (!spent || spent.isWaiting()) return listen(READING);
      const left = limit - READING - (spent.milliseconds - before);
      isSpent = left <= 0;
      const isOver = isSpent || Date.now() - start > MOST_DELAY * limit;
      rest = isOver ? 0 : Math.max(left, READING);
    }
  };
  const hear = async (limit: number): Promise<Reply | 'timeout' | 'died'> => {
    if (!isStarted && heard.length === 0) await listen(START_LIMIT);
    if (heard.length === 0) await listenWhileItWorks(limit);
    const next = heard.shift();
    if (next === undefined) child.kill('SIGKILL');
    return next ?? 'timeout';
  };

  return {
    send: (request) => void child.stdin.write(lineOf(request)),
    setAside: (next) => {
      isAside = next;
    },
    isEnded: () => hasEnded,
    hear,
    printed: keepPrinted([child.stdout, child.stderr]),
    spent: () => spentBy(child.pid ?? 0)?.milliseconds ?? null,
    isSpent: () => isSpent,
    isKilled: () => isKilled,
    kill: () => void child.kill('SIGKILL'),
    close: async () => {
      child.stdin.end();
      const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT);
      await ended;
      clearTimeout(timer);
    },
  };
}
