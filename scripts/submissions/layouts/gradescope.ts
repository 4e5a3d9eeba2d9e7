/**
 * Gradescope, "Export submissions": folders `submission_<n>` beside `submission_metadata.yml`, which
 * alone tells who handed in, several for a group. Its keys are those of Ruby: `:submitters:`.
 */
import { parse } from 'yaml';
import type { Listed } from '../disk';
import { lineOf, type Member } from '../persons';
import { type Layout, textIn } from './layout';

const ABOUT = 'submission_metadata.yml';
/** Bytes of that file; a large class has some megabytes, all earlier scores included. */
const MOST_ABOUT = 64 * 2 ** 20;

interface About {
  members: Member[];
  when: string | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers and names alike are written without quotation marks. */
const textAt = (record: Record<string, unknown>, key: string): string | null => {
  const value = record[key];
  return typeof value === 'string' && value !== '' ? value : null;
};

function aboutOf(entry: unknown): About {
  if (!isRecord(entry)) return { members: [], when: null };
  const submitters = entry[':submitters'];
  const members = (Array.isArray(submitters) ? submitters : []).filter(isRecord).map((each) => ({
    name: textAt(each, ':name'),
    sid: textAt(each, ':sid'),
    email: textAt(each, ':email'),
  }));
  return { members, when: textAt(entry, ':created_at') };
}

/**
 * The lines that tell who and when. The rest, every score of every earlier autograder, would take a
 * parser half a minute for a large class. Ruby indents a submission's keys by two spaces.
 */
function linesAbout(text: string): string {
  let isKept = false;
  const lines = text.split(/\r?\n/).filter((line) => {
    if (/^\S/.test(line)) return true;
    if (/^ {2}[^\s-]/.test(line)) isKept = /^ {2}:(?:submitters|created_at):/.test(line);
    return isKept;
  });
  return lines.join('\n');
}

/** What the file says of each folder; nothing where it is not there or no YAML. */
function readAbout(entries: readonly Listed[]): Map<string, About> {
  const text = textIn(
    entries.find(({ name }) => name === ABOUT),
    MOST_ABOUT,
  );
  try {
    // `failsafe` leaves each value the text that it is: a student's number keeps its zeros.
    const all = parse(linesAbout(text ?? ''), {
      schema: 'failsafe',
      maxAliasCount: 0,
      logLevel: 'silent',
    });
    return new Map(
      Object.entries(isRecord(all) ? all : {}).map(([key, value]) => [key, aboutOf(value)]),
    );
  } catch {
    return new Map();
  }
}

/** A person is known by their number or e-mail address, a group by its folder. */
function idOf(folder: string, members: readonly Member[]): string {
  const [only, ...others] = members;
  return (others.length === 0 && (only?.sid ?? only?.email)) || folder;
}

export const gradescope: Layout = {
  name: 'gradescope',
  looks: `folders like submission_1234 beside ${ABOUT}`,
  reader: ({ entries }) => {
    const about = readAbout(entries);
    return (entry) => {
      if (!/^submission_\d+$/.test(entry.name)) return null;
      const { members, when } = about.get(entry.name) ?? { members: [], when: null };
      const name = members.flatMap((member) => member.name ?? []).join(', ') || null;
      return lineOf(idOf(entry.name, members), '', { name, when, members });
    };
  },
  isOwn: (name) => name === ABOUT,
};
