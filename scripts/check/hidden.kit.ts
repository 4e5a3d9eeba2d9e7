/** The hidden specs, which compare with the reference. No student is handed this file. */
import type { Slug } from '../../exercises/catalog';
import { defaultSeed } from '../../reference/judging/inputs';
import { type Plan, type PlannedTest, type Spec, THOROUGH } from '../../reference/judging/spec';
import { loadEngine, nameEngine } from '../../reference/oracle/engine';
import { withKeptAnswers } from '../../reference/oracle/kept';
import { say } from '../languages/tongue';
import { readKnown } from './known';
import { type Suite, statingOnce } from './suite';

/** A property whose smaller inputs are answered by the engine, which is loaded for them. */
function withEngine({ shrink, ...test }: PlannedTest): PlannedTest {
  if (!shrink) return test;
  return { ...test, shrink: (fails) => loadEngine().then(() => shrink(fails)) };
}

async function state(slug: Slug): Promise<Plan> {
  const spec: Spec = (await import(`../../reference/specs/${slug}.spec.ts`)).default;
  const plan = await withKeptAnswers(slug, () => spec.state(defaultSeed, THOROUGH));
  return { ...plan, tests: plan.tests.map(withEngine) };
}

export const hidden: Suite = {
  kind: 'hidden',
  specs: 'the hidden specs',
  test: 'hidden test',
  environment: [
    'KATA_ENGINE=tfjs-node-gpu|tfjs-wasm|tfjs-cpu chooses the reference engine,',
    'KATA_SEED=n the inputs of the hidden specs.',
  ].join('\n'),
  reference: () => nameEngine().label,
  state: statingOnce(state),
  known: (slug) => readKnown('specs', slug),
  praise: (count) => say('All {count} pass.', { count }),
};
