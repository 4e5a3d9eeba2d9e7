/** What code prints is known by the call that it was printed in, also of one that never returns. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog, type Exercise, sourceOf } from '../../exercises/catalog';
import { collectPrints } from './prints';
import { openTarget } from './target';

const exercise = catalog[0] as Exercise;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kata-prints-'));
  mkdirSync(join(folder, '01-softmax'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs calls of `softmax` with these numbers. */
async function run(code: string, given: number[]) {
  writeFileSync(join(folder, sourceOf(exercise)), code);
  const session = openTarget({ folder }, exercise);
  const calls = given.map((data) => ({ name: 'softmax', args: [{ data }] }));
  const outcomes = await session.run(calls);
  await session.close();
  return { session, calls, outcomes };
}

test('lines belong to the call, or to loading', async () => {
  const { session, calls } = await run(
    `console.log('loading');
     export async function softmax(n) {
       for (let i = 0; i < n; i += 1) console.log('of', n);
       await null;
       process.stdout.write('end of ' + n);
     }`,
    [1, 0, 200],
  );
  expect(session.printedBy(null)).toEqual({ lines: ['loading'], count: 1 });
  expect(calls.map((call) => session.printedBy(call).count)).toEqual([2, 1, 201]);
  expect(session.printedBy(calls[0] ?? null).lines).toEqual(['of 1', 'end of 1']);
  expect(session.printed().count).toBe(205);
});

test('an endless loop shows what it printed, and gets no time for that', async () => {
  const { session, calls, outcomes } = await run(
    `export function softmax(n) { console.log('once', n); for (;;) if (n > 0) console.error('on'); }`,
    [1],
  );
  expect(outcomes).toMatchObject([{ reason: 'timeout' }]);
  const { lines, count } = session.printedBy(calls[0] ?? null);
  expect(lines.slice(0, 2)).toEqual(['once 1', 'on']);
  expect(count).toBeGreaterThan(10);
});

test('a print of another form is dropped', () => {
  const prints = collectPrints();
  for (const print of [null, 7, { call: 0, line: 'a' }, { call: 0, count: 'x' }]) {
    expect(prints.take({ print })).toBe(true);
  }
  expect(prints.take({ outcome: {} })).toBe(false);
  expect(prints.all()).toEqual({ lines: [], count: 0 });
});
