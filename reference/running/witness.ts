/**
 * Sees whether code has left the global scope as it found it, so that other code can run in the same
 * process and sees nothing of it. It looks at what code can name there: globals, what they hold and
 * what their prototypes hold, but not into functions, whose own properties nobody goes by. A timer that
 * runs on is left behind, too, and whatever keeps the process from ending. Libraries that were loaded
 * count as touched.
 */
import { isMap, isSet } from 'node:util/types';
import { hasLibraries } from './libraries';

type Descriptor = PropertyDescriptor | undefined;

/** An object as it was. */
interface Seen {
  holder: object;
  prototype: object | null;
  isExtensible: boolean;
  /** Entries of a map or a set. */
  size: number | null;
  keys: PropertyKey[];
  descriptors: Descriptor[];
}

// Taken before any learner code has run.
const { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, is, isExtensible } = Object;
const { apply, ownKeys } = Reflect;
const { getActiveResourcesInfo } = process;
const sizeBy = ({ prototype }: { prototype: object }): (() => number) =>
  getOwnPropertyDescriptor(prototype, 'size')?.get as () => number;
const [mapSize, setSize] = [sizeBy(Map), sizeBy(Set)];

/** Such as the console's counts, which are no properties. */
function sizeOf(holder: object): number | null {
  if (isMap(holder)) return apply(mapSize, holder, []);
  return isSet(holder) ? apply(setSize, holder, []) : null;
}

/** What no global leads to without being asked. */
const hidden = (): object[] => [
  process,
  Buffer,
  URL,
  Intl,
  Reflect.get(globalThis, 'WebAssembly'),
  getPrototypeOf([].values()),
  getPrototypeOf(new Map().entries()),
  getPrototypeOf(new Set().values()),
  getPrototypeOf(''[Symbol.iterator]()),
  getPrototypeOf(getPrototypeOf([].values())),
  getPrototypeOf(Int8Array),
  getPrototypeOf(Int8Array.prototype),
  getPrototypeOf(function* () {}),
  getPrototypeOf((function* () {})()),
  getPrototypeOf(async () => {}),
  getPrototypeOf(async function* () {}),
];

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Under symbols of the global scope Node and the test runner keep what they are doing. */
const keysOf = (holder: object): PropertyKey[] =>
  holder === globalThis ? getOwnPropertyNames(holder) : ownKeys(holder);

function see(holder: object): Seen {
  const keys = keysOf(holder);
  const descriptors = keys.map((key) => getOwnPropertyDescriptor(holder, key));
  return {
    ...{ holder, prototype: getPrototypeOf(holder), isExtensible: isExtensible(holder) },
    ...{ size: sizeOf(holder), keys, descriptors },
  };
}

const objectsIn = ({ descriptors }: Seen): object[] =>
  descriptors.map((descriptor) => descriptor?.value).filter(isObject);

/** The global scope, what its names stand for, and what those hold: objects, and what classes give. */
function seeAll(): Seen[] {
  const scope = see(globalThis);
  const named = [...new Set([...objectsIn(scope), ...hidden()])]
    .filter((holder) => holder !== globalThis)
    .map(see);
  const held = named
    .flatMap(objectsIn)
    .map((holder) => (typeof holder === 'function' ? holder.prototype : holder))
    .filter(isObject);
  const known = new Set(named.map(({ holder }) => holder).concat(globalThis));
  return [scope, ...named, ...[...new Set(held)].filter((holder) => !known.has(holder)).map(see)];
}

const isSame = (now: Descriptor, before: Descriptor): boolean =>
  is(now?.value, before?.value) &&
  now?.get === before?.get &&
  now?.set === before?.set &&
  now?.writable === before?.writable &&
  now?.enumerable === before?.enumerable &&
  now?.configurable === before?.configurable;

function isUntouched(seen: Seen): boolean {
  const { holder, keys, descriptors } = seen;
  const now = keysOf(holder);
  if (
    getPrototypeOf(holder) !== seen.prototype ||
    isExtensible(holder) !== seen.isExtensible ||
    sizeOf(holder) !== seen.size ||
    now.length !== keys.length
  ) {
    return false;
  }
  for (let i = 0; i < now.length; i += 1) {
    if (now[i] !== keys[i]) return false;
    if (!isSame(getOwnPropertyDescriptor(holder, now[i] as PropertyKey), descriptors[i]))
      return false;
  }
  return true;
}

/** What the test runner keeps in lists under symbols, by their lengths: handlers, kinds of equality. */
function listsOfRunner(): string {
  let lengths = '';
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    const kept: unknown = Reflect.get(globalThis, key);
    for (const value of [kept, ...(isObject(kept) ? Object.values(kept) : [])]) {
      if (Array.isArray(value)) lengths += `${value.length} `;
    }
  }
  return lengths;
}

/** How many of each kind keep the process from ending. */
function resourcesNow(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of apply(getActiveResourcesInfo, process, []) as string[]) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Timers that no longer keep it from ending are none of these, and run on until they are destroyed. */
let loose: { _destroyed?: boolean }[] = [];
for (const made of [setTimeout(() => {}, 0), setImmediate(() => {})]) {
  const kind = getPrototypeOf(made) as { unref(): unknown };
  const { unref } = kind;
  kind.unref = function (this: object): unknown {
    loose[loose.length] = this;
    return apply(unref, this, []);
  };
  clearTimeout(made as NodeJS.Timeout);
  clearImmediate(made as NodeJS.Immediate);
}

function hasLooseTimers(): boolean {
  for (let i = 0; i < loose.length; i += 1) if (loose[i]?._destroyed !== true) return true;
  loose = [];
  return false;
}

export interface Witness {
  /** Before code runs; the first time it looks, later it holds what it has seen. */
  begin(): void;
  /** Whether all is as it was at the beginning; false where it never looked. */
  isAllAsItWas(): boolean;
}

/** A witness of this process. */
export function createWitness(): Witness {
  let seen: Seen[] | null = null;
  let resources: Record<string, number> = {};
  let lists = '';
  let writes: unknown[] = [];
  const writesNow = (): unknown[] => [process.stdout.write, process.stderr.write];
  const areWritesSame = (): boolean => {
    const now = writesNow();
    return now[0] === writes[0] && now[1] === writes[1];
  };
  const hasMoreResources = (): boolean => {
    const now = resourcesNow();
    for (const kind in now) if ((now[kind] ?? 0) > (resources[kind] ?? 0)) return true;
    return false;
  };
  const isAllUntouched = (all: readonly Seen[]): boolean => {
    for (let i = 0; i < all.length; i += 1) if (!isUntouched(all[i] as Seen)) return false;
    return true;
  };
  return {
    begin() {
      resources = resourcesNow();
      if (seen) return;
      seen = seeAll();
      lists = listsOfRunner();
      writes = writesNow();
    },
    isAllAsItWas: () =>
      seen !== null &&
      !hasLibraries() &&
      !hasLooseTimers() &&
      !hasMoreResources() &&
      areWritesSame() &&
      isAllUntouched(seen) &&
      listsOfRunner() === lists,
  };
}
