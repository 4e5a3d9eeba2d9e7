/**
 * Finds each person's row in an exported gradebook: by a key that both sides have, else by a full
 * name that is on both sides exactly once. Names that only look alike are never put together.
 */
import { type Export, keyOf } from './exports';
import type { Cell } from './sheet';

/** Whom a mark is for. */
export interface Marked {
  id: string;
  /** What the platform may know the person by: the id, an e-mail address, a student number. */
  keys: readonly string[];
  /**
   * The platform whose own numbers the keys are: they say nothing in other columns or on other
   * platforms. Null for what a school gives, and for names of folders.
   */
  of: string | null;
  name: string | null;
  /** Points; null where there is no mark. */
  score: number | null;
}

export interface Matched {
  /** By the row's place in the sheet. */
  rows: Map<number, Marked>;
  /** Persons who were found by their full name alone. */
  byName: Marked[];
  /** Persons without a row of their own, and why. */
  alone: { person: Marked; why: string }[];
  /** Places of the rows that nothing was handed in for. */
  rowsAlone: number[];
}

type Index = Map<string, number[]>;

const put = (index: Index, key: string, row: number): void => {
  if (key !== '') index.set(key, [...(index.get(key) ?? []), row]);
};

function indexesOf(rows: readonly Cell[][], { own, keys, fullName, headRows }: Export) {
  const heads = (rows[0] ?? []).map(({ text }) => text);
  const byOwn: Index = new Map();
  const byKey: Index = new Map();
  const byName: Index = new Map();
  for (const [at, row] of rows.entries()) {
    if (at < headRows) continue;
    const textAt = (head: string): string => row[heads.indexOf(head)]?.text ?? '';
    const keysIn = (heads: readonly string[]): Set<string> =>
      new Set(heads.map((head) => keyOf(head, textAt(head))));
    for (const key of keysIn(own)) put(byOwn, key, at);
    for (const key of keysIn([...own, ...keys])) put(byKey, key, at);
    put(byName, fullName.map(textAt).join(' ').trim().normalize('NFC'), at);
  }
  return { byOwn, byKey, byName };
}

const countBy = (people: readonly Marked[], keyOf: (person: Marked) => string | null) => {
  const counts = new Map<string | null, number>();
  for (const person of people) counts.set(keyOf(person), (counts.get(keyOf(person)) ?? 0) + 1);
  return counts;
};

const nameOf = ({ name }: Marked): string | null => name?.trim().normalize('NFC') ?? null;

/** Every person with the rows that may be theirs. */
function candidatesFor(people: readonly Marked[], rows: readonly Cell[][], layout: Export) {
  const { byOwn, byKey, byName } = indexesOf(rows, layout);
  const nothing: Index = new Map();
  const indexFor = ({ of }: Marked): Index => {
    if (of === null) return byKey;
    return of === layout.platform || layout.platform === 'table' ? byOwn : nothing;
  };
  const names = countBy(people, nameOf);
  return people.map((person) => {
    const own = [...new Set(person.keys.flatMap((key) => indexFor(person).get(key) ?? []))];
    const name = nameOf(person);
    const named = name !== null && names.get(name) === 1 ? (byName.get(name) ?? []) : [];
    return own.length > 0
      ? { person, own, isByName: false }
      : { person, own: named, isByName: true };
  });
}

/** Brings persons and rows together. */
export function matchRows(
  people: readonly Marked[],
  rows: readonly Cell[][],
  layout: Export,
): Matched {
  const candidates = candidatesFor(people, rows, layout);
  const wanted = new Map<number, number>();
  for (const { own } of candidates)
    for (const row of own) wanted.set(row, (wanted.get(row) ?? 0) + 1);
  const matched: Matched = { rows: new Map(), byName: [], alone: [], rowsAlone: [] };
  for (const { person, own, isByName } of candidates) {
    const [row] = own;
    if (row === undefined) matched.alone.push({ person, why: 'is in no row' });
    else if (own.length > 1) matched.alone.push({ person, why: `fits ${own.length} rows` });
    else if (wanted.get(row) !== 1)
      matched.alone.push({ person, why: 'shares a row with another' });
    else {
      matched.rows.set(row, person);
      if (isByName) matched.byName.push(person);
    }
  }
  for (let row = layout.headRows; row < rows.length; row += 1) {
    const isEmpty = (rows[row] ?? []).every(({ text }) => text === '');
    if (!isEmpty && !matched.rows.has(row)) matched.rowsAlone.push(row);
  }
  return matched;
}
