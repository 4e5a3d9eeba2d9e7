/**
 * How much processor time another process has had, as the system counts it: on Linux from /proc, on
 * macOS from ps. Windows tells it by no quick means, and the clock stands in there.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a process has spent so far. */
export interface Spent {
  /** Milliseconds of processor, of all its threads. */
  milliseconds: number;
  /** All its threads wait for a timer, a message or the like, and none for a processor or the disk. */
  isWaiting(): boolean;
}

/** Linux counts in hundredths of a second. */
const TICK = 10;

/** The fields behind the program's name, which stands in brackets and may hold anything. */
function statIn(folder: string): string[] {
  const stat = readFileSync(join(folder, 'stat'), 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Whether a thread waits; one that has ended meanwhile does nothing else. */
function isIdle(folder: string): boolean {
  try {
    return statIn(folder)[0] === 'S';
  } catch {
    return true;
  }
}

function onLinux(pid: number): Spent {
  const folder = `/proc/${pid}`;
  const fields = statIn(folder);
  const [user = 0, system = 0] = [fields[11], fields[12]].map(Number);
  // A process's own state is that of its first thread, and code may run in another.
  const isWaiting = (): boolean =>
    readdirSync(join(folder, 'task')).every((thread) => isIdle(join(folder, 'task', thread)));
  return { milliseconds: TICK * (user + system), isWaiting };
}

function onMac(pid: number): Spent {
  const told = execFileSync('ps', ['-o', 'state=,time=', '-p', String(pid)], { encoding: 'utf8' });
  const [state = '', time = ''] = told.trim().split(/\s+/);
  const seconds = time.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
  return { milliseconds: 1_000 * seconds, isWaiting: () => /^[SI]/.test(state) };
}

/** What a process has spent; null where it has ended or the system does not tell. */
export function spentBy(pid: number): Spent | null {
  try {
    if (process.platform === 'linux') return onLinux(pid);
    return process.platform === 'darwin' ? onMac(pid) : null;
  } catch {
    return null;
  }
}
