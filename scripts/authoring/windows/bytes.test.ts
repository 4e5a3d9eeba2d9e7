/** What two folders have to share so that `try:windows` calls them the same. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differing } from './bytes';

let work: string;
const at = (...parts: string[]): string => join(work, ...parts);
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'kata-bytes-'));
  cpSync(__dirname, at('one'), { recursive: true });
  cpSync(__dirname, at('other'), { recursive: true });
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

test('the same bytes under the same names differ in nothing', () => {
  expect(differing(at('one'), at('other'))).toEqual([]);
});

test('another end of a line is named, and so is what only one has', () => {
  writeFileSync(at('one', 'bytes.ts'), 'a\n');
  writeFileSync(at('other', 'bytes.ts'), 'a\r\n');
  writeFileSync(at('other', 'more.txt'), '');
  expect(differing(at('one'), at('other'))).toEqual(['bytes.ts', 'more.txt']);
});
