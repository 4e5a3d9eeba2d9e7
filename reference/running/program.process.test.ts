/** Programs start from kept bytecode, and as well where what is kept is of no use. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, childProgram } from '../root';

const work = mkdtempSync(join(tmpdir(), 'program '));
const name = `of-a-test-${process.pid}`;
const kept = join(cacheFolder, 'bytecode', `${process.version}${process.arch}`, name);
const removeKept = (): void => rmSync(kept, { recursive: true, force: true });

/** Many functions, each of which is called, so that all of the bytecode is needed. */
const body = Array.from(
  { length: 200 },
  (_, i) => `function add${i}(x) { const y = { x, more: ${i} }; return y.x + y.more; }
sum = add${i}(sum);`,
).join('\n');

const file = join(work, `${name}.cjs`);
const write = (end = ''): void =>
  writeFileSync(file, `let sum = 0;\n${body}\n${end}\nprocess.stdout.write(String(sum));\n`);

function run() {
  return spawnSync(process.execPath, [childProgram('program'), file], { encoding: 'utf8' });
}
const right = { status: 0, signal: null, stdout: '19900', stderr: '' };

beforeEach(() => {
  removeKept();
  write();
});
afterAll(() => {
  removeKept();
  rmSync(work, { recursive: true, force: true });
});

/** What may have become of a file that was kept. */
const damages: Record<string, (bytes: Buffer) => Buffer> = {
  'is empty': (bytes) => bytes.subarray(0, 0),
  'ends early': (bytes) => bytes.subarray(0, bytes.length / 2),
  'lacks a page': (bytes) => Buffer.from(bytes).fill(0, bytes.length / 2, bytes.length / 2 + 4096),
  'has lost its end': (bytes) => Buffer.from(bytes).fill(0, bytes.length / 2),
  'has a bit the other way': (bytes) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(bytes.length >> 1) ^ 64, bytes.length >> 1);
    return copy;
  },
};

test.each(Object.entries(damages))('is made anew where the kept file %s', (_, damage) => {
  expect(run()).toMatchObject(right);
  const whole = readFileSync(kept);
  writeFileSync(kept, damage(whole));
  expect(run()).toMatchObject(right);
  const mended = readFileSync(kept);
  expect(mended.length).toBe(whole.length);
  expect(run()).toMatchObject(right);
  expect(readFileSync(kept).equals(mended)).toBe(true);
});

test('runs where a folder stands in the place of what is kept, and leaves nothing beside it', () => {
  mkdirSync(join(kept, 'inner'), { recursive: true });
  expect(run()).toMatchObject(right);
  expect(readdirSync(join(kept, '..')).filter((each) => each.startsWith(`${name}.`))).toEqual([]);
});

test('ends as the program does where nothing can be kept', () => {
  write('process.exitCode = 3; Buffer.concat = () => { throw new Error("no room"); };');
  expect(run()).toMatchObject({ ...right, status: 3 });
});
