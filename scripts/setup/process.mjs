/**
 * Runs other programs and ends them cleanly on Ctrl-C. Each gets a process group of its own, so
 * that a signal to this process alone reaches npm's compilers and downloads as well.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UserError } from './user-error.mjs';

const onWindows = process.platform === 'win32';
let child = null;
let interruptedBy = null;

/** The process id of the program that runs now, for the lock. */
export const childId = () => child?.pid ?? null;

function signalChild(signal) {
  try {
    if (onWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in the meantime.
  }
}

/** Ends the program that runs now, as Ctrl-C would; this process goes on. */
export function endChild() {
  if (child !== null) signalChild('SIGINT');
}

function interrupt(signal) {
  const again = interruptedBy !== null;
  interruptedBy = signal;
  if (child !== null) signalChild(again ? 'SIGKILL' : signal);
}

/** Throws once a signal has arrived; called between steps, so that `finally` blocks clean up. */
export function stopIfInterrupted() {
  if (interruptedBy === null) return;
  throw new UserError(
    'Set-up was interrupted; nothing is lost. The next run goes on from here.',
    128 + constants.signals[interruptedBy],
  );
}

/** Runs `work` with Ctrl-C and its kin turned into a clean end. */
export async function interruptible(work) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, interrupt);
  try {
    const result = await work();
    stopIfInterrupted();
    return result;
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

function forEachLine(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop();
    lines.forEach(onLine);
  });
  stream.on('end', () => rest && onLine(rest));
}

/**
 * Runs a program without input and keeps what it prints.
 * @returns {Promise<{code: number, lines: string[]}>} code -1 where it could not be started.
 */
export function run(file, args, { onLine = () => {}, onStart = () => {}, ...options } = {}) {
  stopIfInterrupted();
  return new Promise((resolve, reject) => {
    const lines = [];
    const keep = (line) => {
      lines.push(line);
      onLine(line);
    };
    const end = (code) => {
      child = null;
      try {
        stopIfInterrupted();
        resolve({ code, lines });
      } catch (error) {
        reject(error);
      }
    };
    child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !onWindows,
      windowsHide: true,
      ...options,
    });
    child.once('error', () => end(-1));
    child.once('close', (code) => end(code ?? 1));
    forEachLine(child.stdout, keep);
    forEachLine(child.stderr, keep);
    onStart();
  });
}
