/** The memory of this process as Linux counts it; no other system lets a process forget its peak. */
import { readFileSync, writeFileSync } from 'node:fs';

const KILOBYTES = 1_024;

/** Bytes behind a name in `/proc/self/status`. */
function statusOf(name: 'VmHWM' | 'VmRSS'): number {
  const [, kilobytes] = readFileSync('/proc/self/status', 'utf8').match(`${name}:\\s+(\\d+)`) ?? [];
  return KILOBYTES * Number(kilobytes);
}

export const tellsMemory = process.platform === 'linux';

/** The peak of this process's memory is counted from now on. */
export const forgetPeak = (): void => writeFileSync('/proc/self/clear_refs', '5');

/** Bytes of memory that this process has had at most since `forgetPeak`. */
export const peak = (): number => statusOf('VmHWM');

/** Bytes of memory that this process has now. */
export const resident = (): number => statusOf('VmRSS');
