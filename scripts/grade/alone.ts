/**
 * One run at a time writes into an output folder. A run that was killed leaves its note behind: it
 * counts no more when its process is gone, or, on another machine, when it was not touched for a minute.
 */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { refusedAt } from '../../reference/machine-trouble';
import { UserError } from '../../reference/user-error';

/** Says who writes into an output folder. */
export const NOTE = 'grade-running.txt';
const BEAT = 5_000;
const ABANDONED = 60_000;

const own = (): string => `${hostname()}\n${process.pid}\n`;

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Who writes here now; null where nothing does. */
function runningAt(note: string): string | null {
  try {
    const [machine = '', id = ''] = readFileSync(note, 'utf8').split('\n');
    const isOurs = machine === hostname();
    const isHeld = isOurs ? isAlive(Number(id)) : Date.now() - statSync(note).mtimeMs < ABANDONED;
    return isHeld ? `process ${id} on ${isOurs ? 'this machine' : machine}` : null;
  } catch {
    return null;
  }
}

/**
 * Takes a folder for this run.
 * @returns what gives it back
 * @throws UserError while another run writes there
 */
export function takeAlone(out: string): () => void {
  const note = join(out, NOTE);
  const running = runningAt(note);
  if (running) {
    throw new UserError(
      `another grade writes into ${out} (${running}); wait for it, or name another --out`,
    );
  }
  rmSync(note, { force: true });
  // Of two that come at once one finds the other's note.
  try {
    writeFileSync(note, own(), { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
      rmSync(note, { force: true });
      throw refusedAt(note, cause);
    }
    throw new UserError(`another grade has begun in ${out}; wait for it, or name another --out`);
  }
  const beat = setInterval(() => {
    try {
      utimesSync(note, new Date(), new Date());
    } catch {
      // Taken away by hand: the next run may begin.
    }
  }, BEAT);
  beat.unref();
  return () => {
    clearInterval(beat);
    rmSync(note, { force: true });
  };
}
