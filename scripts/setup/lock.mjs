/**
 * One set-up of a folder at a time. The lock is a file in the system's temporary folder, because
 * `npm ci` empties node_modules. It holds process ids; a lock whose processes are gone, or that
 * has not been touched for a minute (the id may be another process's by now), is taken over.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childId, stopIfInterrupted } from './process.mjs';
import { say } from './progress.mjs';
import { root } from './state.mjs';

const abandonedAfter = 60_000;
const user = process.getuid?.() ?? 'user';
const name = createHash('sha1').update(root).digest('hex').slice(0, 16);
export const lockFile = join(tmpdir(), `attention-kata-${user}-${name}.lock`);

const content = () => [process.pid, childId()].filter(Boolean).join('\n');

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

/** What the lock says and whether a process still works under it; null where it is gone. */
function readLock(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const ids = text.split('\n').filter(Boolean).map(Number);
    const isRecent = Date.now() - statSync(file).mtimeMs < abandonedAfter;
    // Empty: created this instant, its owner has not written yet.
    return { text, id: ids[0], isHeld: isRecent && (ids.length === 0 || ids.some(isAlive)) };
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
    throw error;
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
  while (!tryLock()) {
    stopIfInterrupted();
    const lock = readLock(lockFile);
    if (lock === null) continue;
    if (!lock.isHeld) {
      removeDead(lock);
      continue;
    }
    if (!isAnnounced) {
      say(`Another set-up of this folder is running (process ${lock.id ?? '?'}); waiting for it.`);
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
    if (readLock(lockFile)?.id === process.pid) rmSync(lockFile, { force: true });
  }
}
