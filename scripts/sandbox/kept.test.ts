/** What is kept of a machine comes back whole, or not at all. */
import {
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../reference/root';
import { createKeep } from './kept';

const folder = join(cacheFolder, 'machines');
const script = `test${process.pid}`;
const own = (): string[] => readdirSync(folder).filter((name) => name.startsWith(script));
const kept = { places: { host: 1, doors: [2, 3, 4, 5] }, bytes: new Uint8Array([7, 0, 8]) };

beforeEach(() => createKeep(script, ['engine', 'libraries']).write(kept));
afterAll(() => {
  for (const name of own()) rmSync(join(folder, name));
});

test('it is read as it was written', () => {
  const read = createKeep(script, ['engine', 'libraries']).read();
  expect(read?.places).toEqual(kept.places);
  expect([...(read?.bytes ?? [])]).toEqual([...kept.bytes]);
});

test('there is none of another engine, and the older one goes', () => {
  const other = createKeep(script, ['another engine', 'libraries']);
  expect(other.read()).toBeNull();
  other.write(kept);
  expect(own()).toHaveLength(1);
});

test('half of one is none', () => {
  truncateSync(join(folder, own()[0] as string), 258);
  expect(createKeep(script, ['engine', 'libraries']).read()).toBeNull();
});

test.each([0, 1, 2])('one that has lost byte %i is none', (at) => {
  const file = join(folder, own()[0] as string);
  const bytes = readFileSync(file);
  bytes[bytes.length - 3 + at] = 9;
  writeFileSync(file, bytes);
  expect(createKeep(script, ['engine', 'libraries']).read()).toBeNull();
});

test('what a process left that was ended while it wrote goes once it is old', () => {
  const file = join(folder, own()[0] as string);
  for (const half of ['17', '18']) writeFileSync(`${file}.${half}`, 'half');
  utimesSync(`${file}.17`, 0, 0);
  createKeep(script, ['engine', 'libraries']).write(kept);
  expect(own().map((name) => name.split('.')[1])).toEqual([undefined, '18']);
});
