/**
 * That the tolerances keep their margins: as `docs/tolerances.md` has them, and as they are found by
 * measuring the plan that decides once more. All planted wrong answers are measured by
 * `reference/seeds.process.test.ts`, which runs them anyway.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { exceptions } from './exceptions';
import type { Measured } from './measure';
import { PAGE, readPage } from './page';
import { measureOn } from './run';
import { againScope, brokenMargins, disagreements, exceptionOf, MOST_OF_RIGHT } from './table';

jest.setTimeout(120_000);

const table = readPage(readFileSync(join(root, PAGE), 'utf8'));

describe(`${PAGE} (npm run tolerances writes it anew)`, () => {
  let again: Measured;
  beforeAll(async () => {
    const near = table.wrong.map(({ answer }) => answer);
    again = await measureOn('tfjs-wasm', againScope(near));
  });

  test('leaves right answers ten times the room that they take, and wrong ones none', () => {
    expect(brokenMargins(table)).toEqual([]);
  });

  test('is what measuring finds', () => {
    expect(disagreements(table, again)).toEqual([]);
  });

  test('lists each exception there is, and none that is not needed', () => {
    const used = table.excepted.map(exceptionOf);
    expect(exceptions.filter((exception) => !used.includes(exception))).toEqual([]);
    expect(used).not.toContain(undefined);
    expect(table.excepted.filter(({ share }) => share <= MOST_OF_RIGHT)).toEqual([]);
  });
});
