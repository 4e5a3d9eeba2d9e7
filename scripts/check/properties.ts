/**
 * Properties that can be checked without knowing the answer: shapes, sums, what has to be equal.
 * They find many mistakes, never all, so no more is said than that.
 */
import { defaultSeed } from '../../reference/judging/inputs';
import { type Spec, THOROUGH } from '../../reference/judging/spec';
import { say } from '../languages/tongue';
import { readKnown } from './known';
import { type Suite, statingOnce } from './suite';

export const properties: Suite = {
  kind: 'property',
  specs: 'the properties that every right answer has',
  test: 'property',
  environment: 'KATA_SEED=n chooses other inputs.',
  reference: () => null,
  state: statingOnce(async (slug) => {
    const spec: Spec = (await import(`../../reference/visible/${slug}.spec.ts`)).default;
    return spec.state(defaultSeed, THOROUGH);
  }),
  known: (slug) => readKnown('visible', slug),
  praise: (count) =>
    [
      say('All visible examples of these {count} exercises pass.', { count }),
      say('The hidden tests, which ask for more, judge when you have handed in.'),
    ].join(' '),
};
