/**
 * Brightspace, "Download" of an assignment: folders
 * `<id>-<id> - First Last - <Mon d, yyyy hmm AM>`, and an `index.html` on top. One of the two numbers
 * is the person's, the other the assignment's. Handing in twice makes two folders.
 */
import type { Listed } from '../disk';
import { lineOf } from '../persons';
import type { Layout } from './layout';

const form = /^(?<first>\d+)-(?<second>\d+) - (?<name>.+) - (?<date>[^-]+)$/;
const dateForm =
  /^(?<month>[A-Za-z]{3})[a-z]*\.? (?<day>\d{1,2}), (?<year>\d{4}) (?<hour>\d{1,2}?)[ :]?(?<minute>\d\d) ?(?<half>[AP]M)$/;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Sep 5, 2026 1159 PM` → `2026-09-05 23:59`; null for a date in another form. */
function timeOf(date: string): string | null {
  const { month = '', day = '', year, hour, minute, half } = dateForm.exec(date)?.groups ?? {};
  const at = months.indexOf(month);
  if (at === -1) return null;
  const hours = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${year}-${two(at + 1)}-${two(Number(day))} ${two(hours)}:${minute}`;
}

/** Which number is the persons': the one that is not the same for all of them. */
function keyOf(entries: readonly Listed[]): 'first' | 'second' {
  const read = entries
    .map(({ name }) => form.exec(name)?.groups)
    .filter((each) => each !== undefined);
  const countOf = (key: 'first' | 'second'): number => new Set(read.map((each) => each[key])).size;
  return countOf('first') === 1 && countOf('second') > 1 ? 'second' : 'first';
}

export const brightspace: Layout = {
  name: 'brightspace',
  looks: 'folders like 1234-5678 - Ada Lovelace - Nov 28, 2026 1200 PM',
  reader: ({ entries }) => {
    const key = keyOf(entries);
    return ({ name: text }) => {
      const { name, date = '', ...numbers } = form.exec(text)?.groups ?? {};
      const id = numbers[key];
      return id && name ? lineOf(id, '', { name, when: timeOf(date) }) : null;
    };
  },
  isOwn: (name) => name === 'index.html',
};
