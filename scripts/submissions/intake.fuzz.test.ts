/** What is true of every folder of submissions, however odd. */
import fs, { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { catalog } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { fuzz } from '../testing/fuzz';
import type { Found } from './find';
import { type Intake, takeIn } from './intake';
import { claimOf, isPassedOver } from './names';
import { readSubmission, type Submission } from './read';
import { type Planted, plantIn, trees } from './testing/trees';
import { readText } from './text';

const exercises = catalog.slice(0, 2);

/** What is taken of a folder; a sentence where it is refused. */
async function read(folder: string) {
  let intake: Intake;
  try {
    intake = takeIn(folder, null);
  } catch (error) {
    if (error instanceof UserError) return { refused: error.message };
    throw error;
  }
  const submissions: Submission[] = [];
  for (const person of intake.persons) submissions.push(await readSubmission(person, exercises));
  return { ...intake, submissions };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'trees-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const textsIn = (files: readonly Planted[]): string[] =>
  files.flatMap(({ bytes }) => {
    const found = readText(bytes);
    return 'text' in found ? found.text : [];
  });

/** The same folder, each listing of it from behind. */
async function readBackwards(folder: string) {
  const list = fs.readdirSync;
  const backwards = jest
    .spyOn(fs, 'readdirSync')
    .mockImplementation(((...given: never[]) =>
      (list as (...given: never[]) => unknown[])(...given).reverse()) as never);
  try {
    return await read(folder);
  } finally {
    backwards.mockRestore();
  }
}

/** Files of the last attempt, on the disk alone. */
function filesOf({ persons }: Intake, id: string): { path: string; bytes: Buffer }[] {
  const parts = persons.find((person) => person.id === id)?.attempts.at(-1)?.parts ?? [];
  return parts.flatMap(({ path, kind, as }) => {
    const file = path.toString();
    if (kind !== 'folder') return [{ path: as, bytes: fs.readFileSync(file) }];
    const names = fs.readdirSync(file, { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => fs.statSync(join(file, name)).isFile())
      .map((name) => ({
        path: as ? `${as}/${name}` : name,
        bytes: fs.readFileSync(join(file, name)),
      }));
  });
}

const isAnswer = (path: string, slug: string): boolean =>
  claimOf(path)?.slug === slug && !path.split('/').some(isPassedOver);

/** All that is said of an exercise. */
function saidOf({ path, notes, instead, source }: Found): string {
  return [path, instead, ...notes, 'message' in source ? source.message : ''].join('\n');
}

const coreOf = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** Whether a file that claims to be an answer was taken, is as one that was, or is told of. */
function isTold(file: { path: string; bytes: Buffer }, found: Found): boolean {
  const said = saidOf(found);
  const read = readText(file.bytes);
  const core = 'text' in read ? coreOf(read.text) : null;
  const isTaken = 'text' in found.source && coreOf(found.source.text) === core;
  return isTaken || core === '' || said.includes(file.path) || / and \d+ more/.test(said);
}

const tried = (few: number) => ({ seed: fuzz.seed, numRuns: fuzz.runs(few) });

test(
  'only what was handed in is taken, each person once, and what was not taken is told',
  async () => {
    const property = fc.asyncProperty(trees, ({ files, within }) =>
      inFolder(async (folder) => {
        const planted = plantIn(folder, files);
        const taken = await read(folder);
        if (!('submissions' in taken)) return;
        const ids = taken.submissions.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const texts = textsIn([...planted, ...within]);
        for (const submission of taken.submissions) {
          for (const { source } of Object.values(submission.found)) {
            if ('text' in source) expect(texts).toContain(source.text);
          }
          const handedIn = filesOf(taken, submission.id);
          for (const { slug } of exercises) {
            const found = submission.found[slug];
            const claimed = handedIn.filter(({ path }) => isAnswer(path, slug));
            // Of several that differ some are named, which is enough to ask the person.
            if (!('text' in found.source)) {
              if (claimed.length > 0) expect(saidOf(found)).not.toMatch(/^\s*not found$/);
            } else expect(claimed.filter((file) => !isTold(file, found))).toEqual([]);
          }
        }
      }),
    );
    await fc.assert(property, tried(20));
  },
  fuzz.limit(60_000),
);

test(
  'the order in which a folder lists its names changes nothing',
  async () => {
    const property = fc.asyncProperty(trees, ({ files }) =>
      inFolder(async (folder) => {
        plantIn(folder, files);
        expect(await readBackwards(folder)).toEqual(await read(folder));
      }),
    );
    await fc.assert(property, tried(10));
  },
  fuzz.limit(60_000),
);

test(
  'a file of one person changes nothing for the others',
  async () => {
    const property = fc.asyncProperty(trees, fc.nat(), ({ files }, which) =>
      inFolder(async (folder) => {
        plantIn(folder, files);
        const before = await read(folder);
        if (!('submissions' in before)) return;
        const person = before.persons[which % before.persons.length];
        const part = person?.attempts.at(-1)?.parts.find(({ kind }) => kind === 'folder');
        if (!part) return;
        fs.writeFileSync(join(part.path.toString(), 'unrelated notes.md'), 'x');
        const after = await read(folder);
        if (!('submissions' in after)) throw new Error(after.refused);
        const others = ({ submissions }: typeof after) =>
          submissions.filter(({ id }) => id !== person?.id);
        expect(others(after)).toEqual(others(before));
      }),
    );
    await fc.assert(property, tried(10));
  },
  fuzz.limit(60_000),
);
