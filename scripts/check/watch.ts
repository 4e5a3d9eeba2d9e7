/** Judges again at each save, and goes on to the next exercise when a key is pressed. */
import type { CatalogEntry } from '../../exercises/catalog';
import { say } from '../languages/tongue';
import { type Keyboard, listenForKeys } from '../terminal/keys';
import { exerciseAfter, headingOf } from './next';
import { listenForSaves } from './saves';

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
  /** Gets ready to judge exercises the next time. */
  prepare(exercises: readonly CatalogEntry[]): void;
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
  { files, judge, tell, prepare }: Watched,
  keyboard: Keyboard,
): Promise<number> {
  let exercises = first;
  const saves = listenForSaves(files);
  let saved = saves.next();
  try {
    for (;;) {
      const code = await judge(exercises);
      const next = code === 0 ? exerciseAfter(exercises) : null;
      tell(invitation(next, keyboard));
      prepare(exercises);
      const keys = listenForKeys(next ? [...GO_ON, END] : [END], keyboard);
      const heard = await Promise.race([saved, keys.pressed]);
      keys.stop();
      if (heard === END) return code;
      if (heard === undefined) saved = saves.next();
      else if (next) exercises = [next];
    }
  } finally {
    saves.stop();
  }
}
