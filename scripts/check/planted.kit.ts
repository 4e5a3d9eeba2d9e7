/** How many planted mistakes a learner's own example catches. No student is handed this file. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type CatalogEntry, ownExampleOf } from '../../exercises/catalog';
import { type Misconception, plant } from '../../reference/judging/misconceptions';
import { root } from '../../reference/root';
import type { Target } from '../../reference/running/target';
import { runExamples } from './examples';
import type { Caught } from './mine';

const folder = join(root, 'solutions');

/** Runs the example on the solution, and then on each planted mistake. */
export async function countCaught(exercise: CatalogEntry): Promise<Caught> {
  const bank: readonly Misconception[] = (
    await import(`../../reference/misconceptions/${exercise.slug}.ts`)
  ).default;
  const file = ownExampleOf(exercise);
  const run = (target: Target) => runExamples({ exercise, target, file });
  const right = await run({ folder });
  const failing = right.find(({ verdict }) => verdict !== 'pass');
  // A file without a test has nothing that could be wrong or right.
  if (failing || right.length === 0) {
    const wrong = { line: failing?.failure?.line ?? null };
    return { wrong, caught: 0, planted: bank.length };
  }
  const waiting = [...bank];
  let caught = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const results = await run({ folder, replaced: { [exercise.slug]: plant(exercise, next) } });
      if (results.some(({ verdict }) => verdict !== 'pass')) caught += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { wrong: null, caught, planted: bank.length };
}
