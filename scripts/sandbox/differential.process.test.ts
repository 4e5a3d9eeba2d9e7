/**
 * The sandbox and the child process that learners' own code runs in are two engines behind one seam:
 * the same answer gets the same verdict, test by test, in both. Where it cannot, because the sandbox
 * lacks a global, the child says so, and it says so of nothing else.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { type Misconception, plant } from '../../reference/judging/misconceptions';
import { judge } from '../../reference/judging/spec';
import type { Outcome } from '../../reference/judging/verdict';
import { root } from '../../reference/root';
import { openTarget } from '../../reference/running/target';
import { type Plans, statePlans } from '../grade/plans';
import { runBatch } from './batch';
import { rightAnswer } from './hostile/form';
import { createSandbox, type Sandbox } from './pool';

// Five answers at a time, and exercise 06 has two libraries to load for each.
jest.setTimeout(120_000);

let plans: Plans;
let sandbox: Sandbox;
beforeAll(async () => {
  plans = await statePlans(11);
  sandbox = createSandbox({ concurrency: 2 });
});
afterAll(() => sandbox.close());

const bankOf = ({ slug }: CatalogEntry): Misconception[] =>
  require(`../../reference/misconceptions/${slug}`).default;

const rightWaysOf = ({ slug }: CatalogEntry): string[] =>
  readdirSync(join(root, 'reference', 'right-ways', slug));

/** Each test's verdict and reason, as a line that says which. */
function verdicts({ slug }: CatalogEntry, outcomes: Outcome[]): string[] {
  const results = judge(plans[slug], outcomes);
  return results.map(({ title, verdict, reason }) => `${title}: ${reason ?? verdict}`);
}

const isLate = (outcome: Outcome): boolean =>
  outcome.kind === 'none' && outcome.reason === 'timeout';

/** Node's limits are in seconds, so that a busy machine is asked again. */
async function inNode(
  exercise: CatalogEntry,
  source: string,
  tries = 3,
): Promise<{ node: string[]; lacking: string[] }> {
  const target = { folder: join(root, 'solutions'), replaced: { [exercise.slug]: source } };
  const session = openTarget(target, exercise);
  const outcomes = await session.run(plans[exercise.slug].calls);
  await session.close();
  if (tries > 1 && outcomes.some(isLate)) return inNode(exercise, source, tries - 1);
  const lacking = session.lacking().map(({ name }) => name);
  return { node: verdicts(exercise, outcomes), lacking };
}

async function inSandbox(exercise: CatalogEntry, source: string): Promise<string[]> {
  const { calls } = plans[exercise.slug];
  return verdicts(exercise, await runBatch(sandbox, { exercise, source, calls }));
}

describe.each(catalog)('$slug', (exercise) => {
  const answers: [name: string, source: string][] = [
    ['the solution', rightAnswer(exercise.slug)],
    ...rightWaysOf(exercise).map((file): [string, string] => [
      file,
      readFileSync(join(root, 'reference', 'right-ways', exercise.slug, file), 'utf8'),
    ]),
    ...bankOf(exercise).map((planted): [string, string] => [planted.id, plant(exercise, planted)]),
  ];
  test.concurrent.each(answers)('%s gets the same verdicts in both', async (_, source) => {
    const [{ node, lacking }, quickjs] = await Promise.all([
      inNode(exercise, source),
      inSandbox(exercise, source),
    ]);
    if (/\bIntl\b/.test(source)) {
      // The sandbox's engine has none, so that what needs it gives no answer there.
      expect(lacking).toEqual(['Intl']);
      expect(node.some((line) => line.endsWith(': fail'))).toBe(true);
      expect(quickjs.some((line) => line.endsWith(': threw'))).toBe(true);
    } else expect([lacking, quickjs]).toEqual([[], node]);
  });
});
