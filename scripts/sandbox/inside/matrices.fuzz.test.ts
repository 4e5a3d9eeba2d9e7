/** That the sandbox's own operations of mathjs answer to the last bit as mathjs does. */
import fc from 'fast-check';
import * as mathjs from 'mathjs';
import { fuzz } from '../../testing/fuzz';
import { withFastMatrices } from './matrices';

type Operation = ((...args: unknown[]) => unknown) & { signatures?: unknown };
const math = mathjs as unknown as Record<string, Operation>;
const fast = withFastMatrices(math) as typeof math;

const names = Object.keys(math).filter((name) => fast[name] !== math[name]);

/** What came of a call: every bit of an answer, the class and words of an error. */
function outcomeOf(operation: Operation, args: readonly unknown[]): unknown {
  try {
    return operation(...args);
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

const number = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 3, arbitrary: fc.double() },
  // Close enough for mathjs to take two for one.
  { weight: 1, arbitrary: fc.constantFrom(0.1 + 0.2, 0.3, -0, Number.NaN, 1e-16) },
);
const size = fc.integer({ min: 1, max: 3 });
const lineOf = (length: number) => fc.array(number, { minLength: length, maxLength: length });
const rowsOf = (rows: number, columns: number) =>
  fc.array(lineOf(columns), { minLength: rows, maxLength: rows });
const plain = fc.oneof(
  number,
  size.chain(lineOf),
  fc.tuple(size, size).chain(([rows, columns]) => rowsOf(rows, columns)),
);
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    'text',
    '2',
    3n,
    [],
    [[]],
    [[], []],
    new Array(2),
  ),
  fc.array(fc.oneof(number, fc.constantFrom<unknown>('1', null, true, [1], 2n)), { maxLength: 3 }),
  fc.array(fc.array(number, { maxLength: 2 }), { maxLength: 3 }),
  fc.array(rowsOf(2, 2), { maxLength: 2 }),
  plain.map((x) => (Array.isArray(x) ? math.matrix?.(x) : math.complex?.(x, 1))),
);
const callbacks: Record<string, readonly unknown[]> = {
  plain: [(x: number) => x * 3, (x: number, index: number[]) => [x, ...index], () => 7, 'text'],
  ofMath: ['exp', 'abs', 'sqrt', 'log', 'add', 'max', 'isZero', 'sum', 'round'],
};

/** An operation and what it is given; callbacks by name, because each library has its own. */
const call = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constantFrom(...names),
      fc.array(fc.oneof({ weight: 8, arbitrary: plain }, { weight: 1, arbitrary: odd }), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
  },
  fc.tuple(fc.constantFrom(...names), fc.array(fc.oneof(plain, odd), { maxLength: 3 })),
  fc.tuple(
    fc.constant('map'),
    fc.tuple(
      fc.oneof({ weight: 4, arbitrary: plain }, odd),
      fc.constantFrom(...(callbacks.plain as [])),
    ),
  ),
  fc.tuple(fc.constant('mapBy'), fc.tuple(plain, fc.constantFrom(...(callbacks.ofMath as [])))),
);

const run = (library: typeof math, name: string, args: readonly unknown[]): unknown =>
  name === 'mapBy'
    ? outcomeOf(library.map as Operation, [args[0], library[args[1] as string]])
    : outcomeOf(library[name] as Operation, args);

/** mathjs, were it to refuse all. */
const refusing = Object.fromEntries(
  Object.entries(math).map(([name, general]) => {
    const refuse = (): never => {
      throw new Error('left to mathjs');
    };
    return [name, Object.assign(refuse, { signatures: general?.signatures })];
  }),
);

test.each([
  ['add', [[1, 2]], [3, 4]],
  ['subtract', [1, 2], 3],
  ['dotMultiply', [[1], [2]], [[3], [4]]],
  ['dotDivide', 1, [2, 4]],
  ['multiply', [[1, 2]], [[3], [4]]],
  ['multiply', [1, 2], [[3], [4]]],
  ['multiply', [[1, 2]], [3, 4]],
  ['divide', [[1, 2]], 2],
  ['dot', [1, 2], [3, 4]],
  ['transpose', [[1, 2]]],
  ['sum', [1, 2]],
  ['mean', [[1], [2]]],
  ['max', [1, 2]],
  ['min', [[1, 2]]],
  ['map', [1, 2], (x: number) => x + 1],
  ['exp', 1],
])('%s of what attention has is not left to mathjs', (name, ...args) => {
  const own = withFastMatrices(refusing)[name] as Operation;
  expect(own(...args)).toEqual(math[name]?.(...args));
});

test('gives what mathjs gives, bit for bit, and refuses what it refuses in the same words', () => {
  const property = fc.property(call, ([name, args]) => {
    expect(run(fast, name, args)).toStrictEqual(run(math, name, args));
  });
  fc.assert(property, { seed: fuzz.seed, numRuns: fuzz.runs(2_000) });
});
