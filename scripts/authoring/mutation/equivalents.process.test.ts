/**
 * Whether the mutants that are called right answers in other words still get full points. The whole
 * `npm run mutate` asks what students hold as well.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { join } from 'node:path';
import { catalog, type Slug } from '../../../exercises/catalog';
import { judge, QUICK, type Spec } from '../../../reference/judging/spec';
import { loadEngine } from '../../../reference/oracle/engine';
import { root } from '../../../reference/root';
import { openTarget } from '../../../reference/running/target';
import { whyEquivalent } from './equivalents';
import { mutantsOf } from './mutants';

const specOf = (slug: Slug): Spec => require(`../../../reference/specs/${slug}.spec`).default;
const folder = join(root, 'solutions');

test.each(catalog)('grade passes what is listed as a right answer to $slug', async (exercise) => {
  await loadEngine();
  const plan = specOf(exercise.slug).state(42, QUICK);
  const session = openTarget({ folder }, exercise);
  const found: string[] = [];
  for (const mutant of mutantsOf(exercise).filter((each) => whyEquivalent(each) !== null)) {
    session.goOnWith({ folder, replaced: { [exercise.slug]: mutant.source } });
    const results = judge(plan, await session.run(plan.calls));
    if (results.some(({ verdict }) => verdict !== 'pass')) found.push(mutant.change);
  }
  await session.close();
  expect(found).toEqual([]);
});
