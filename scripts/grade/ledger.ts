/**
 * The append-only log of a run, one JSON object a line: a killed run loses at most the line it was
 * writing. An entry counts again only for the same submission, specs, grader, engine and seed.
 * Graded submissions stay on the disk and are read back one at a time.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync } from 'node:fs';
import { UserError } from '../../reference/user-error';
import { writeAll } from '../../reference/write-all';
import { type Submission, sourcesOf } from '../submissions/read';
import type { GradedSubmission, Kit } from './report';

/** Everything that decides a graded submission. */
export interface Key extends Kit {
  id: string;
  /** Hash of what was handed in. */
  content: string;
  grader: string;
}

type Line = { run: Kit & { grader: string } } | { key: Key; graded: GradedSubmission };

interface Place {
  offset: number;
  length: number;
}

export interface Ledger {
  /** The kit of the run that wrote last, if there was one. */
  lastRun: (Kit & { grader: string }) | null;
  begin(run: Kit & { grader: string }): void;
  find(key: Key): Place | null;
  /** What an id handed in when it was last judged, as a hash. */
  lastContentOf(id: string): string | null;
  add(key: Key, graded: GradedSubmission): Place;
  read(id: string, place: Place): GradedSubmission;
  close(): void;
}

export type { Place };

/** A hash of all that is judged of a submission. */
export const hashSubmission = (submission: Submission): string =>
  createHash('sha256')
    .update(JSON.stringify([submission.name, sourcesOf(submission)]))
    .digest('hex');

const nameOf = ({ id, content, version, specs, engine, seed, grader }: Key): string =>
  JSON.stringify([id, content, version, specs, engine, seed, grader]);

function parse(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}

/** Whole lines with their places; a torn last line has no end and is not among them. */
function* linesOf(bytes: Buffer): Generator<{ text: string; place: Place }> {
  let offset = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, offset)) {
    const place = { offset, length: end - offset };
    yield { text: bytes.toString('utf8', offset, end), place };
    offset = end + 1;
  }
}

/** Opens a ledger, or begins one. */
export function openLedger(path: string): Ledger {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const places = new Map<string, Place>();
  const contents = new Map<string, string>();
  let lastRun: Ledger['lastRun'] = null;
  for (const { text, place } of linesOf(bytes)) {
    const line = parse(text);
    if (!line) continue;
    if ('run' in line) lastRun = line.run;
    else {
      places.set(nameOf(line.key), place);
      contents.set(line.key.id, line.key.content);
    }
  }
  const file = openSync(path, 'a+');
  let size = bytes.length;
  const append = (text: string): Place => {
    const line = Buffer.from(`${text}\n`);
    writeAll(file, line);
    const place = { offset: size, length: line.length - 1 };
    size += line.length;
    return place;
  };
  // A torn line is ended, so that it does not swallow the next.
  if (size > 0 && bytes[size - 1] !== 10) append('');
  return {
    lastRun,
    begin: (run) => void append(JSON.stringify({ run })),
    find: (key) => places.get(nameOf(key)) ?? null,
    lastContentOf: (id) => contents.get(id) ?? null,
    add: (key, graded) => append(JSON.stringify({ key, graded })),
    read: (id, { offset, length }) => {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, offset);
      const line = parse(bytes.toString('utf8'));
      if (line && 'graded' in line && line.graded.id === id) return line.graded;
      throw new UserError(`${path} changed under this run; is another grade writing there?`);
    },
    close: () => {
      fsyncSync(file);
      closeSync(file);
    },
  };
}
