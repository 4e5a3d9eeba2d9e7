/** Turns a hidden spec into ordinary Jest tests on `KATA_TARGET` (`solutions` or `exercises`). */
import { join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { showCells } from '../judging/close';
import { defaultSeed } from '../judging/inputs';
import { judge, type Spec, THOROUGH } from '../judging/spec';
import type { TestResult } from '../judging/verdict';
import { root } from '../root';
import { openTarget } from '../running/target';

const target = { folder: join(root, process.env.KATA_TARGET ?? 'solutions') };

function failureOf({ finding, verdict, reason }: TestResult): Error {
  const mismatch = finding?.mismatch ?? { summary: '', cells: [] };
  const heading = `${reason ?? verdict}: ${finding?.call.name} ${mismatch.summary} (seed ${defaultSeed})`;
  return new Error([heading, ...showCells(mismatch)].join('\n'));
}

globalThis.registerSpec = ({ slug, state }: Spec): void => {
  const exercise = catalog.find((entry) => entry.slug === slug);
  if (!exercise) throw new Error(`spec: no exercise ${slug} in the catalogue`);
  const plan = state(defaultSeed, THOROUGH);
  describe(slug, () => {
    let results: TestResult[] = [];
    beforeAll(async () => {
      const session = openTarget(target, exercise);
      results = judge(plan, await session.run(plan.calls));
      await session.close();
    });
    for (const [i, { title }] of plan.tests.entries()) {
      test(title, () => {
        const result = results[i];
        if (!result) throw new Error('no result');
        if (result.verdict !== 'pass') throw failureOf(result);
      });
    }
  });
};
