/**
 * How much processor time another process has had, as the system counts it: on Linux from /proc, on
 * macOS from ps. Windows tells it by no quick means, and the clock stands in there.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process has spent so far. */
export interface Spent {
  /** Milliseconds of processor, of all its threads. */
  milliseconds: number;
  /** It waits for a timer, a message or the like, and not for a processor or the disk. */
  isWaiting: boolean;
}

/** Linux counts in hundredths of a second. */
const TICK = 10;

function onLinux(pid: number): Spent {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name stands in brackets and may hold anything; fields are counted after it.
  const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0] = [fields[10], fields[11]].map(Number);
  return { milliseconds: TICK * (user + system), isWaiting: state === 'S' };
}

function onMac(pid: number): Spent {
  const told = execFileSync('ps', ['-o', 'state=,time=', '-p', String(pid)], { encoding: 'utf8' });
  const [state = '', time = ''] = told.trim().split(/\s+/);
  const seconds = time.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
  return { milliseconds: 1_000 * seconds, isWaiting: /^[SI]/.test(state) };
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
