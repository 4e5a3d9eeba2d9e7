/**
 * Blackboard, "Assignment File Download": flat files
 * `<assignment>_<user>_attempt_<yyyy-mm-dd-hh-mm-ss>_<name>`, and for each attempt a `….txt` whose
 * first line is `Name: First Last (user)`. Several attempts lie side by side.
 */
import type { Listed } from '../disk';
import { lineOf } from '../persons';
import { type Layout, textIn } from './layout';

const form = /^(?<head>.+)_attempt_(?<when>\d{4}(?:-\d\d){5})(?:_(?<file>.+)|\.txt)$/;
const firstLine = /^[^:\n]+:[ \t]*(?<name>.+?)[ \t]*\((?<user>[^()\n]+)\)/;

/** Bytes of a file that tells about an attempt; what was typed in stands in it, too. */
const MOST_ABOUT = 2 ** 20;

interface Who {
  user: string;
  name: string;
}

/** Whose attempts they are, by what stands before `_attempt_`. */
function readWho(entries: readonly Listed[]): Map<string, Who> {
  const known = new Map<string, Who>();
  for (const entry of entries) {
    const { head = '', file } = form.exec(entry.name)?.groups ?? {};
    if (!head || file !== undefined || known.has(head)) continue;
    const { user, name } = firstLine.exec(textIn(entry, MOST_ABOUT) ?? '')?.groups ?? {};
    if (user && name && head.endsWith(`_${user}`)) known.set(head, { user, name });
  }
  return known;
}

/** What all heads begin with, up to an underscore: the assignment, where there are several users. */
function commonStart(heads: readonly string[]): string {
  const [first = '', ...others] = heads;
  let length = first.length;
  while (!others.every((head) => head.startsWith(first.slice(0, length)))) length -= 1;
  // One user alone: the last part is taken.
  return first.slice(0, first.slice(0, others.length > 0 ? length : -1).lastIndexOf('_') + 1);
}

export const blackboard: Layout = {
  name: 'blackboard',
  looks: 'files like Homework_alovelace_attempt_2026-11-28-12-00-00_softmax.ts',
  reader: ({ entries }) => {
    const known = readWho(entries);
    const assignments = new Set(
      [...known].map(([head, { user }]) => head.slice(0, head.length - user.length)),
    );
    const heads = new Set(entries.flatMap(({ name }) => form.exec(name)?.groups?.head ?? []));
    const start = commonStart([...heads]);
    // User names may have underscores; two heads are never one user.
    const userOf = (head: string): string =>
      head.slice(([...assignments].find((each) => head.startsWith(each)) ?? start).length);
    return (entry) => {
      const { head, when, file } = form.exec(entry.name)?.groups ?? {};
      if (!head || !when) return null;
      const { user = userOf(head), name = null } = known.get(head) ?? {};
      return lineOf(user, file ?? null, { name, when });
    };
  },
};
