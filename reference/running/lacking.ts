/**
 * Notices when a learner's file uses what is lacking, or goes by no locale, where submissions are
 * graded. It looks while the code runs, so that a variable of the same name, a comment or a
 * library's use is none.
 */
import graded from './graded-scope.json';
import { listMembers } from './members';

/** A global, or a member (`Array.fromAsync`), and the line that used it first. */
export interface Lacking {
  name: string;
  line: number;
  /** It is not there, or it is and goes by no locale. */
  why: 'missing' | 'locale';
}

/** What depends on a language here and not there, because the engine there knows none. */
export const byLocale: readonly string[] = [
  'String.prototype.localeCompare',
  'String.prototype.toLocaleLowerCase',
  'String.prototype.toLocaleUpperCase',
  'Number.prototype.toLocaleString',
  'BigInt.prototype.toLocaleString',
  'Array.prototype.toLocaleString',
  'TypedArray.prototype.toLocaleString',
  'Date.prototype.toLocaleString',
  'Date.prototype.toLocaleDateString',
  'Date.prototype.toLocaleTimeString',
];

/** Taken before any of them is watched. */
const { captureStackTrace } = Error;

type Getter = (this: unknown) => unknown;

/** The stack's line of the code that asked a getter. */
function callerOf(getter: Getter): string {
  const { stackTraceLimit } = Error;
  const at: { stack?: unknown } = {};
  Error.stackTraceLimit = 1;
  captureStackTrace(at, getter);
  Error.stackTraceLimit = stackTraceLimit;
  return String(at.stack).split('\n')[1] ?? '';
}

/**
 * Puts a getter before a property until its use is one that counts; a property that cannot be moved
 * is left alone.
 */
function watch(holder: object, key: PropertyKey, counts: (caller: string) => boolean): void {
  const original = Object.getOwnPropertyDescriptor(holder, key);
  if (!original?.configurable) return;
  const { enumerable } = original;
  function get(this: unknown): unknown {
    if (counts(callerOf(get))) unwatch();
    return original?.get ? original.get.call(this ?? holder) : original?.value;
  }
  function set(this: unknown, value: unknown): void {
    const property = { value, enumerable, writable: true, configurable: true };
    Object.defineProperty(this ?? holder, key, property);
  }
  function unwatch(): void {
    if (Object.getOwnPropertyDescriptor(holder, key)?.get !== get) return;
    Object.defineProperty(holder, key, original as PropertyDescriptor);
  }
  Object.defineProperty(holder, key, { get, set, enumerable, configurable: true });
}

/** What this process has and grading lacks, by name. */
function lackingHere() {
  const members = [...listMembers(graded.globals)];
  const there = new Set(graded.members);
  const names = Object.getOwnPropertyNames(globalThis);
  return [
    ...members.filter(([name]) => byLocale.includes(name) || !there.has(name)),
    ...names
      .filter((name) => !graded.globals.includes(name))
      .map((key) => [key, { holder: globalThis, key }] as const),
  ];
}

/** The file whose use counts, and who is told of it. */
let watched: { file: string; found: (lacking: Lacking) => void } | null = null;
let here: ReturnType<typeof lackingHere> | null = null;
/** Names before which a getter stands. */
const standing = new Set<string>();

/** Whether the watched file used a name; its caller is told, and the getter has done its work. */
function isUse(name: string, caller: string): boolean {
  if (!watched) return false;
  const line = Number.parseInt(caller.split(`${watched.file}:`)[1] ?? '', 10);
  if (Number.isNaN(line)) return false;
  watched.found({ name, line, why: byLocale.includes(name) ? 'locale' : 'missing' });
  return standing.delete(name);
}

/** Looks what there is to watch, which takes a while. */
export function prepareLacking(): void {
  here ??= lackingHere();
}

/**
 * Watches this process's globals from now on, for the file that was named last.
 * @param file the path under which the learner's file was loaded
 * @param found is told of each name once
 */
export function watchLacking(file: string, found: (lacking: Lacking) => void): void {
  watched = { file, found };
  here ??= lackingHere();
  for (const [name, { holder, key }] of here) {
    if (standing.has(name)) continue;
    standing.add(name);
    watch(holder, key, (caller) => isUse(name, caller));
  }
}
