/** Intake on real folders: where files are found, what is refused, and that links are not followed. */
import { spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { SIZE_LIMIT } from './files';
import { listSubmissions, readSubmission } from './intake';

const onPosix = process.platform === 'win32' ? test.skip : test;
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

const read = (id = 'anna') => readSubmission(folder, { id, rejected: null });
const softmaxOf = (id = 'anna') => read(id).sources['01-softmax'];
const rejectedOf = () =>
  Object.fromEntries(listSubmissions(folder).entries.map(({ id, rejected }) => [id, rejected]));

describe('a file is found', () => {
  test.each([path, `exercises/${path}`, `my work/${path}`, `my work/exercises/${path}`])(
    'at %s',
    (place) => {
      write(`anna/${place}`);
      expect(softmaxOf()).toEqual({ text: code });
    },
  );

  test.each([
    `a/b/${path}`,
    `a/b/exercises/${path}`,
    `node_modules/${path}`,
    `solutions/${path}`,
    `.git/${path}`,
    '01-softmax/Softmax.ts',
    '01-Softmax/softmax.ts',
    '01-softmax/softmax.js',
    'softmax.ts',
  ])('but not at %s', (place) => {
    write(`anna/${place}`);
    expect(softmaxOf()).toEqual({ missing: true });
  });

  test('nearest first, each exercise for itself', () => {
    write(`anna/${path}`, 'near');
    write(`anna/exercises/${path}`, 'far');
    write(`anna/kit/${path}`, 'farther');
    write('anna/kit/exercises/02-cosine-sim/cosine-sim.ts', 'cosine');
    expect(softmaxOf()).toEqual({ text: 'near' });
    expect(read().sources['02-cosine-sim']).toEqual({ text: 'cosine' });
  });

  test('and refused where two folders hold different ones', () => {
    write(`anna/one/${path}`, 'a');
    write(`anna/two/${path}`, 'a');
    expect(softmaxOf()).toEqual({ text: 'a' });
    write(`anna/two/${path}`, 'b');
    expect(softmaxOf()).toEqual({ rejected: 'there are different ones in one and two' });
  });

  test('every exercise of the catalogue has an entry', () => {
    mkdirSync(join(folder, 'anna'));
    expect(read().sources).toEqual(
      Object.fromEntries(catalog.map(({ slug }) => [slug, { missing: true }])),
    );
  });
});

describe('a file is refused', () => {
  test.each([
    ['larger than 256 KB', Buffer.alloc(SIZE_LIMIT + 1, 32), /256 KB/],
    ['not UTF-8', Buffer.from([0x2f, 0x2f, 0xff]), /UTF-8/],
    ['with a NUL', 'a\u0000b', /NUL/],
  ])('when it is %s', (_, content, says) => {
    write(`anna/${path}`, content);
    expect(softmaxOf()).toEqual({ rejected: expect.stringMatching(says) });
  });

  test('not when it is exactly 256 KB, or begins with a byte-order mark', () => {
    write(`anna/${path}`, ' '.repeat(SIZE_LIMIT));
    write(`ben/${path}`, '\ufeffx');
    expect(softmaxOf()).toEqual({ text: ' '.repeat(SIZE_LIMIT) });
    expect(softmaxOf('ben')).toEqual({ text: 'x' });
  });

  onPosix('when it, or a folder on the way, is a link', () => {
    const secret = write('secret/softmax.ts', 'secret');
    for (const id of ['file', 'exercise', 'kit', 'dangling']) mkdirSync(join(folder, id));
    mkdirSync(join(folder, 'file/01-softmax'));
    symlinkSync(secret, join(folder, 'file', path));
    symlinkSync(join(folder, 'secret'), join(folder, 'exercise/01-softmax'));
    symlinkSync(folder, join(folder, 'kit/exercises'));
    mkdirSync(join(folder, 'dangling/01-softmax'));
    symlinkSync('/nowhere', join(folder, 'dangling', path));
    for (const id of ['file', 'exercise', 'kit', 'dangling']) {
      expect(softmaxOf(id)).toEqual({ rejected: expect.stringMatching(/link/) });
    }
  });

  onPosix('when it has a second hard link', () => {
    linkSync(write(`anna/${path}`), join(folder, 'other'));
    expect(softmaxOf()).toEqual({ rejected: expect.stringMatching(/hard link/) });
  });

  onPosix('when it is a pipe or a folder, without waiting for a writer', () => {
    mkdirSync(join(folder, 'anna/01-softmax'), { recursive: true });
    expect(spawnSync('mkfifo', [join(folder, 'anna', path)]).status).toBe(0);
    mkdirSync(join(folder, 'ben', path), { recursive: true });
    for (const id of ['anna', 'ben']) {
      expect(softmaxOf(id)).toEqual({ rejected: expect.stringMatching(/regular/) });
    }
  });
});

describe('a submission', () => {
  onPosix('has its folder name as id, byte for byte', () => {
    const ids = ['=1+1', 'Zoë 田', 'a  b', 'it\'s "x", <b>', 'e\u0301', '...'];
    for (const id of ids) write(`${id}/${path}`);
    write('roster.csv');
    const { entries, leftOut } = listSubmissions(folder);
    expect(entries.map(({ id }) => id)).toEqual(
      ids.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    expect(entries.every(({ rejected }) => rejected === null)).toBe(true);
    expect(leftOut).toEqual(['roster.csv']);
    for (const id of ids) expect(softmaxOf(id)).toEqual({ text: code });
  });

  onPosix('is refused for its name, and nothing of it is read', () => {
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
    const refused = readSubmission(folder, { id: 'a\nb', rejected: 'its name' });
    expect(refused.sources['01-softmax']).toEqual({ missing: true });
  });

  test('is refused together with every other one of the same name in case or Unicode form', () => {
    for (const id of ['Anna', 'anna', 'z\u00e9', 'ze\u0301', 'straße', 'STRASSE', 'ben']) {
      mkdirSync(join(folder, id), { recursive: true });
    }
    const names = readdirSync(folder);
    const refused = Object.entries(rejectedOf()).filter(([, why]) => why !== null);
    // A file system that takes two of them for one has one folder, which is then no twin.
    const expected =
      names.length === 7 ? ['Anna', 'STRASSE', 'anna', 'straße', 'ze\u0301', 'z\u00e9'] : [];
    expect(refused.map(([id]) => id).sort()).toEqual(expected.sort());
  });

  test('needs a folder to be in', () => {
    expect(() => listSubmissions(join(folder, 'none'))).toThrow(/there is no such folder/);
  });
});
