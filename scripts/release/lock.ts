/**
 * The kit's package-lock.json cut down to some of its packages: the same versions, sources and
 * hashes, found by walking the lock's own graph. Nothing is resolved anew, so no network is asked
 * and the same kit gives the same bytes.
 */
import { compare } from './files';

interface Entry {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  [field: string]: unknown;
}

export interface Lock {
  packages: Record<string, Entry>;
  [field: string]: unknown;
}

/** What a manifest asks for. */
export interface Wanted {
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

/** Where Node finds a package from a place: the nearest node_modules that has it. */
function locate(packages: Lock['packages'], from: string, name: string): string | undefined {
  for (let place = from; ; ) {
    const path = place ? `${place}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[path]) return path;
    if (!place) return undefined;
    place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')));
    if (!place.startsWith('node_modules/')) place = '';
  }
}

/** Names that a package needs; those it can do without only where `all` is asked for. */
function needsOf(entry: Entry, all: boolean): string[] {
  const optional = entry.optionalDependencies ?? {};
  const peers = Object.keys(entry.peerDependencies ?? {}).filter(
    (name) => all || !entry.peerDependenciesMeta?.[name]?.optional,
  );
  const direct = Object.keys(entry.dependencies ?? {}).filter((name) => all || !(name in optional));
  return [...direct, ...peers, ...(all ? Object.keys(optional) : [])];
}

function reach(packages: Lock['packages'], names: string[], all: boolean): Set<string> {
  const reached = new Set<string>();
  const visit = (from: string, name: string): void => {
    const path = locate(packages, from, name);
    if (!path || reached.has(path)) return;
    reached.add(path);
    for (const next of needsOf(packages[path] ?? {}, all)) visit(path, next);
  };
  for (const name of names) visit('', name);
  return reached;
}

/** `dev` and `optional` as npm writes them, told by what leads to a package in the smaller graph. */
function flagged(entry: Entry, isDev: boolean, isNeeded: boolean): Entry {
  const { dev, optional, devOptional, ...rest } = entry;
  return { ...rest, ...(isDev && { dev: true }), ...(!isNeeded && { optional: true }) };
}

/**
 * The smaller lock.
 * @param rootEntry what npm writes for the manifest itself
 */
export function pruneLock(lock: Lock, rootEntry: Entry & Wanted): Lock {
  const { packages } = lock;
  const dev = Object.keys(rootEntry.devDependencies);
  const optional = Object.keys(rootEntry.optionalDependencies);
  const byDev = reach(packages, dev, true);
  const needed = reach(packages, dev, false);
  const byOptional = reach(packages, optional, true);
  const kept = [...new Set([...byDev, ...byOptional])].sort(compare);
  const entryOf = (path: string): [string, Entry] => {
    const entry = packages[path] ?? {};
    const isBoth = needed.has(path) && byOptional.has(path);
    if (!isBoth) return [path, flagged(entry, !byOptional.has(path), needed.has(path))];
    return [path, { ...flagged(entry, false, true), devOptional: true }];
  };
  return { ...lock, packages: { '': rootEntry, ...Object.fromEntries(kept.map(entryOf)) } };
}
