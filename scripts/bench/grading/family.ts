/**
 * What this process and its children take of the machine, as Linux counts it: also children that were
 * killed, which tell nothing of themselves.
 */
import { readFileSync } from 'node:fs';
import { spentBy } from '../../../reference/running/processor';
import { UserError } from '../../../reference/user-error';

/** Linux counts in hundredths of a second. */
const TICK = 10;

/** @throws UserError where the system does not tell */
export function expectLinux(): void {
  if (process.platform === 'linux') return;
  throw new UserError(
    'bench grade --hostile: expected Linux, because no other system tells what a killed process has spent',
  );
}

/** Milliseconds of processor of this process, and of its children that have ended. */
function spent(): { own: number; byEnded: number } {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
  const sum = (a = 0, b = 0): number => TICK * (a + b);
  return { own: sum(user, system), byEnded: sum(endedUser, endedSystem) };
}

/** Milliseconds of processor that children of this process have spent which have ended. */
export const spentByEnded = (): number => spent().byEnded;

/** Milliseconds of processor of this process, of its children that have ended, and of those that run. */
export function familySpent(): number {
  const { own, byEnded } = spent();
  const running = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const now = running.map((pid) => spentBy(Number(pid))?.milliseconds ?? 0);
  return now.reduce((sum, each) => sum + each, own + byEnded);
}
