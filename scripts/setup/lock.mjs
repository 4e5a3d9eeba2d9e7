/**
 * One set-up of a folder at a time. The lock lies in the folder itself, beside `node_modules`, which
 * `npm ci` empties: jobs on other machines that share the folder see it, too. It holds the machine's
 * name and process ids. A lock is taken over when its processes are gone, or when it has not been
 * touched for a minute: an id may be another process's by now, and another machine's are not seen.
 */
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childId, stopIfInterrupted } from './process.mjs';
import { say } from './progress.mjs';
import { root } from './state.mjs';
import { UserError } from './user-error.mjs';

const abandonedAfter = 60_000;
const lockFile = join(root, '.setup.lock');

const content = () => [hostname(), process.pid, childId()].filter(Boolean).join('\n');

/** A process that ended but was not collected, as in containers without an init process. */
function isZombie(id) {
  try {
    return readFileSync(`/proc/${id}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

function isAlive(id) {
  try {
    process.kill(id, 0);
    return !isZombie(id);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether what wrote the lock still works; a new lock is empty until its owner has written. */
function isHeld(machine, ids, untouched) {
  if (untouched > abandonedAfter) return false;
  return machine !== hostname() || ids.length === 0 || ids.some(isAlive);
}

/** What the lock says and who holds it; null where it is gone. */
function readLock(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const [machine, ...ids] = text.split('\n').filter(Boolean);
    const touched = statSync(file).mtimeMs;
    return { text, machine, ids: ids.map(Number), touched };
  } catch {
    return null;
  }
}

function tryLock() {
  try {
    writeFileSync(lockFile, content(), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new UserError(
      `${root} cannot be written (${error.code}), and it has to be set up first: its packages or its compiled code are not what its files ask for. Run any command there once from an account that may write, or use a copy of your own.`,
    );
  }
}

/** Two may see the same dead lock: the rename lets only one of them remove it. */
function removeDead(dead) {
  const aside = `${lockFile}.${process.pid}`;
  try {
    renameSync(lockFile, aside);
  } catch {
    return;
  }
  const moved = readLock(aside);
  if (moved?.text === dead.text) rmSync(aside, { force: true });
  else if (moved !== null) renameSync(aside, lockFile);
}

async function waitForLock() {
  let isAnnounced = false;
  // By this machine's clock since it saw a change: another machine's clock may be wrong.
  let seen = { touched: 0, at: 0 };
  while (!tryLock()) {
    stopIfInterrupted();
    const lock = readLock(lockFile);
    if (lock === null) continue;
    const { machine, ids, touched } = lock;
    if (touched !== seen.touched) seen = { touched, at: performance.now() };
    const isOurs = machine === hostname();
    const untouched = isOurs ? Date.now() - touched : performance.now() - seen.at;
    if (!isHeld(machine ?? hostname(), ids, untouched)) {
      removeDead(lock);
      continue;
    }
    if (!isAnnounced) {
      const where = isOurs ? '' : ` on ${machine ?? 'another machine'}`;
      say(
        `Another set-up of this folder is running (process ${ids[0] ?? '?'}${where}); waiting for it.`,
      );
    }
    isAnnounced = true;
    await sleep(150);
  }
}

/** Writes the id of a program just started into the lock: it may outlive this process. */
export function noteChild() {
  writeFileSync(lockFile, content());
}

/** Runs `work` while no other set-up of this folder does. */
export async function withLock(work) {
  await waitForLock();
  const beat = setInterval(() => {
    try {
      utimesSync(lockFile, new Date(), new Date());
    } catch {
      // Removed by hand; the next set-up may start, and this one still ends in a stamp.
    }
  }, 5000);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    const lock = readLock(lockFile);
    const isOurs = lock?.machine === hostname() && lock.ids[0] === process.pid;
    if (isOurs) rmSync(lockFile, { force: true });
  }
}
