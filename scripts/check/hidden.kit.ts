/** The hidden specs, which compare with the reference. No student is handed this file. */
import type { Slug } from '../../exercises/catalog';
import type { Spec } from '../../reference/judging/spec';
import { loadEngine } from '../../reference/oracle/engine';
import { say } from '../languages/tongue';
import { readKnown } from './known';
import type { Suite } from './suite';

export const hidden: Suite = {
  kind: 'hidden',
  specs: 'the hidden specs',
  test: 'hidden test',
  environment: [
    'KATA_ENGINE=tfjs-node-gpu|tfjs-wasm|tfjs-cpu chooses the reference engine,',
    'KATA_SEED=n the inputs of the hidden specs.',
  ].join('\n'),
  prepare: async () => (await loadEngine()).label,
  load: async (slug: Slug): Promise<Spec> =>
    (await import(`../../reference/specs/${slug}.spec.ts`)).default,
  known: (slug) => readKnown('specs', slug),
  praise: (count) => say('All {count} pass.', { count }),
};
