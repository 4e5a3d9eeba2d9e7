/**
 * Intake on real folders: whose they are, where files are found, what is refused, that links are not
 * followed, and that the wrong folder is noticed.
 */
import { spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { onPosix } from '../testing/posix';
import { takeIn } from './intake';
import { readSubmission } from './read';
import { SIZE_LIMIT } from './source';
import { zipFiles } from './testing/zip';

const posix = onPosix('Windows has no such files');
const code = 'export const softmax = 1;';
const path = '01-softmax/softmax.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer = code): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function read(id = 'anna') {
  const person = takeIn(folder, null).persons.find((each) => each.id === id);
  if (!person) throw new Error(`no ${id}`);
  return readSubmission(person, catalog);
}
const softmaxOf = async (id = 'anna') => (await read(id)).found['01-softmax'].source;
const rejectedOf = () =>
  Object.fromEntries(takeIn(folder, null).persons.map(({ id, rejected }) => [id, rejected]));
const because = (reason: string, says: RegExp) => ({
  reason,
  message: expect.stringMatching(says),
});

describe('a file is found', () => {
  test.each([
    path,
    `exercises/${path}`,
    `my work/exercises/${path}`,
    `a/b/c/exercises/${path}`,
    'softmax.ts',
    'a/softmax (1).ts',
    '01_Softmax/softmax-1.ts',
  ])('at %s', async (place) => {
    write(`anna/${place}`);
    expect(await softmaxOf()).toEqual({ text: code });
  });

  test.each([`node_modules/${path}`, `.git/${path}`])('but not at %s', async (place) => {
    write(`anna/${place}`);
    expect(await softmaxOf()).toEqual(because('missing-file', /nothing was handed in/));
  });

  test('as it was handed out, and other work beside it is named', async () => {
    const stub = readFileSync(join(root, 'exercises', path), 'utf8');
    write(`anna/exercises/${path}`, stub);
    write('anna/package.json', '{}');
    write('anna/scripts/own.ts', '');
    const found = async () => (await read()).found['01-softmax'];
    expect(await found()).toMatchObject({
      ...{ isStub: true, instead: null },
      notes: [`exercises/${path} is as it was handed out`],
    });
    write('anna/all.ts', 'export const softmax = 1, cosineSim = 2;');
    write('anna/work.pdf', '%PDF');
    const instead = 'nothing was written in the exercises; beside them: all.ts, work.pdf';
    expect(await found()).toMatchObject({ source: { text: stub }, instead });
    write('anna/cosine-sim.ts');
    expect(await found()).toMatchObject({ instead: null });
  });

  test('nor among solutions, which are named', async () => {
    write(`anna/solutions/${path}`);
    expect(await softmaxOf()).toEqual(because('missing-file', /seen instead: solutions\//));
  });

  test('in an archive beside other files, and where a person is an archive', async () => {
    write('anna/work.zip', zipFiles({ [`exercises/${path}`]: code }));
    write('ben.zip', zipFiles({ 'softmax.ts': code }));
    expect(await softmaxOf()).toEqual({ text: code });
    expect(await softmaxOf('ben')).toEqual({ text: code });
  });

  test('and every exercise has an answer or a reason', async () => {
    mkdirSync(join(folder, 'anna'));
    const { found } = await read();
    expect(Object.keys(found)).toEqual(catalog.map(({ slug }) => slug));
    for (const { source } of Object.values(found)) {
      expect(source).toEqual(because('missing-file', /^not found; nothing was handed in$/));
    }
  });

  posix('when it has a second hard link, as `cp -al` makes', async () => {
    linkSync(write(`anna/${path}`), join(folder, 'other'));
    expect(await softmaxOf()).toEqual({ text: code });
  });
});

describe('a file is refused', () => {
  test.each([
    ['larger than 256 KB', Buffer.alloc(SIZE_LIMIT + 1, 32), /256 KB/],
    ['with a NUL', 'a\u0000b', /NUL/],
  ])('when it is %s', async (_, content, says) => {
    write(`anna/${path}`, content);
    expect(await softmaxOf()).toEqual(because('rejected', says));
  });

  test('not when it is exactly 256 KB', async () => {
    const text = `${code}${' '.repeat(SIZE_LIMIT - code.length)}`;
    write(`anna/${path}`, text);
    expect(await softmaxOf()).toEqual({ text });
  });

  posix('when it, or a folder on the way, is a link', async () => {
    const secret = write('secret/softmax.ts', 'secret');
    for (const id of ['file', 'exercise', 'kit', 'dangling']) mkdirSync(join(folder, id));
    mkdirSync(join(folder, 'file/01-softmax'));
    symlinkSync(secret, join(folder, 'file', path));
    symlinkSync(join(folder, 'secret'), join(folder, 'exercise/01-softmax'));
    symlinkSync(folder, join(folder, 'kit/exercises'));
    mkdirSync(join(folder, 'dangling/01-softmax'));
    symlinkSync('/nowhere', join(folder, 'dangling', path));
    for (const id of ['file', 'exercise', 'kit', 'dangling']) {
      expect(await softmaxOf(id)).toEqual(because('rejected', /link/));
    }
  });

  posix('when it is a pipe, without waiting for a writer', async () => {
    mkdirSync(join(folder, 'anna/01-softmax'), { recursive: true });
    expect(spawnSync('mkfifo', [join(folder, 'anna', path)]).status).toBe(0);
    expect(await softmaxOf()).toEqual(because('rejected', /regular/));
  });

  test('when it is an archive of another kind', async () => {
    write('anna/work.rar');
    expect(await softmaxOf()).toEqual(because('rejected', /work\.rar: .*only \.zip/));
  });
});

describe('a person', () => {
  posix('has the folder’s name as id, byte for byte', async () => {
    const ids = ['=1+1', 'Zoë 田', 'a  b', 'it\'s "x", <b>', 'e\u0301', '...'];
    for (const id of ids) write(`${id}/${path}`);
    write('roster.csv');
    const { persons, leftOut } = takeIn(folder, null);
    expect(persons.map(({ id }) => id)).toEqual(
      ids.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    expect(persons.every(({ rejected }) => rejected === null)).toBe(true);
    expect(leftOut).toEqual(['roster.csv']);
    for (const id of ids) expect(await softmaxOf(id)).toEqual({ text: code });
  });

  posix('is refused for a name, and nothing of it is read', async () => {
    write(`a\nb/${path}`);
    write(`\u202egnp/${path}`);
    write(`good/${path}`);
    symlinkSync('good', join(folder, 'alias'));
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x7a, 0xff])]));
    expect(rejectedOf()).toEqual({
      'a\nb': expect.stringMatching(/control/),
      '\u202egnp': expect.stringMatching(/bidirectional/),
      good: null,
      alias: 'it is a link',
      'z/xFF': expect.stringMatching(/UTF-8/),
    });
    expect(await softmaxOf('a\nb')).toEqual(because('rejected', /submission was refused.*control/));
  });

  posix('may have folders whose names are no UTF-8', async () => {
    write(`anna/${path}`);
    const odd = Buffer.concat([Buffer.from(`${folder}/anna/`), Buffer.from([0xdc])]);
    mkdirSync(odd);
    writeFileSync(Buffer.concat([odd, Buffer.from('/cosine-sim.ts')]), 'cosine');
    expect((await read()).found['02-cosine-sim'].source).toEqual({ text: 'cosine' });
  });

  test('is refused together with every other one of the same name in case or Unicode form', () => {
    for (const id of ['Anna', 'anna', 'z\u00e9', 'ze\u0301', 'straße', 'STRASSE', 'ben']) {
      mkdirSync(join(folder, id), { recursive: true });
    }
    const fold = (id: string): string => id.normalize('NFC').toUpperCase();
    // A file system that takes two of them for one has one folder, which is then no twin.
    const names = readdirSync(folder);
    const isTwin = (id: string): boolean =>
      names.some((other) => other !== id && fold(other) === fold(id));
    const refused = Object.entries(rejectedOf()).filter(([, why]) => why !== null);
    expect(refused.map(([id]) => id).sort()).toEqual(names.filter(isTwin).sort());
  });

  test('who handed in again has what the last attempt holds, and is told of the one before', async () => {
    const attempt = (day: number, file: string, text: string) =>
      write(`HW_ada_attempt_2026-11-0${day}-10-00-00_${file}`, text);
    attempt(1, 'softmax.ts', 'old');
    attempt(1, 'cosine-sim.ts', 'old');
    attempt(2, 'softmax.ts', 'new');
    const { found, notes } = await read('ada');
    expect(found['01-softmax'].source).toEqual({ text: 'new' });
    expect(found['02-cosine-sim'].instead).toMatch(/an earlier attempt \(2026-11-01-10.*has it/);
    expect(notes).toEqual([expect.stringMatching(/2 times; the last, of 2026-11-02.*counts/)]);
  });
});

