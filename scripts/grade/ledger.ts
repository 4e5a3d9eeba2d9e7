/**
 * The append-only log of a run, one JSON object a line: a killed run loses at most the line it was
 * writing. An entry counts again only for the same submission, specs, grader, engine and seed.
 * Graded submissions stay on the disk and are read back one at a time.
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { machineTrouble, refusedAt } from '../../reference/machine-trouble';
import { UserError } from '../../reference/user-error';
import { writeAll } from '../../reference/write-all';
import { type Submission, sourcesOf } from '../submissions/read';
import type { GradedExercise, GradedSubmission, Kit } from './report';

/** Everything that decides a graded submission. */
export interface Key extends Kit {
  id: string;
  /** Hash of what was handed in. */
  content: string;
  /** The exercises that are judged. */
  slugs: readonly string[];
  grader: string;
}

/** Slug → hash of the text that was judged. */
export type Texts = Readonly<Record<string, string>>;

type Line =
  | { run: Kit & { grader: string } }
  | { key: Key; texts: Texts; graded: GradedSubmission };

interface Place {
  offset: number;
  length: number;
}

export interface Ledger {
  /** The kit of the run that wrote last, if there was one. */
  lastRun: (Kit & { grader: string }) | null;
  begin(run: Kit & { grader: string }): void;
  find(key: Key): Place | null;
  /** What an equal text was judged as, in this ledger's runs by the same kit. */
  verdictOf(slug: string, text: string, run: Kit & { grader: string }): GradedExercise | null;
  /** What an id handed in when it was last judged, as a hash. */
  lastContentOf(id: string): string | null;
  add(key: Key, graded: GradedSubmission, texts: Texts): Place;
  read(id: string, place: Place): GradedSubmission;
  /**
   * Leaves out all but what a finished run stands on: every regrade would add a whole class. Comes
   * last; nothing can be read after it.
   */
  keepOnly(judged: ReadonlyMap<string, { place: Place }>): void;
  close(): void;
}

export type { Place };

/** A hash of all that is judged of a submission. */
export const hashSubmission = (submission: Submission): string =>
  createHash('sha256')
    .update(JSON.stringify([submission.name, sourcesOf(submission)]))
    .digest('hex');

/** A hash of one file's text. */
export const hashText = (text: string): string =>
  createHash('sha256').update(text).digest('base64');

const kitOf = ({ version, specs, engine, seed, grader }: Kit & { grader: string }): string =>
  JSON.stringify([version, specs, engine, seed, grader]);

const nameOf = (key: Key): string => JSON.stringify([key.id, key.content, key.slugs, kitOf(key)]);

const verdictName = (slug: string, text: string, kit: string): string =>
  JSON.stringify([slug, text, kit]);

function parse(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}

const PIECE = 1 << 20;

/**
 * Whole lines of a file with their places, read piece by piece; a torn last line has no end and is
 * not among them.
 */
function* linesOf(file: number): Generator<{ text: string; place: Place }> {
  const piece = Buffer.alloc(PIECE);
  let waiting: Buffer = Buffer.alloc(0);
  let offset = 0;
  for (;;) {
    const read = readSync(file, piece, 0, PIECE, offset + waiting.length);
    if (read === 0) return;
    waiting = Buffer.concat([waiting, piece.subarray(0, read)]);
    let begin = 0;
    for (let end = waiting.indexOf(10); end !== -1; end = waiting.indexOf(10, begin)) {
      const place = { offset: offset + begin, length: end - begin };
      yield { text: waiting.toString('utf8', begin, end), place };
      begin = end + 1;
    }
    waiting = waiting.subarray(begin);
    offset += begin;
  }
}

/** What the lines of a ledger say. */
function readLines(file: number) {
  const places = new Map<string, Place>();
  const contents = new Map<string, string>();
  const verdicts = new Map<string, Place>();
  let lastRun: Ledger['lastRun'] = null;
  let end = 0;
  for (const { text, place } of linesOf(file)) {
    end = place.offset + place.length + 1;
    const line = parse(text);
    if (!line) continue;
    if ('run' in line) lastRun = line.run;
    else {
      places.set(nameOf(line.key), place);
      contents.set(line.key.id, line.key.content);
      const kit = kitOf(line.key);
      for (const [slug, text] of Object.entries(line.texts ?? {})) {
        verdicts.set(verdictName(slug, text, kit), place);
      }
    }
  }
  return { places, contents, verdicts, lastRun, end };
}

/** Opens a ledger, or begins one. */
export function openLedger(path: string): Ledger {
  const file = openSync(path, 'a+');
  const { places, contents, verdicts, lastRun, end } = readLines(file);
  let size = fstatSync(file).size;
  const append = (text: string): Place => {
    const line = Buffer.from(`${text}\n`);
    try {
      writeAll(file, line);
    } catch (cause) {
      throw refusedAt(path, cause);
    }
    const place = { offset: size, length: line.length - 1 };
    size += line.length;
    return place;
  };
  // A torn line is ended, so that it does not swallow the next.
  if (size > end) append('');
  const bytesAt = ({ offset, length }: Place): Buffer => {
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, offset);
    return bytes;
  };
  let run = lastRun;
  let replacement: string | null = null;
  const writeKept = (into: string, judged: Parameters<Ledger['keepOnly']>[0]): void => {
    const kept = openSync(into, 'w');
    try {
      writeAll(kept, `${JSON.stringify({ run })}\n`);
      for (const { place } of judged.values()) {
        writeAll(kept, bytesAt({ ...place, length: place.length + 1 }));
      }
      fsyncSync(kept);
    } finally {
      closeSync(kept);
    }
  };
  return {
    lastRun,
    begin(begun) {
      run = begun;
      append(JSON.stringify({ run }));
    },
    find: (key) => places.get(nameOf(key)) ?? null,
    lastContentOf: (id) => contents.get(id) ?? null,
    verdictOf(slug, text, kit) {
      const place = verdicts.get(verdictName(slug, text, kitOf(kit)));
      const line = place && parse(bytesAt(place).toString('utf8'));
      if (!line || !('graded' in line)) return null;
      return line.graded.exercises.find((each) => each.slug === slug) ?? null;
    },
    add: (key, graded, texts) => append(JSON.stringify({ key, texts, graded })),
    read(id, place) {
      const line = parse(bytesAt(place).toString('utf8'));
      if (line && 'graded' in line && line.graded.id === id) return line.graded;
      throw new UserError(`${path} changed under this run; is another grade writing there?`);
    },
    keepOnly(judged) {
      const temporary = `${path}.tmp`;
      try {
        writeKept(temporary, judged);
        replacement = temporary;
      } catch (cause) {
        // It would only be shorter: where there is no room for it, the whole ledger stays.
        if (!machineTrouble(cause)) throw cause;
        rmSync(temporary, { force: true, recursive: true });
      }
    },
    close() {
      fsyncSync(file);
      closeSync(file);
      // Windows replaces no file that is open.
      if (replacement) renameSync(replacement, path);
    },
  };
}
