/** docs/environment.md lists each environment variable that the kit reads, and no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { filesBelow } from '../../release/files';
import { textOf } from './pages';

/** Names that a source reads, in each way in which one of ours does. */
const ways = [
  /process\.env\.([A-Za-z_]\w*)/g,
  /\b(?:env|environment)\.([A-Z][A-Z_\d]+)\b/g,
  /os\.environ(?:\.get\(|\[)"([A-Z_]+)"/g,
  /\$\{([A-Z_]+):-/g,
  // machine.ts: a program that a variable may name.
  /\bnamed\('([A-Z]+)'\)/g,
];
const takenApart = /const \{([^}]*)\} = (?:process\.env|environment);/g;

const namesIn = (text: string): string[] => [
  ...ways.flatMap((way) => [...text.matchAll(way)].map(([, name = '']) => name)),
  ...[...text.matchAll(takenApart)].flatMap(([, names = '']) =>
    names.split(',').flatMap((name) => name.match(/^\s*([A-Z_]+)/)?.[1] ?? []),
  ),
];

/** The kit's own sources, and of tests the switches that a person may set. */
const isRead = (path: string): boolean =>
  /\.(?:ts|mjs|js|py)$|^run$/.test(path) && !/\/testing\/(?!browser)|fakes\.ts$/.test(path);
const isTest = (path: string): boolean => path.endsWith('.test.ts');

const sources = ['reference', 'scripts', '.ci'].flatMap((folder) =>
  filesBelow(join(root, folder))
    .filter(isRead)
    .map((path) => `${folder}/${path}`),
);
const read = new Set(
  [...sources, 'jest.config.ts'].flatMap((path) => {
    const names = namesIn(readFileSync(join(root, path), 'utf8'));
    return isTest(path) ? names.filter((name) => name.startsWith('KATA_')) : names;
  }),
);

const rows = textOf('docs/environment.md').match(/^\| `.*$/gm) ?? [];
const listed = rows.map((row) => row.match(/^\| `(\w+)`/)?.[1] ?? '');

test('every variable that is read is listed', () => {
  expect(read.size).toBeGreaterThan(30);
  expect([...read].filter((name) => !listed.includes(name))).toEqual([]);
});

test('every variable that is listed is read, and listed once', () => {
  expect(listed.filter((name) => !read.has(name))).toEqual([]);
  expect(listed).toEqual([...new Set(listed)]);
});

test('each has a default, a meaning and a reader', () => {
  for (const row of rows) {
    const cells = row.split('|').slice(1, -1);
    expect(cells.map((cell) => cell.trim() !== '')).toEqual([true, true, true, true]);
  }
});
