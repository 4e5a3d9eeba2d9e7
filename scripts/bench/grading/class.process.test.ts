/** That a class of the bench is as it says, and that its answers are right. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog, sourceOf } from '../../../exercises/catalog';
import { createJudging, judgeSubmission } from '../../grade/judge';
import { statePlans } from '../../grade/plans';
import { maxScore } from '../../grade/report';
import { filesBelow } from '../../release/files';
import { createSandbox } from '../../sandbox/pool';
import { personOf } from '../../submissions/folder';
import { readSubmission } from '../../submissions/read';
import { writeClass } from './class';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'kata-class-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const persons = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `student-${String(i + 1).padStart(4, '0')}`);

/** All that a person handed in, as one text. */
const handedIn = (into: string, person: string): string =>
  catalog
    .map((exercise) => readFileSync(join(folder, into, person, sourceOf(exercise)), 'utf8'))
    .join();

test('is the same under a seed, and begins with a smaller one', () => {
  writeClass(join(folder, 'ten'), { submissions: 10, seed: 7 });
  writeClass(join(folder, 'class'), { submissions: 40, seed: 7 });
  writeClass(join(folder, 'other'), { submissions: 10, seed: 8 });
  const texts = (into: string): string[] => persons(10).map((person) => handedIn(into, person));
  expect(texts('ten')).toEqual(texts('class'));
  expect(texts('ten')).not.toEqual(texts('other'));
  expect(filesBelow(join(folder, 'class'))).toHaveLength(40 * catalog.length);
});

test('its answers are right, differ in code and stand beside stubs and copies', async () => {
  const texts = new Map(persons(40).map((person) => [handedIn('class', person), person]));
  const sandbox = createSandbox({ concurrency: 1 });
  const judging = createJudging(sandbox, (await statePlans(7)).plans);
  const scores: (number | null)[] = [];
  for (const person of texts.values()) {
    const submission = await readSubmission(
      personOf(person, join(folder, 'class', person)),
      catalog,
    );
    scores.push((await judgeSubmission(submission, judging)).score);
  }
  await sandbox.close();
  // The stubs are one of them; a fifth are copies.
  expect(texts.size).toBeGreaterThan(12);
  expect(texts.size).toBeLessThan(28);
  expect(scores.filter((score) => score === 0)).toEqual([0]);
  expect(new Set(scores)).toEqual(new Set([0, maxScore]));
});
