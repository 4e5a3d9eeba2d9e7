/** The memory of a process as Linux counts it; no other system lets a process forget its peak. */
import { readFileSync, writeFileSync } from 'node:fs';

const KILOBYTES = 1_024;

/** Bytes that a process has now (`VmRSS`) or has had at most (`VmHWM`). */
export function statusOf(name: 'VmHWM' | 'VmRSS', pid = 'self'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kilobytes = 0] = status.match(`${name}:\\s+(\\d+)`) ?? [];
  return KILOBYTES * Number(kilobytes);
}

export const tellsMemory = process.platform === 'linux';

/** The peak of this process's memory is counted from now on. */
export const forgetPeak = (): void => writeFileSync('/proc/self/clear_refs', '5');

/** Bytes of memory that this process has had at most since `forgetPeak`. */
export const peak = (): number => statusOf('VmHWM');

/** Bytes of memory that this process has now. */
export const resident = (): number => statusOf('VmRSS');
