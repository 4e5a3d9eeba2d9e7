/** Runs programs as a person does, and says what one and all its children took. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepBeginning } from '../../terminal/width';
import { spentByEnded } from '../grading/family';
import { statusOf } from '../memory';
import type { Figures } from './work';

const MEGABYTE = 2 ** 20;
/** Milliseconds between two looks at the memory. */
const LOOK = 50;
/** Characters of a command that are shown. */
const LONGEST = 100;

const onWindows = process.platform === 'win32';
const tells = process.platform === 'linux';

/** Bytes that a process and those below it have now; one that has just ended has none. */
function residentBelow(pid: number): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const below = children === '' ? [] : children.split(' ').map(Number);
    return below.map(residentBelow).reduce((a, b) => a + b, statusOf('VmRSS', String(pid)));
  } catch {
    return 0;
  }
}

/** Looks at a process's memory until it ends; the most it has been. */
function watchMemory(pid: number) {
  let most = 0;
  const look = (): void => {
    most = Math.max(most, residentBelow(pid));
  };
  const timer = setInterval(look, LOOK);
  return () => {
    clearInterval(timer);
    return most / MEGABYTE;
  };
}

/** The environment without what would colour a measurement. */
const environment = (): NodeJS.ProcessEnv => {
  const { KATA_SEED, KATA_TARGET, FORCE_COLOR, ...rest } = process.env;
  return { ...rest, LC_ALL: 'C', NO_COLOR: '1', npm_config_update_notifier: 'false' };
};

/** A command of the kit without npm, which would keep a signal to itself. */
export const kitCommand = (...args: string[]): string[] => [
  process.execPath,
  join('scripts', 'setup.mjs'),
  ...args,
];

/** A program that runs until it ends by itself or is ended. */
export interface Program extends Pick<ChildProcessWithoutNullStreams, 'pid' | 'stdout' | 'stderr'> {
  /** Its exit code; null where a signal ended it. */
  ended: Promise<number | null>;
  /** Asks it and its children to end, and ends those that do not. */
  end(): Promise<void>;
}

/** Milliseconds in which a program may end by itself. */
const PATIENCE = 2_000;

/** Those that run now. */
const running = new Map<Program, (signal: NodeJS.Signals) => void>();

/** What is open beside programs: a browser, whose own end tidies up. */
const opened = new Set<() => Promise<void>>();

/** Has `close` done where a person ends it all; what is returned closes it at its time. */
export function keepOpen(close: () => Promise<void>): () => Promise<void> {
  opened.add(close);
  return () => {
    opened.delete(close);
    return close();
  };
}

/** Ends all programs, so that none writes into a folder that is taken away. */
export const endPrograms = async (): Promise<void> => {
  const ends = [...opened, ...[...running.keys()].map(({ end }) => end)];
  await Promise.allSettled(ends.map((end) => end()));
};

process.prependOnceListener('exit', () => {
  for (const signalAll of running.values()) signalAll('SIGKILL');
});

/** Starts `npm …` or any other program as a person does. */
export function start(folder: string, [command = '', ...args]: string[]): Program {
  const child = spawn(command, args, {
    cwd: folder,
    env: environment(),
    // npm is a script there.
    shell: onWindows && /^np[mx]$/.test(command),
    windowsHide: true,
    // Its children make a group with it, which a signal reaches as a whole.
    detached: !onWindows,
  });
  const signalAll = (signal: NodeJS.Signals): void => {
    try {
      if (onWindows || child.pid === undefined) child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // It has ended in the meantime.
    }
  };
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => running.delete(program));
  const program: Program = {
    pid: child.pid,
    stdout: child.stdout,
    stderr: child.stderr,
    ended,
    async end() {
      if (!running.has(program)) return;
      signalAll('SIGTERM');
      const timer = setTimeout(() => signalAll('SIGKILL'), PATIENCE);
      await ended.catch(() => {});
      clearTimeout(timer);
    },
  };
  // Who only ends it does not wait for it.
  ended.catch(() => {});
  running.set(program, signalAll);
  return program;
}

/** Hears all that a program says. */
export function hear({ stdout, stderr }: Program, take: (text: string) => void): void {
  for (const stream of [stdout, stderr]) stream.setEncoding('utf8').on('data', take);
}

/**
 * Runs a program and waits for it.
 * @param expected the exit code, because what fails is quick
 * @throws Error where it ends with another
 */
export async function run(folder: string, command: string[], expected = 0): Promise<Figures> {
  const spent = tells ? spentByEnded() : 0;
  const begun = performance.now();
  const program = start(folder, command);
  let said = '';
  hear(program, (text) => {
    said = (said + text).slice(-2_000);
  });
  const memory = tells && program.pid ? watchMemory(program.pid) : () => 0;
  const code = await program.ended;
  const time = performance.now() - begun;
  const most = memory();
  if (code !== expected) {
    // A text may be as long as what is measured.
    const typed = keepBeginning(command.join(' '), LONGEST);
    throw new Error(`bench: ${typed} ended with ${code}: ${said.trim()}`);
  }
  return tells ? { time, processor: spentByEnded() - spent, memory: most } : { time };
}
