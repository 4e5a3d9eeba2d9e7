/**
 * Whether catching a wrong answer is luck: the planted ones and the probes are judged as for a grade
 * under many seeds. Under none may one of them have full points, or miss them by less than ten
 * tolerances. `KATA_SEEDS=30` takes all thirty, half an hour on two cores; without it every third
 * wrong answer is judged under one, which `specs.process.test.ts` leaves out.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { join } from 'node:path';
import { catalog, type Slug } from '../exercises/catalog';
import { leastOf, show } from '../scripts/authoring/tolerances/table';
import { sampled, seedCount } from './jest/sample';
import { type Misconception, plant } from './judging/misconceptions';
import { decisiveShare } from './judging/shares';
import { QUICK, type Spec } from './judging/spec';
import { loadEngine } from './oracle/engine';
import { root } from './root';
import { openTarget } from './running/target';

const seeds = Array.from({ length: seedCount }, (_, i) => 7 + 104_729 * i);

// A wrong answer takes a second a seed at most, in a child of which there is one an exercise.
jest.setTimeout(60_000 + 120_000 * seedCount);

const specOf = (slug: Slug): Spec => require(`./specs/${slug}.spec`).default;
const wrongAnswersTo = (slug: Slug): Misconception[] => {
  const { default: named, probes } = require(`./misconceptions/${slug}`);
  return [...named, ...probes];
};

const folder = join(root, 'solutions');

test.concurrent.each(catalog)(
  'no wrong answer to $slug wins by luck, or nearly',
  async (exercise) => {
    await loadEngine();
    const plans = seeds.map((seed) => specOf(exercise.slug).state(seed, QUICK));
    const session = openTarget({ folder }, exercise);
    const near: string[] = [];
    for (const wrong of sampled(wrongAnswersTo(exercise.slug))) {
      session.goOnWith({ folder, replaced: { [exercise.slug]: plant(exercise, wrong) } });
      for (const plan of plans) {
        const { share } = decisiveShare(plan, await session.run(plan.calls));
        if (share >= leastOf(wrong.id)) continue;
        near.push(`${wrong.id} is ${show(share)} tolerances away under seed ${plan.seed}`);
      }
    }
    await session.close();
    expect(near).toEqual([]);
  },
);

test('every probe has an id of its own and says what the code does', () => {
  const all = catalog.flatMap(({ slug }) => wrongAnswersTo(slug));
  const ids = all.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
  expect(all.filter(({ says }) => !/^\S.{20,200}\.$/.test(says)).map(({ id }) => id)).toEqual([]);
});
