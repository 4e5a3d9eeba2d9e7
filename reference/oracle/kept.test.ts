/**
 * Kept answers stand in for the engine as long as nothing has changed, and are never in the way.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../root';
import { withKeptAnswers } from './kept';
import * as ops from './ops';
import { answered } from './recording';

jest.mock('../root', () => ({
  ...jest.requireActual('../root'),
  cacheFolder: jest
    .requireActual('node:fs')
    .mkdtempSync(`${jest.requireActual('node:os').tmpdir()}/kept `),
}));
afterAll(() => rmSync(cacheFolder, { recursive: true }));

const file = join(cacheFolder, 'answers', 'name.json');
beforeEach(() => rmSync(file, { force: true }));

let computed = 0;
const count = answered('count', (by: number) => {
  computed += by;
  return { odd: [-0, Number.NaN, Number.NEGATIVE_INFINITY, 1 / 3], by };
});
const state = (...by: number[]) => withKeptAnswers('name', () => by.map((each) => count(each)));

/** How much is computed while something is stated, which gives what it gives without a cache. */
async function costOf(...by: number[]): Promise<number> {
  computed = 0;
  const stated = await state(...by);
  const cost = computed;
  expect(stated).toEqual(by.map((each) => count(each)));
  return cost;
}

test('are computed once, and anew where anything else is asked for', async () => {
  expect(await costOf(1, 2)).toBe(3);
  expect(await costOf(1, 2)).toBe(0);
  expect(await costOf(1)).toBe(1);
  expect(await costOf(1)).toBe(0);
  expect(await costOf(1, 5)).toBe(6);
  expect(await withKeptAnswers('another', () => ops.softmax([3, 3]))).toEqual([0.5, 0.5]);
});

test.each<[string, (text: string) => string]>([
  ['of another engine', (text) => `x${text}`],
  ['half written', (text) => text.slice(0, -10)],
  ['with a changed digit', (text) => text.replace('0.333', '0.334')],
  ['of no JSON', () => 'a\nb\nc'],
  ['empty', () => ''],
])('are computed anew from a file %s, which is then put right', async (_, spoil) => {
  await state(4);
  writeFileSync(file, spoil(readFileSync(file, 'utf8')));
  expect(await costOf(4)).toBe(4);
  expect(await costOf(4)).toBe(0);
});

test('are computed each time where they cannot be kept', async () => {
  rmSync(join(cacheFolder, 'answers'), { recursive: true });
  writeFileSync(join(cacheFolder, 'answers'), 'not a folder');
  expect(await costOf(2)).toBe(2);
  expect(await costOf(2)).toBe(2);
  expect(existsSync(file)).toBe(false);
  rmSync(join(cacheFolder, 'answers'));
});

test('an error of the spec itself is no reason to compute anew', async () => {
  const wrong = withKeptAnswers('wrong', () => {
    throw new TypeError('a mistake');
  });
  await expect(wrong).rejects.toThrow('a mistake');
});