describe('a folder', () => {
  const taking = (place: string) => () => takeIn(join(folder, place), null);

  test('has to be there, and to hold something', () => {
    expect(taking('none')).toThrow(/there is no such folder/);
    expect(taking('.')).toThrow(/is empty: expected one folder for each submission/);
    write('roster.csv');
    expect(taking('.')).toThrow(/holds no folder/);
  });

  test('one too high is refused, and the right one named', () => {
    for (const id of ['anna', 'ben']) write(`class/${id}/my work/exercises/${path}`);
    expect(taking('.')).not.toThrow();
    for (const id of ['anna', 'ben']) write(`class/${id}/exercises/${path}`);
    expect(taking('.')).toThrow(/one folder too high .*give .*class;/);
    expect(takeIn(join(folder, 'class'), null).persons).toHaveLength(2);
    for (const id of ['anna', 'ben']) write(`second/${id}/${path}`);
    expect(taking('.')).toThrow(/one folder too high .*give .*class;/);
  });

  test('of a platform may have one more on top', () => {
    write('Ada_1_assignsubmission_file/softmax.ts');
    write('roster.csv');
    const inner = takeIn(folder, null);
    rmSync(join(folder, 'roster.csv'));
    rmSync(join(folder, 'Ada_1_assignsubmission_file'), { recursive: true });
    write('export/Ada_1_assignsubmission_file/softmax.ts');
    const outer = takeIn(folder, null);
    expect(outer.layout.name).toBe('moodle');
    expect(outer.folder).toBe(join(folder, 'export'));
    expect(outer.persons.map(({ id }) => id)).toEqual(inner.persons.map(({ id }) => id));
  });

  test.each([path, `exercises/${path}`, 'softmax.ts'])(
    'that is one person’s own work (%s) is refused',
    (place) => {
      write(`anna/${place}`);
      expect(taking('anna')).toThrow(/is one person's own work .*such as .*intake-/);
    },
  );

  test('that a platform made of one person is refused, and so is an archive', () => {
    write('Ada_1_assignsubmission_file/work.zip', zipFiles({}));
    expect(taking('Ada_1_assignsubmission_file')).toThrow(/what one person handed in/);
    expect(taking('Ada_1_assignsubmission_file/work.zip')).toThrow(/unpack an archive once/);
  });

  test('that is the kit is refused', () => {
    write(`kit/exercises/${path}`);
    write('kit/package.json', '{"name":"attention-kata"}');
    expect(taking('kit')).toThrow(/is a checkout of the kit/);
  });
});
