/** Which of several files is the answer, and what is said where none is. Lists in memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import type { Content } from './disk';
import { findAnswers } from './find';
import { type Closed, type HandedIn, nothing } from './handed-in';

const [softmax, cosine] = catalog;
if (!softmax || !cosine) throw new Error('no exercises');
const home = `exercises/${sourceOf(softmax)}`;
const stub = readFileSync(join(root, home), 'utf8');
const bytesOf = (text: string): Content => ({ bytes: Buffer.from(text) });

const handIn = (files: Record<string, string | Content>, closed: Closed[] = []): HandedIn => ({
  ...nothing(),
  closed,
  files: Object.entries(files).map(([path, content]) => ({
    path,
    read: () => (typeof content === 'string' ? bytesOf(content) : content),
  })),
});
const find = (...handedIn: Parameters<typeof handIn>) =>
  findAnswers(handIn(...handedIn), catalog)['01-softmax'];

const taken = (path: string, text: string) => ({
  path,
  source: { text },
  instead: null,
});

describe('of several', () => {
  test('copies with one content are one', () => {
    const found = find({ 'a/softmax.ts': 'x\r\n', 'b/softmax.ts': 'x\n' });
    expect(found).toMatchObject(taken('a/softmax.ts', 'x\r\n'));
    expect(found.notes).toEqual([]);
  });

  test('that differ the one at home counts, and the others are said', () => {
    const found = find({ 'softmax.ts': 'other', [home]: 'home' });
    expect(found).toMatchObject(taken(home, 'home'));
    expect(found.notes).toEqual([`${home} was taken, and not softmax.ts`]);
  });

  test('the written one counts where the one at home is still the stub', () => {
    const older = stub.replace('softmax(x)ᵢ', 'softmax').replaceAll('\n', '\r\n');
    for (const untouched of [stub, older, '', '\n']) {
      const found = find({ [home]: untouched, 'my/softmax.ts': 'mine' });
      expect(found).toMatchObject(taken('my/softmax.ts', 'mine'));
    }
  });

  test('that differ elsewhere none counts', () => {
    const { source, path } = find({ 'a/softmax.ts': '1', 'b/softmax (1).ts': '2' });
    expect(source).toEqual({
      reason: 'ambiguous',
      message: 'there are different ones: a/softmax.ts, b/softmax (1).ts',
    });
    expect(path).toBeNull();
  });

  test('one that is no text is told of, and the other counts', () => {
    const found = find({ 'softmax.ts': 'mine', 'softmax (1).ts': { rejected: 'it is too large' } });
    expect(found).toMatchObject(taken('softmax.ts', 'mine'));
    expect(found.notes).toEqual([
      'softmax.ts was taken, and what is no answer was not: softmax (1).ts: it is too large',
    ]);
  });

  test('a stub does not count beside one that is no text', () => {
    const found = find({ [home]: stub, 'softmax (1).ts': { rejected: 'it is too large' } });
    expect(found.source).toEqual({
      reason: 'rejected',
      message: 'softmax (1).ts: it is too large',
    });
  });

  test('that differ at two homes none counts', () => {
    expect(find({ [`a/${home}`]: '1', [`b/${home}`]: '2' }).source).toMatchObject({
      reason: 'ambiguous',
    });
  });

  test('an untouched stub is graded as one, however often it is there', () => {
    const found = find({ 'a/softmax.ts': stub, 'b/softmax.ts': `${stub}\n\n` });
    expect(found).toMatchObject({ path: 'a/softmax.ts', source: { text: stub } });
  });

  test('an untouched stub is not taken where the work may be in something else', () => {
    const rar = [{ path: 'work.rar', rejected: 'only .zip is unpacked' }];
    expect(find({ [home]: stub }, rar).source).toMatchObject({ reason: 'rejected' });
    const seen = find({ [home]: stub, 'my-softmax.ts': 'x' });
    expect(seen.instead).toBe('seen instead: my-softmax.ts: rename it to softmax.ts');
    const closed = [{ path: 'work', unreadable: 'it cannot be looked into (EACCES)' }];
    expect(find({ [home]: stub }, closed).source).toMatchObject({ reason: 'infrastructure' });
  });

  test('of too many none is read', () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`${i}/softmax.ts`, 'x']),
    );
    expect(find(many).source).toMatchObject({ reason: 'rejected' });
  });

  test('a text full of comments that never end is read like any other', () => {
    expect(find({ 'softmax.ts': '/* '.repeat(80_000) }).path).toBe('softmax.ts');
  });

  test('JavaScript counts only where no TypeScript was written', () => {
    expect(find({ 'softmax.js': 'js', 'softmax.ts': 'ts' }).path).toBe('softmax.ts');
    expect(find({ 'softmax.js': 'js', [home]: stub }).path).toBe('softmax.js');
  });

  test('each exercise is looked for by itself', () => {
    const found = findAnswers(handIn({ 'softmax.ts': '1', 'deep/cosine-sim.ts': '2' }), catalog);
    expect([found['01-softmax'].path, found['02-cosine-sim'].path]).toEqual([
      'softmax.ts',
      'deep/cosine-sim.ts',
    ]);
    expect(found['07-multilingual'].source).toMatchObject({ reason: 'missing-file' });
  });
});

describe('where none is taken', () => {
  const whyNot = (...handedIn: Parameters<typeof handIn>) => {
    const { source, instead } = find(...handedIn);
    return { ...source, instead };
  };

  test('it is missing, with what was seen instead', () => {
    expect(whyNot({})).toEqual({ reason: 'missing-file', message: 'not found', instead: null });
    const seen = 'seen instead: softmax.ts.txt: rename it to softmax.ts';
    expect(whyNot({ 'softmax.ts.txt': 'x' })).toEqual({
      reason: 'missing-file',
      message: `not found; ${seen}`,
      instead: seen,
    });
  });

  test('an empty file is said to be empty', () => {
    expect(whyNot({ [home]: ' \n' })).toMatchObject({
      reason: 'missing-file',
      message: `${home} is empty`,
      instead: `${home} is empty`,
    });
  });

  test('it is refused with the reason', () => {
    const rejected = { rejected: 'it is larger than 256 KB' };
    expect(whyNot({ 'softmax.ts': rejected })).toMatchObject({
      reason: 'rejected',
      message: 'softmax.ts: it is larger than 256 KB',
    });
    expect(whyNot({ 'softmax.ts': 'a\0b' })).toMatchObject({ reason: 'rejected' });
    expect(find({ 'softmax.ts': rejected, 'b/softmax.ts': 'x' }).path).toBe('b/softmax.ts');
  });

  test('an archive or a link that was not opened may have held it', () => {
    const closed = [{ path: 'work.rar', rejected: 'only .zip is unpacked' }];
    expect(whyNot({}, closed)).toMatchObject({
      reason: 'rejected',
      message: 'not found, but work.rar: only .zip is unpacked',
    });
    expect(whyNot({}, [{ path: 'exercises', rejected: 'it is a link' }])).toMatchObject({
      reason: 'rejected',
    });
    const other = [{ path: '02-cosine-sim', rejected: 'it is a link' }];
    expect(whyNot({}, other)).toMatchObject({ reason: 'missing-file' });
  });

  test('what the grader may not read is its own fault, whatever else is there', () => {
    const unreadable = { unreadable: 'it cannot be opened (EACCES)' };
    const own = { reason: 'infrastructure' };
    expect(whyNot({ [home]: unreadable })).toMatchObject(own);
    expect(whyNot({ [home]: unreadable, 'softmax.ts': 'x' })).toMatchObject(own);
    expect(whyNot({ [home]: stub, 'softmax.ts': unreadable })).toMatchObject(own);
    expect(whyNot({}, [{ path: 'work', ...unreadable }])).toMatchObject(own);
    expect(find({ [home]: 'x', 'softmax.ts': unreadable }).path).toBe(home);
  });
});
