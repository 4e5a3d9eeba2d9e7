/**
 * Notices that files were saved: by the system's events at once, and by asking for their state several
 * times a second where none arrive, as from network drives, containers and some editors. Editors write
 * a file anew, put another in its place, or empty it first; what is seen halfway is not yet a save.
 */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds between two looks without an event. */
const INTERVAL = 200;
/** Milliseconds for which a file is unchanged once it is saved. */
const CALM = 10;

export interface Saves {
  /** Settles at the next save of any of the files since the last one, or since the beginning. */
  next(): Promise<void>;
  stop(): void;
}

interface State {
  /** Changes with each save; none where the file is not there, or not just now. */
  stamp: string;
  isEmpty: boolean;
}

function stateOf(file: string): State {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return { stamp: `${mtimeMs} ${size} ${ino}`, isEmpty: size === 0 };
  } catch {
    return { stamp: '', isEmpty: true };
  }
}

/** Folders, because a file that takes another's place has no events for who watches that other. */
function watchFolders(files: readonly string[], wake: () => void): FSWatcher[] {
  return [...new Set(files.map(dirname))].flatMap((folder) => {
    try {
      // What the system cannot watch, or no longer, is asked for.
      return [watch(folder, wake).on('error', () => {})];
    } catch {
      return [];
    }
  });
}

/** Listens for saves of some files until it is stopped. */
export function listenForSaves(files: readonly string[]): Saves {
  let [known, wake] = [files.map(stateOf), (): void => {}];
  const look = (): void => wake();
  const timer = setInterval(look, INTERVAL);
  const watchers = watchFolders(files, look);
  const changedSince = (before: readonly State[]): State[] =>
    files.map(stateOf).filter(({ stamp }, i) => stamp !== before[i]?.stamp);

  return {
    async next() {
      for (;;) {
        const changed = changedSince(known);
        if (changed.length === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        const now = files.map(stateOf);
        await sleep(changed.some(({ isEmpty }) => isEmpty) ? INTERVAL : CALM);
        if (changedSince(now).length > 0) continue;
        known = now;
        return;
      }
    },
    stop() {
      clearInterval(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
