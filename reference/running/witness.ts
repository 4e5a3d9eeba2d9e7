/**
 * Sees whether code has left the global scope as it found it, so that other code can run in the same
 * process and sees nothing of it. It looks at what code can name there: globals, what they hold and
 * what their prototypes hold, but not into functions, whose own properties nobody goes by. Whatever
 * keeps the process from ending, such as a timer, is left behind, too.
 */

type Descriptor = PropertyDescriptor | undefined;

/** An object as it was. */
interface Seen {
  holder: object;
  prototype: object | null;
  isExtensible: boolean;
  keys: PropertyKey[];
  descriptors: Descriptor[];
}

// Taken before any learner code has run.
const { getOwnPropertyDescriptor, getPrototypeOf, is, isExtensible } = Object;
const { ownKeys } = Reflect;
const { getActiveResourcesInfo } = process;

/** What no global leads to without being asked. */
const hidden = (): object[] => [
  process,
  Buffer,
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

function see(holder: object): Seen {
  const keys = ownKeys(holder);
  const descriptors = keys.map((key) => getOwnPropertyDescriptor(holder, key));
  return {
    ...{ holder, prototype: getPrototypeOf(holder), isExtensible: isExtensible(holder) },
    ...{ keys, descriptors },
  };
}

/** Under symbols of the global scope the test runner keeps what it is doing. */
const isRunners = (holder: object, key: PropertyKey | undefined): boolean =>
  holder === globalThis && typeof key === 'symbol';

const objectsIn = ({ holder, keys, descriptors }: Seen): object[] =>
  descriptors
    .filter((_, i) => !isRunners(holder, keys[i]))
    .map((descriptor) => descriptor?.value)
    .filter(isObject);

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
  const now = ownKeys(holder);
  return (
    getPrototypeOf(holder) === seen.prototype &&
    isExtensible(holder) === seen.isExtensible &&
    now.length === keys.length &&
    keys.every(
      (key, i) =>
        now[i] === key &&
        (isRunners(holder, key) || isSame(getOwnPropertyDescriptor(holder, key), descriptors[i])),
    )
  );
}

export interface Witness {
  /** Before code runs; the first time it looks, later it holds what it has seen. */
  begin(): void;
  /** Whether all is as it was at the beginning. */
  isAllAsItWas(): boolean;
}

/** A witness of this process. */
export function createWitness(): Witness {
  let seen: Seen[] | null = null;
  let resources = 0;
  const countResources = (): number => getActiveResourcesInfo.call(process).length;
  return {
    begin() {
      seen ??= seeAll();
      resources = countResources();
    },
    isAllAsItWas: () => seen !== null && countResources() <= resources && seen.every(isUntouched),
  };
}
