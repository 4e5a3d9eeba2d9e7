/** One run at a time: whose note counts, and that it goes with its run. */
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOTE, takeAlone } from './alone';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'alone-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const leave = (machine: string, id: number, secondsAgo = 0): void => {
  const [note, then] = [join(out, NOTE), new Date(Date.now() - secondsAgo * 1000)];
  writeFileSync(note, `${machine}\n${id}\n`);
  utimesSync(note, then, then);
};

/** An id that no process has: the largest that Linux gives is 4,194,304. */
const NONE = 2 ** 22 + 1;

test('a second run is refused while the first one writes, and not after it', () => {
  const giveBack = takeAlone(out);
  expect(() => takeAlone(out)).toThrow(
    `another grade writes into ${out} (process ${process.pid} on this machine)`,
  );
  giveBack();
  expect(existsSync(join(out, NOTE))).toBe(false);
  takeAlone(out)();
});

test('what a killed run left behind does not count', () => {
  leave(hostname(), NONE);
  takeAlone(out)();
});

test('a run on another machine counts while it touches its note', () => {
  leave('node-7', 1);
  expect(() => takeAlone(out)).toThrow(/process 1 on node-7/);
  leave('node-7', 1, 120);
  takeAlone(out)();
});
