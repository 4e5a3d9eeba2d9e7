/**
 * Judges again at each save, and goes on to the next exercise when a key is pressed. Files are asked
 * for their state several times a second, because events do not arrive from network drives,
 * containers and some editors.
 */
import { statSync } from 'node:fs';
import type { CatalogEntry } from '../../exercises/catalog';
import { say } from '../languages/tongue';
import { type Keyboard, listenForKeys } from '../terminal/keys';
import { exerciseAfter, headingOf } from './next';

const INTERVAL = 200;
const GO_ON: readonly string[] = ['\r', '\n', 'n'];
const END = 'q';

/** What the watch is about. */
export interface Watched {
  /** Files that may be saved. */
  files: readonly string[];
  /** Judges exercises and shows what came of it; 0 where all pass. */
  judge(exercises: readonly CatalogEntry[]): Promise<number>;
  /** Shows a line. */
  tell(line: string): void;
}

/** When and how long a file is; nothing for one that is not there, or not just now. */
function stateOf(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs} ${size}`;
  } catch {
    return '';
  }
}

/** Settles at the first save of any of the files from now on. */
function nextSave(files: readonly string[]) {
  const before = files.map(stateOf);
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearInterval(timer);
  const saved = new Promise<'saved'>((resolve) => {
    timer = setInterval(() => {
      if (files.every((file, i) => stateOf(file) === before[i])) return;
      stop();
      resolve('saved');
    }, INTERVAL);
  });
  return { saved, stop };
}

function invitation(next: CatalogEntry | null, { isTTY }: Keyboard): string {
  if (!isTTY) return say('Watching; save a file to judge again, Ctrl-C ends.');
  if (!next) return say('Watching; save a file to judge again, q ends.');
  return say('Watching; Enter goes on to {next}, a save judges again, q ends.', {
    next: headingOf(next),
  });
}

/**
 * Watches until q is pressed; without a terminal, until the process is ended.
 * @returns the exit code of the last verdict
 */
export async function keepWatching(
  first: readonly CatalogEntry[],
  { files, judge, tell }: Watched,
  keyboard: Keyboard,
): Promise<number> {
  let exercises = first;
  let save = nextSave(files);
  try {
    for (;;) {
      const code = await judge(exercises);
      const next = code === 0 ? exerciseAfter(exercises) : null;
      tell(invitation(next, keyboard));
      const keys = listenForKeys(next ? [...GO_ON, END] : [END], keyboard);
      const heard = await Promise.race([save.saved, keys.pressed]);
      keys.stop();
      if (heard === END) return code;
      if (heard === 'saved') save = nextSave(files);
      else if (next) exercises = [next];
    }
  } finally {
    save.stop();
  }
}
