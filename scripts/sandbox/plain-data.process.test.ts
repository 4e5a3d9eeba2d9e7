/**
 * What crosses between the kit and learner code comes back as it was, in both places that run code: keys
 * that begin with `$` too, with which the kit writes numbers that JSON has no form for.
 */
import * as fc from 'fast-check';
import { catalog } from '../../exercises/catalog';
import { type Data, decode, encode, NotData } from '../../reference/judging/data';
import type { Call, Outcome } from '../../reference/judging/verdict';
import { openTarget } from '../../reference/running/target';
import { createSandbox } from './pool';

jest.setTimeout(60_000);

const [exercise] = catalog;
if (!exercise) throw new Error('the catalogue is empty');
const [name = ''] = exercise.exports;
const source = `export const ${name} = (given: unknown) => given;`;

const awkward = fc.constantFrom<Data>(Number.NaN, Infinity, -Infinity, -0, 0.1, 'NaN', '$', null);
const keys = fc.oneof(
  fc.string({ unit: fc.constantFrom('$', 'a', '"') }).map((rest) => `$${rest}`),
  fc.constantFrom('$', '$$', '$$$', 'plain', '__proto__', 'length'),
);
const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    awkward,
    fc.array(tie('data'), { maxLength: 3 }),
    fc
      .array(fc.tuple(keys, tie('data')), { maxLength: 4 })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
}));
const sample = (count: number): Data[] => fc.sample(data, { seed: 42, numRuns: count });

const callsWith = (values: readonly Data[]): Call[] =>
  values.map((value) => ({ name, args: [{ data: value }], watched: true }));

/** What an identity returned, and what it was given, as pairs. */
const seenIn = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) =>
    outcome.kind === 'returned' ? [outcome.value, outcome.argumentsAfter] : outcome,
  );
const expectedFor = (values: readonly Data[]) => values.map((value) => [value, [value]]);

test('what is encoded and written as JSON decodes to the same', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(decode(JSON.parse(JSON.stringify(encode(value))))).toStrictEqual(value);
    }),
    { seed: 42, numRuns: 1_000 },
  );
});

test.each([{ $: 1 }, { $: 'NaN', more: 1 }, { $a: 1 }, [{ $: null }]])(
  'refuses %j, which is never written',
  (coded) => expect(() => decode(coded)).toThrow(NotData),
);

test('an identity in the learner’s child returns what it was given', async () => {
  const values = sample(100);
  const session = openTarget({ folder: '/none', replaced: { [exercise.slug]: source } }, exercise);
  const outcomes = await session.run(callsWith(values));
  await session.close();
  expect(seenIn(outcomes)).toStrictEqual(expectedFor(values));
});

test('an identity in the sandbox returns what it was given', async () => {
  const values = sample(100);
  const sandbox = createSandbox({ concurrency: 1 });
  const outcomes = await sandbox.run({ exercise, source, calls: callsWith(values) });
  await sandbox.close();
  expect(seenIn(outcomes)).toStrictEqual(expectedFor(values));
});

test('learner code sees the keys themselves', async () => {
  const source = `export const ${name} = (given: object) => Object.keys(given).join(' ');`;
  const given = { $: 1, $$: Number.NaN, b: 2, $a: 3 };
  const calls = callsWith([given]);
  const sandbox = createSandbox({ concurrency: 1 });
  const session = openTarget({ folder: '/none', replaced: { [exercise.slug]: source } }, exercise);
  const [inside, outside] = await Promise.all([
    sandbox.run({ exercise, source, calls }),
    session.run(calls),
  ]);
  await Promise.all([sandbox.close(), session.close()]);
  expect([inside, outside]).toMatchObject([
    [{ kind: 'returned', value: '$ $$ b $a' }],
    [{ kind: 'returned', value: '$ $$ b $a' }],
  ]);
});
