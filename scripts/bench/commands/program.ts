/** Runs a program to its end and says what it and all its children took. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spentByEnded } from '../grading/family';
import { statusOf } from '../memory';
import type { Figures } from './work';

const MEGABYTE = 2 ** 20;
/** Milliseconds between two looks at the memory. */
const LOOK = 50;

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

/** Starts `npm …` or any other program as a person does. */
export const start = (folder: string, [program = '', ...args]: string[]) =>
  spawn(program, args, {
    cwd: folder,
    env: environment(),
    // npm is a script there.
    shell: onWindows && /^np[mx]$/.test(program),
    windowsHide: true,
  });

/**
 * Runs a program and waits for it.
 * @param expected the exit code, because what fails is quick
 * @throws Error where it ends with another
 */
export async function run(folder: string, command: string[], expected = 0): Promise<Figures> {
  const spent = tells ? spentByEnded() : 0;
  const begun = performance.now();
  const child = start(folder, command);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-2_000);
    });
  }
  const memory = tells && child.pid ? watchMemory(child.pid) : () => 0;
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const time = performance.now() - begun;
  const most = memory();
  if (code !== expected) throw new Error(`bench: ${command.join(' ')} ended with ${code}: ${said}`);
  return tells ? { time, processor: spentByEnded() - spent, memory: most } : { time };
}
