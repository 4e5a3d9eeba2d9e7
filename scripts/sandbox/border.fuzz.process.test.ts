/**
 * Whatever an expression of JavaScript gives, a learner's child and the sandbox say the same of it:
 * a value, that there is none, or the class of what was thrown.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import type { Call, Outcome } from '../../reference/judging/verdict';
import { type ChildSession, openTarget } from '../../reference/running/target';
import { fuzz } from '../testing/fuzz';
import { createSandbox, type Sandbox } from './pool';
import { errors, expression } from './testing/expressions';

const [exercise] = catalog as [CatalogEntry];
const targetOf = (source: string) => ({ folder: '/none', replaced: { [exercise.slug]: source } });

let sandbox: Sandbox;
let session: ChildSession;
beforeAll(() => {
  sandbox = createSandbox({ concurrency: 1 });
  session = openTarget(targetOf(''), exercise);
});
afterAll(async () => {
  await Promise.all([sandbox.close(), session.close()]);
});

/** What is judged of an outcome: no message is. */
function judged(outcome: Outcome) {
  if (outcome.kind === 'returned') return { kind: 'returned', value: outcome.value };
  if (outcome.kind === 'threw') return { kind: 'threw', errorClass: outcome.errorClass };
  return { kind: 'none', reason: outcome.reason };
}

/** Runs calls in both, and expects the same of them. */
async function expectSame(source: string, calls: readonly Call[]): Promise<void> {
  session.goOnWith(targetOf(source));
  const [inside, outside] = await Promise.all([
    sandbox.run({ exercise, source, calls }),
    session.run(calls),
  ]);
  const pairs = calls.map((_, i) => [judged(inside[i] as Outcome), judged(outside[i] as Outcome)]);
  // Not by Jest, which asks an answer's own `constructor` for its class.
  expect(pairs.filter(([a, b]) => !isDeepStrictEqual(a, b))).toEqual([]);
}

const nameOf = (i: number): string => `answer${i}`;

test(
  'an answer of any kind is the same in both',
  async () => {
    const property = fc.asyncProperty(
      fc.array(expression, { minLength: 1, maxLength: 60, size: 'max' }),
      async (expressions) => {
        const source = expressions
          .map((text, i) => `export const ${nameOf(i)} = () => (${text});`)
          .join('\n');
        const calls = expressions.map((_, i) => ({ name: nameOf(i), args: [] }));
        await expectSame(source, calls);
      },
    );
    await fc.assert(property, { seed: fuzz.seed, numRuns: fuzz.runs(8) });
  },
  fuzz.limit(120_000),
);

test(
  'a file that throws anything while it loads is the same in both',
  async () => {
    const property = fc.asyncProperty(errors, async (error) => {
      const source = `export const answer = () => 1;\nthrow (${error});`;
      await expectSame(source, [{ name: 'answer', args: [] }]);
    });
    await fc.assert(property, { seed: fuzz.seed, numRuns: fuzz.runs(30) });
  },
  fuzz.limit(60_000),
);
