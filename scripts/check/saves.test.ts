/** Each way in which editors save is noticed once it is done, and nothing else is. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenForSaves, type Saves } from './saves';

const work = mkdtempSync(join(tmpdir(), 'saves '));
const file = join(work, 'softmax.ts');
const other = join(work, 'other.ts');
let saves: Saves;

beforeEach(() => {
  writeFileSync(file, 'before');
  rmSync(other, { force: true });
  saves = listenForSaves([file, other]);
});
afterEach(() => saves.stop());
afterAll(() => rmSync(work, { recursive: true }));

/** What the file holds when its save is noticed. */
const seen = async (): Promise<string> => {
  await saves.next();
  return readFile(file, 'utf8');
};

/** Whether there is no save left to be noticed. */
async function expectNoMore(): Promise<void> {
  const first = await Promise.race([saves.next().then(() => 'saved'), sleep(300, 'nothing')]);
  expect(first).toBe('nothing');
}

test('one that is written anew', async () => {
  writeFileSync(file, 'after');
  expect(await seen()).toBe('after');
  await expectNoMore();
});

test('one that is put in the place of another, and again', async () => {
  for (const text of ['first', 'later']) {
    writeFileSync(join(work, '.swap'), text);
    renameSync(join(work, '.swap'), file);
    expect(await seen()).toBe(text);
  }
  await expectNoMore();
});

test('one that is removed before it is written', async () => {
  const noticed = seen();
  rmSync(file);
  await sleep(50);
  writeFileSync(file, 'after');
  expect(await noticed).toBe('after');
});

test('one that is emptied before it is written is not judged empty', async () => {
  const noticed = seen();
  writeFileSync(file, '');
  await sleep(50);
  writeFileSync(file, 'after');
  expect(await noticed).toBe('after');
  await expectNoMore();
});

test('one that is emptied and stays so', async () => {
  writeFileSync(file, '');
  expect(await seen()).toBe('');
});

test('several at once are one, the last; another file counts as well', async () => {
  const noticed = seen();
  for (const text of ['a', 'ab', 'abc']) writeFileSync(file, text);
  expect(await noticed).toBe('abc');
  writeFileSync(other, 'new');
  await saves.next();
  await expectNoMore();
});

test('one without a change', async () => {
  utimesSync(file, new Date(), new Date(Date.now() + 5_000));
  expect(await seen()).toBe('before');
});

test('one while nobody waits', async () => {
  writeFileSync(file, 'during a verdict');
  await sleep(50);
  expect(await seen()).toBe('during a verdict');
});

test('files of a folder that cannot be watched are asked for', async () => {
  const folder = join(work, 'not there yet');
  const later = listenForSaves([join(folder, 'a.ts')]);
  const noticed = later.next();
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.ts'), 'whole');
  await noticed;
  later.stop();
});
