/**
 * Sees to it that a child whose code never ends does not go on when this process is gone, however that
 * came about: code in a loop cannot hear that its input was closed. A shell costs a thousandth of what
 * a second Node would. Windows ends the children of a process by itself.
 */
import { spawn } from 'node:child_process';

/** Waits for the end of its own input, which this process holds open as long as it lives. */
const SCRIPT = 'read -r _; kill -KILL "$0"';

/**
 * From now on a process ends with this one.
 * @returns what says that it has ended by itself
 */
export function endWithThis(pid: number): () => void {
  if (process.platform === 'win32') return () => {};
  const guard = spawn('/bin/sh', ['-c', SCRIPT, String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Where the machine has no room for another process, none is watched over.
  guard.on('error', () => {});
  guard.unref();
  return () => void guard.kill('SIGKILL');
}
