/** The persons of a class, put together from what a platform wrote down line by line. */
import type { Listed } from './disk';
import type { Part } from './gather';
import { compareIds, foldCase, refusalOf } from './ids';

/** Who belongs to a group's submission, by what a gradebook knows of each. */
export interface Member {
  name: string | null;
  /** The student's number. */
  sid: string | null;
  email: string | null;
}

/** What one name in a download says. */
export interface Line {
  id: string;
  /** What the platform calls the person. */
  name: string | null;
  /** When it was handed in, in a form that sorts as text; null where the name does not tell. */
  when: string | null;
  isLate: boolean;
  /** What the person called the file; empty for a folder of theirs, null for what is no file. */
  as: string | null;
  members: readonly Member[];
}

/** What was handed in at one time. */
export interface Attempt {
  when: string | null;
  isLate: boolean;
  parts: Part[];
}

/** A person, or a group that handed in together. */
export interface Person {
  id: string;
  name: string | null;
  /** Why nothing of it is looked into. */
  rejected: string | null;
  /** The oldest first; the last one counts. */
  attempts: Attempt[];
  members: readonly Member[];
}

/** A line of a name that tells nothing but whose it is. */
export const lineOf = (id: string, as: string | null, more: Partial<Line> = {}): Line => ({
  id,
  name: null,
  when: null,
  isLate: false,
  as,
  members: [],
  ...more,
});

/** A file or folder of a download, and what its name says. */
export interface Read {
  entry: Listed;
  line: Line;
}

function partsOf(read: readonly Read[]): Part[] {
  const own = read.filter(({ line }) => line.as !== null);
  return own.map(({ entry, line }) => {
    // Several folders of one person are told apart by their names.
    const as = line.as || (own.length > 1 ? entry.name : '');
    return { ...entry, as: as || (entry.kind === 'folder' ? '' : entry.name) };
  });
}

/** Groups in the order in which their keys first appear. */
function groupBy<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

function attemptsOf(read: readonly Read[]): Attempt[] {
  const byTime = groupBy(read, ({ line }) => line.when ?? '');
  return [...byTime.entries()]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([when, all]) => ({
      when: when || null,
      isLate: all.some(({ line }) => line.isLate),
      parts: partsOf(all),
    }));
}

const isLink = (read: readonly Read[]): boolean => read.some(({ entry }) => entry.kind === 'link');

/** All persons of a download, in the order of their ids. */
export function personsOf(read: readonly Read[]): Person[] {
  const byId = groupBy(read, ({ line }) => line.id);
  const twins = groupBy([...byId.keys()], foldCase);
  const refuse = (id: string, all: readonly Read[]): string | null => {
    const collides = (twins.get(foldCase(id))?.length ?? 0) > 1;
    const says = 'its name differs from another one only in case or Unicode form';
    return refusalOf(id) ?? (isLink(all) ? 'it is a link' : collides ? says : null);
  };
  const persons = [...byId].map(([id, all]) => ({
    id,
    name: all.find(({ line }) => line.name !== null)?.line.name ?? null,
    rejected: refuse(id, all),
    attempts: attemptsOf(all),
    members: all.find(({ line }) => line.members.length > 0)?.line.members ?? [],
  }));
  return persons.sort((a, b) => compareIds(a.id, b.id));
}
