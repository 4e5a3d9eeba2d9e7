/** Odd answers and errors that were once judged differently by a learner's child and the sandbox. */
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import type { Call, Outcome } from '../../reference/judging/verdict';
import { openTarget } from '../../reference/running/target';
import { createSandbox } from './pool';

const [exercise] = catalog as [CatalogEntry];

/** What comes of functions without arguments, in both. */
async function runBoth(source: string, names: readonly string[]): Promise<Outcome[][]> {
  const calls: Call[] = names.map((name) => ({ name, args: [] }));
  const sandbox = createSandbox({ concurrency: 1 });
  const session = openTarget({ folder: '/none', replaced: { [exercise.slug]: source } }, exercise);
  try {
    return await Promise.all([sandbox.run({ exercise, source, calls }), session.run(calls)]);
  } finally {
    await Promise.all([sandbox.close(), session.close()]);
  }
}

const threw = (errorClass: string) => ({ kind: 'threw', errorClass });
const returned = (value: unknown) => ({ kind: 'returned', value });
const noData = { kind: 'none', reason: 'bad-value' };
const throwing = (error: string): string => `(() => { throw ${error}; })()`;
const revoked = '(({ proxy, revoke }) => (revoke(), proxy))(Proxy.revocable({}, {}))';

const cases: [expression: string, outcome: object][] = [
  [throwing('new (class RangeError extends Error {})()'), threw('Error')],
  [throwing('new (class Own extends RangeError {})()'), threw('RangeError')],
  [throwing('Object.create(null)'), threw('object')],
  [throwing(revoked), threw('object')],
  [throwing('{ toString() { throw 1; } }'), threw('object')],
  [throwing('Object.assign(new Error("e"), { message: 5 })'), threw('Error')],
  [throwing('Object.assign(new Error("e"), { stack: 1 })'), threw('Error')],
  [throwing('Object.assign(new Error("e"), { constructor: undefined })'), threw('Error')],
  ['new (class { static name = Symbol("n"); })()', noData],
  ['new Proxy({}, { getPrototypeOf() { throw new RangeError("r"); } })', threw('RangeError')],
  ['({ a: () => 1, get b() { throw new RangeError("r"); } })', noData],
  ['({ ["x".repeat(100001)]: 1 })', noData],
  ['Array(2 ** 32 - 1)', noData],
  ['[Promise.reject(new Error("not waited for"))]', noData],
  ['Object.assign([1, 2], { *[Symbol.iterator]() { yield 9; } })', returned([1, 2])],
  [
    '((x) => (structuredClone(x.buffer, { transfer: [x.buffer] }), x))(new Int8Array(2))',
    returned([]),
  ],
  ['Object.setPrototypeOf(new Float64Array(1), null)', returned([0])],
  ['new Proxy([0], { getOwnPropertyDescriptor() { throw 1; } })', returned([0])],
];

test('each is the same in both', async () => {
  const source = cases.map(([text], i) => `export const answer${i} = () => (${text});`).join('\n');
  const expected = cases.map(([text, outcome]) => [text, expect.objectContaining(outcome)]);
  for (const outcomes of await runBoth(
    source,
    [...cases.keys()].map((i) => `answer${i}`),
  )) {
    expect(cases.map(([text], i) => [text, outcomes[i]])).toEqual(expected);
  }
});

test.each(['Object.create(null)', revoked, '{ toString() { throw 1; } }', 'Symbol("s")'])(
  'a file that throws %s does not load in either',
  async (error) => {
    const source = `export const answer = () => 1;\nthrow ${error};`;
    const loadError = expect.objectContaining({ kind: 'none', reason: 'load-error' });
    expect(await runBoth(source, ['answer'])).toEqual([[loadError], [loadError]]);
  },
);
