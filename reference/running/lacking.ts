/**
 * Notices when a learner's file uses a global that is lacking where submissions are graded. It looks
 * while the code runs, so that a variable of the same name, a comment or a library's use is none.
 */
import { gradedGlobals, lackingMembers } from './graded-scope';

/** A global, or a member of one (`Array.fromAsync`), and the line that used it first. */
export interface Lacking {
  name: string;
  line: number;
}

/** Taken before any of them is watched. */
const { captureStackTrace } = Error;

type Getter = (this: unknown) => unknown;

/** The stack's line of the code that asked a getter. */
function callerOf(getter: Getter): string {
  const at: { stack?: unknown } = {};
  captureStackTrace(at, getter);
  return String(at.stack).split('\n')[1] ?? '';
}

/** Puts a getter before a property; one that cannot be moved is left alone. */
function watch(holder: object, name: string, used: (caller: string) => void): void {
  const original = Object.getOwnPropertyDescriptor(holder, name);
  if (!original?.configurable) return;
  const { enumerable } = original;
  function get(this: unknown): unknown {
    used(callerOf(get));
    return original?.get ? original.get.call(this ?? holder) : original?.value;
  }
  function set(this: unknown, value: unknown): void {
    const property = { value, enumerable, writable: true, configurable: true };
    Object.defineProperty(this ?? holder, name, property);
  }
  Object.defineProperty(holder, name, {
    get,
    set,
    enumerable,
    configurable: true,
  });
}

/** Whose use is noticed, and who is told of each name once. */
interface Watched {
  file: string;
  found: (lacking: Lacking) => void;
  known: Set<string>;
}

let watched: Watched | null = null;

const usedBy = (name: string) => (caller: string) => {
  if (!watched) return;
  const line = Number.parseInt(caller.split(`${watched.file}:`)[1] ?? '', 10);
  if (Number.isNaN(line) || watched.known.has(name)) return;
  watched.known.add(name);
  watched.found({ name, line });
};

/**
 * Watches this process's globals from now on, for the file that was named last.
 * @param file the path under which the learner's file was loaded
 * @param found is told of each name once
 */
export function watchLacking(file: string, found: (lacking: Lacking) => void): void {
  const isWatching = watched !== null;
  watched = { file, found, known: new Set() };
  if (isWatching) return;
  for (const [global, members] of Object.entries(lackingMembers)) {
    const holder = Reflect.get(globalThis, global);
    for (const member of members) watch(holder, member, usedBy(`${global}.${member}`));
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!gradedGlobals.includes(name)) watch(globalThis, name, usedBy(name));
  }
}
